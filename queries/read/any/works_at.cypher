// Whether there is any WORKS_AT at all.
// return id         string  one, or no row
MATCH (:Person)-[n:WORKS_AT]->()
RETURN n.id AS id
LIMIT 1
