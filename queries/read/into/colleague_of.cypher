// Where the COLLEAGUE_OF of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Rep)-[r:COLLEAGUE_OF]->(b:Rep {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
