// Every Opportunity from one id to another, as one list of rows.
// param  first      string  id of Opportunity
// param  last       string  id of Opportunity, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, purchase_stage, sales_stage, sales_step, amount, expected_on, status, q_exists, q_solution, q_can_win, q_worth, is_tender, tender_phase, rev, created_at, updated_at
MATCH (n:Opportunity)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.name, p.purchase_stage, p.sales_stage, p.sales_step, p.amount, toString(p.expected_on), p.status,
  p.q_exists, p.q_solution, p.q_can_win, p.q_worth, p.is_tender, p.tender_phase, p.rev, p.created_at,
  p.updated_at
]) AS rows
