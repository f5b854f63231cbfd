// Every Account these, as one list of rows.
// param  ids        list    ids of Account
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, industry, region, account_kind, employees, customer_status, cooperation_stage, funnel_class, priority_class, profit_zone, annual_revenue, share_of_wallet, value_score, satisfaction_index, last_purchase_on, is_locked, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Account {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.name, n.industry, n.region, n.account_kind, n.employees, n.customer_status, n.cooperation_stage,
  n.funnel_class, n.priority_class, n.profit_zone, n.annual_revenue, n.share_of_wallet, n.value_score,
  n.satisfaction_index, toString(n.last_purchase_on), n.is_locked, n.rev, n.created_at, n.updated_at
]) AS rows
