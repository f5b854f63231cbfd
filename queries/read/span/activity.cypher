// Every Activity from one id to another, as one list of rows.
// param  first      string  id of Activity
// param  last       string  id of Activity, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, kind, on, purpose, result, next_step, next_on, rev, created_at, updated_at
MATCH (n:Activity)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.kind, toString(p.on), p.purpose, p.result, p.next_step, toString(p.next_on), p.rev, p.created_at,
  p.updated_at
]) AS rows
