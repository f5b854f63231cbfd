// Whether there is any CONCERNS at all.
// return id         string  one, or no row
MATCH (:Activity)-[n:CONCERNS]->()
RETURN n.id AS id
LIMIT 1
