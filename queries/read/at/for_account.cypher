// Where one FOR_ACCOUNT starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Opportunity)-[r:FOR_ACCOUNT {id: $id}]->()
RETURN a.id AS start
ORDER BY start
