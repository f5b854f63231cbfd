// Where the USES_RIVAL of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Account)-[r:USES_RIVAL]->(b:Competitor {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
