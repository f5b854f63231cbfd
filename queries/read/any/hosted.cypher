// Whether there is any HOSTED at all.
// return id         string  one, or no row
MATCH (:Rep)-[n:HOSTED]->()
RETURN n.id AS id
LIMIT 1
