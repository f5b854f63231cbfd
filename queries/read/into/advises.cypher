// Where the ADVISES of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Account)-[r:ADVISES]->(b:Account {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
