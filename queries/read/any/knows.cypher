// Whether there is any KNOWS at all.
// return id         string  one, or no row
MATCH (:Person)-[n:KNOWS]->()
RETURN n.id AS id
LIMIT 1
