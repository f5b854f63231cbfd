// Whether there is any MEMBER_OF at all.
// return id         string  one, or no row
MATCH (:Person)-[n:MEMBER_OF]->()
RETURN n.id AS id
LIMIT 1
