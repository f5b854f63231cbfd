// Ties that are left on these Portrait.
// param  ids        list    ids
// return id         string  id of the node
// return tie        string  type of the tie
// return tie_id     string  id of the tie
UNWIND $ids AS id
MATCH (:Portrait {id: id})-[r]-()
RETURN id, type(r) AS tie, r.id AS tie_id
ORDER BY id, tie_id
LIMIT 10
