// Whether there is any RIVAL_CONTACT at all.
// return id         string  one, or no row
MATCH (:Competitor)-[n:RIVAL_CONTACT]->()
RETURN n.id AS id
LIMIT 1
