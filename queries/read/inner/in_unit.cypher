// Every IN_UNIT starting at these Person, ends by the numbers of read/inner, as a list of rows.
// param  ids        list    ids of Person
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, since, until, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (a:Person {id: id})-[r:IN_UNIT]->(b)
WHERE r.changed <= $revision AND NOT r.changed IN $open
RETURN collect([
  r.id, id(a), id(b), toString(r.since), toString(r.until), r.rev, r.created_at, r.updated_at
]) AS rows
