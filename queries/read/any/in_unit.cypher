// Whether there is any IN_UNIT at all.
// return id         string  one, or no row
MATCH (:Person)-[n:IN_UNIT]->()
RETURN n.id AS id
LIMIT 1
