// Where the CONCERNS of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Activity)-[r:CONCERNS]->(b {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
