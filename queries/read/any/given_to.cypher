// Whether there is any GIVEN_TO at all.
// return id         string  one, or no row
MATCH (:RewardEntry)-[n:GIVEN_TO]->()
RETURN n.id AS id
LIMIT 1
