// Every Campaign these, as one list of rows.
// param  ids        list    ids of Campaign
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, technique, start_on, end_on, budget, cost_per_ask, reward_rule, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Campaign {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.name, n.technique, toString(n.start_on), toString(n.end_on), n.budget, n.cost_per_ask, n.reward_rule,
  n.rev, n.created_at, n.updated_at
]) AS rows
