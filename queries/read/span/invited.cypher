// Every INVITED starting at Campaign from one id to another, as one list of rows.
// param  first      string  id of Campaign
// param  last       string  id of Campaign, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, asked_on, response, rev, created_at, updated_at
MATCH (n:Campaign)
WHERE n.id >= $first AND n.id <= $last
MATCH (n)-[r:INVITED]->(b)
WITH n.id AS id, b.id AS other, properties(r) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, id, other, toString(p.asked_on), p.response, p.rev, p.created_at, p.updated_at
]) AS rows
