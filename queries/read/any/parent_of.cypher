// Whether there is any PARENT_OF at all.
// return id         string  one, or no row
MATCH (:Account)-[n:PARENT_OF]->()
RETURN n.id AS id
LIMIT 1
