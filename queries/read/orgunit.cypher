// Every OrgUnit these, as one list of rows.
// param  ids        list    ids of OrgUnit
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, function, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:OrgUnit {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.name, n.function, n.rev, n.created_at, n.updated_at
]) AS rows
