// Whether there is any USES_RIVAL at all.
// return id         string  one, or no row
MATCH (:Account)-[n:USES_RIVAL]->()
RETURN n.id AS id
LIMIT 1
