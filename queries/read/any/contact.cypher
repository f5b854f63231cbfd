// Whether there is any CONTACT at all.
// return id         string  one, or no row
MATCH (:Rep)-[n:CONTACT]->()
RETURN n.id AS id
LIMIT 1
