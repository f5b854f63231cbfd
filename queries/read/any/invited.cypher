// Whether there is any INVITED at all.
// return id         string  one, or no row
MATCH (:Campaign)-[n:INVITED]->()
RETURN n.id AS id
LIMIT 1
