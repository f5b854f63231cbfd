// Whether there is any INFLUENCES at all.
// return id         string  one, or no row
MATCH (:Person)-[n:INFLUENCES]->()
RETURN n.id AS id
LIMIT 1
