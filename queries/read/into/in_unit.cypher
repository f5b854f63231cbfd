// Where the IN_UNIT of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Person)-[r:IN_UNIT]->(b:OrgUnit {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
