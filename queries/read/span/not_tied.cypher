// Every NOT_TIED starting at Person from one id to another, as one list of rows.
// param  first      string  id of Person
// param  last       string  id of Person, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, reason, grounds, by, on, rev, created_at, updated_at
MATCH (n:Person)
WHERE n.id >= $first AND n.id <= $last
MATCH (n)-[r:NOT_TIED]->(b)
WITH n.id AS id, b.id AS other, properties(r) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, id, other, p.reason, p.grounds, p.by, toString(p.on), p.rev, p.created_at, p.updated_at
]) AS rows
