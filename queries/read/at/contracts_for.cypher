// Where one CONTRACTS_FOR starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Account)-[r:CONTRACTS_FOR {id: $id}]->()
RETURN a.id AS start
ORDER BY start
