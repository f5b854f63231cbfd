// Every RewardEntry these, as one list of rows.
// param  ids        list    ids of RewardEntry
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, kind, value, given_on, approved, approver, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:RewardEntry {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.kind, n.value, toString(n.given_on), n.approved, n.approver, n.rev, n.created_at, n.updated_at
]) AS rows
