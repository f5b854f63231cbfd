// Every SUPPLIES starting at Account from one id to another, as one list of rows.
// param  first      string  id of Account
// param  last       string  id of Account, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, strength, project, since, until, rev, created_at, updated_at
MATCH (n:Account)
WHERE n.id >= $first AND n.id <= $last
MATCH (n)-[r:SUPPLIES]->(b)
WITH n.id AS id, b.id AS other, properties(r) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, id, other, p.strength, p.project, toString(p.since), toString(p.until), p.rev, p.created_at,
  p.updated_at
]) AS rows
