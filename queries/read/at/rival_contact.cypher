// Where one RIVAL_CONTACT starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Competitor)-[r:RIVAL_CONTACT {id: $id}]->()
RETURN a.id AS start
ORDER BY start
