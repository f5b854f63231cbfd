// Where one TOOK_PART starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Person)-[r:TOOK_PART {id: $id}]->()
RETURN a.id AS start
ORDER BY start
