// Where the HOSTED of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Rep)-[r:HOSTED]->(b:Activity {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
