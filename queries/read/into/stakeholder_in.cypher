// Where the STAKEHOLDER_IN of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Person)-[r:STAKEHOLDER_IN]->(b:Opportunity {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
