// Whether there is any SUPPLIES at all.
// return id         string  one, or no row
MATCH (:Account)-[n:SUPPLIES]->()
RETURN n.id AS id
LIMIT 1
