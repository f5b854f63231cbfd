// Every Note these, as one list of rows.
// param  ids        list    ids of Note
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, text, written_on, by, due_on, done_on, tie_id, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Note {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.text, toString(n.written_on), n.by, toString(n.due_on), toString(n.done_on), n.tie_id, n.rev,
  n.created_at, n.updated_at
]) AS rows
