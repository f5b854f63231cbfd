// Whether there is any Campaign at all.
// return id         string  one, or no row
MATCH (n:Campaign)
RETURN n.id AS id
LIMIT 1
