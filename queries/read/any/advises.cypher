// Whether there is any ADVISES at all.
// return id         string  one, or no row
MATCH (:Account)-[n:ADVISES]->()
RETURN n.id AS id
LIMIT 1
