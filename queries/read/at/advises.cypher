// Where one ADVISES starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Account)-[r:ADVISES {id: $id}]->()
RETURN a.id AS start
ORDER BY start
