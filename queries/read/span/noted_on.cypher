// Every NOTED_ON starting at Note from one id to another, as one list of rows.
// param  first      string  id of Note
// param  last       string  id of Note, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, rev, created_at, updated_at
MATCH (n:Note)
WHERE n.id >= $first AND n.id <= $last
MATCH (n)-[r:NOTED_ON]->(b)
WITH n.id AS id, b.id AS other, properties(r) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, id, other, p.rev, p.created_at, p.updated_at
]) AS rows
