// Where the NOT_TIED of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Person)-[r:NOT_TIED]->(b:Person {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
