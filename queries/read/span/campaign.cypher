// Every Campaign from one id to another, as one list of rows.
// param  first      string  id of Campaign
// param  last       string  id of Campaign, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, technique, start_on, end_on, budget, cost_per_ask, reward_rule, rev, created_at, updated_at
MATCH (n:Campaign)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.name, p.technique, toString(p.start_on), toString(p.end_on), p.budget, p.cost_per_ask, p.reward_rule,
  p.rev, p.created_at, p.updated_at
]) AS rows
