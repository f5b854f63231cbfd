// Whether there is any FOR_REFERRAL at all.
// return id         string  one, or no row
MATCH (:RewardEntry)-[n:FOR_REFERRAL]->()
RETURN n.id AS id
LIMIT 1
