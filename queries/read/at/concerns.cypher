// Where one CONCERNS starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Activity)-[r:CONCERNS {id: $id}]->()
RETURN a.id AS start
ORDER BY start
