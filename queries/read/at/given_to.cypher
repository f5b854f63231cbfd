// Where one GIVEN_TO starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:RewardEntry)-[r:GIVEN_TO {id: $id}]->()
RETURN a.id AS start
ORDER BY start
