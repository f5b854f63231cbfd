// Where the RIVAL_CONTACT of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Competitor)-[r:RIVAL_CONTACT]->(b:Person {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
