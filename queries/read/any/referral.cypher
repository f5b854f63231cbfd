// Whether there is any Referral at all.
// return id         string  one, or no row
MATCH (n:Referral)
RETURN n.id AS id
LIMIT 1
