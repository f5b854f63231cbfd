// Whether there is any NOT_TIED at all.
// return id         string  one, or no row
MATCH (:Person)-[n:NOT_TIED]->()
RETURN n.id AS id
LIMIT 1
