// Whether there is any RewardEntry at all.
// return id         string  one, or no row
MATCH (n:RewardEntry)
RETURN n.id AS id
LIMIT 1
