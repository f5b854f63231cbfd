// Whether there is any TOOK_PART at all.
// return id         string  one, or no row
MATCH (:Person)-[n:TOOK_PART]->()
RETURN n.id AS id
LIMIT 1
