// Every Activity these, as one list of rows.
// param  ids        list    ids of Activity
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, kind, on, purpose, result, next_step, next_on, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Activity {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.kind, toString(n.on), n.purpose, n.result, n.next_step, toString(n.next_on), n.rev, n.created_at,
  n.updated_at
]) AS rows
