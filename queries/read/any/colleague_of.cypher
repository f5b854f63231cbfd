// Whether there is any COLLEAGUE_OF at all.
// return id         string  one, or no row
MATCH (:Rep)-[n:COLLEAGUE_OF]->()
RETURN n.id AS id
LIMIT 1
