// Whether there is any CONTRACTS_FOR at all.
// return id         string  one, or no row
MATCH (:Account)-[n:CONTRACTS_FOR]->()
RETURN n.id AS id
LIMIT 1
