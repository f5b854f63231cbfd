// Every USES_RIVAL starting at these Account, ends by the numbers of read/inner, as a list of rows.
// param  ids        list    ids of Account
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, product, satisfaction, since, until, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (a:Account {id: id})-[r:USES_RIVAL]->(b)
WHERE r.changed <= $revision AND NOT r.changed IN $open
RETURN collect([
  r.id, id(a), id(b), r.product, r.satisfaction, toString(r.since), toString(r.until), r.rev, r.created_at,
  r.updated_at
]) AS rows
