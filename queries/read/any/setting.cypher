// Whether there is any Setting at all.
// return id         string  one, or no row
MATCH (n:Setting)
RETURN n.id AS id
LIMIT 1
