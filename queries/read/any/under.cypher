// Whether there is any UNDER at all.
// return id         string  one, or no row
MATCH (:Referral)-[n:UNDER]->()
RETURN n.id AS id
LIMIT 1
