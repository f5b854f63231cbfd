// Where the FOR_REFERRAL of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:RewardEntry)-[r:FOR_REFERRAL]->(b:Referral {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
