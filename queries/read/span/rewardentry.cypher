// Every RewardEntry from one id to another, as one list of rows.
// param  first      string  id of RewardEntry
// param  last       string  id of RewardEntry, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, kind, value, given_on, approved, approver, rev, created_at, updated_at
MATCH (n:RewardEntry)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.kind, p.value, toString(p.given_on), p.approved, p.approver, p.rev, p.created_at, p.updated_at
]) AS rows
