// Where the UNDER of one node come from.
// param  id         string  id of the node at the end
// return start      string  id of the node at the start
MATCH (a:Referral)-[r:UNDER]->(b:Campaign {id: $id})
RETURN DISTINCT a.id AS start
ORDER BY start
