// Every Note from one id to another, as one list of rows.
// param  first      string  id of Note
// param  last       string  id of Note, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, text, written_on, by, due_on, done_on, tie_id, rev, created_at, updated_at
MATCH (n:Note)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.text, toString(p.written_on), p.by, toString(p.due_on), toString(p.done_on), p.tie_id, p.rev,
  p.created_at, p.updated_at
]) AS rows
