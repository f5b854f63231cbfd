// Whether there is any FOR_ACCOUNT at all.
// return id         string  one, or no row
MATCH (:Opportunity)-[n:FOR_ACCOUNT]->()
RETURN n.id AS id
LIMIT 1
