// Every Portrait from one id to another, as one list of rows.
// param  first      string  id of Portrait
// param  last       string  id of Portrait, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, image, rev, created_at, updated_at
MATCH (n:Portrait)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.image, p.rev, p.created_at, p.updated_at
]) AS rows
