// Whether there is any Person at all.
// return id         string  one, or no row
MATCH (n:Person)
RETURN n.id AS id
LIMIT 1
