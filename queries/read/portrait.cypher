// Every Portrait these, as one list of rows.
// param  ids        list    ids of Portrait
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, image, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Portrait {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.image, n.rev, n.created_at, n.updated_at
]) AS rows
