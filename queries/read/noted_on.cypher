// Every NOTED_ON starting at these Note, as one list of rows.
// param  ids        list    ids of Note
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (a:Note {id: id})-[r:NOTED_ON]->(b)
WHERE r.changed <= $revision AND NOT r.changed IN $open
RETURN collect([
  r.id, id, b.id, r.rev, r.created_at, r.updated_at
]) AS rows
