// Whether there is any MADE at all.
// return id         string  one, or no row
MATCH (:Person)-[n:MADE]->()
RETURN n.id AS id
LIMIT 1
