// Whether there is any RECEIVED_BY at all.
// return id         string  one, or no row
MATCH (:Referral)-[n:RECEIVED_BY]->()
RETURN n.id AS id
LIMIT 1
