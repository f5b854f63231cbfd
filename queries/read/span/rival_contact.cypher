// Every RIVAL_CONTACT starting at Competitor from one id to another, as one list of rows.
// param  first      string  id of Competitor
// param  last       string  id of Competitor, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, closeness, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
MATCH (n:Competitor)
WHERE n.id >= $first AND n.id <= $last
MATCH (n)-[r:RIVAL_CONTACT]->(b)
WITH n.id AS id, b.id AS other, properties(r) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, id, other, p.closeness, p.data_source, p.lawful_basis, p.confidence, toString(p.last_verified_on),
  p.note, p.rev, p.created_at, p.updated_at
]) AS rows
