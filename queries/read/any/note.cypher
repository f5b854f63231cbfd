// Whether there is any Note at all.
// return id         string  one, or no row
MATCH (n:Note)
RETURN n.id AS id
LIMIT 1
