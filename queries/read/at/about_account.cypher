// Where one ABOUT_ACCOUNT starts.
// param  id         string  id of the tie
// return start      string  id of the node at the start
MATCH (a:Referral)-[r:ABOUT_ACCOUNT {id: $id}]->()
RETURN a.id AS start
ORDER BY start
