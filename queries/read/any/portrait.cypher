// Whether there is any Portrait at all.
// return id         string  one, or no row
MATCH (n:Portrait)
RETURN n.id AS id
LIMIT 1
