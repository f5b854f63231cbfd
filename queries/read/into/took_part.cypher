// Where the TOOK_PART of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Person)-[r:TOOK_PART]->(b:Activity {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
