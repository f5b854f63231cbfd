// Where the INVITED of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Campaign)-[r:INVITED]->(b:Person {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
