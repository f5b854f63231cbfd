// Every Account from one id to another, as one list of rows.
// param  first      string  id of Account
// param  last       string  id of Account, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, industry, region, account_kind, employees, customer_status, cooperation_stage, funnel_class, priority_class, profit_zone, annual_revenue, share_of_wallet, value_score, satisfaction_index, last_purchase_on, is_locked, rev, created_at, updated_at
MATCH (n:Account)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.name, p.industry, p.region, p.account_kind, p.employees, p.customer_status, p.cooperation_stage,
  p.funnel_class, p.priority_class, p.profit_zone, p.annual_revenue, p.share_of_wallet, p.value_score,
  p.satisfaction_index, toString(p.last_purchase_on), p.is_locked, p.rev, p.created_at, p.updated_at
]) AS rows
