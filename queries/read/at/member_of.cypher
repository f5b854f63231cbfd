// Where one MEMBER_OF starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Person)-[r:MEMBER_OF {id: $id}]->()
RETURN a.id AS start
ORDER BY start
