// Where one RECEIVED_BY starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Referral)-[r:RECEIVED_BY {id: $id}]->()
RETURN a.id AS start
ORDER BY start
