// Where the NOTED_ON of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Note)-[r:NOTED_ON]->(b {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
