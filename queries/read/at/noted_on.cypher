// Where one NOTED_ON starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Note)-[r:NOTED_ON {id: $id}]->()
RETURN a.id AS start
ORDER BY start
