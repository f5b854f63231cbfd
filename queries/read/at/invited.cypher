// Where one INVITED starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Campaign)-[r:INVITED {id: $id}]->()
RETURN a.id AS start
ORDER BY start
