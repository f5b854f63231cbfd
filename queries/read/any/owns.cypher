// Whether there is any OWNS at all.
// return id         string  one, or no row
MATCH (:Rep)-[n:OWNS]->()
RETURN n.id AS id
LIMIT 1
