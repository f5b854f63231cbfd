// Where one NOT_TIED starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Person)-[r:NOT_TIED {id: $id}]->()
RETURN a.id AS start
ORDER BY start
