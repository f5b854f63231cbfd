// Every Group these, as one list of rows.
// param  ids        list    ids of Group
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, kind, size_estimate, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Group {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.name, n.kind, n.size_estimate, n.rev, n.created_at, n.updated_at
]) AS rows
