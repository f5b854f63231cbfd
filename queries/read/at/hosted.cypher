// Where one HOSTED starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Rep)-[r:HOSTED {id: $id}]->()
RETURN a.id AS start
ORDER BY start
