// Where one FOR_REFERRAL starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:RewardEntry)-[r:FOR_REFERRAL {id: $id}]->()
RETURN a.id AS start
ORDER BY start
