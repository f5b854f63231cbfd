// Whether there is any STAKEHOLDER_IN at all.
// return id         string  one, or no row
MATCH (:Person)-[n:STAKEHOLDER_IN]->()
RETURN n.id AS id
LIMIT 1
