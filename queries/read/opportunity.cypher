// Every Opportunity these, as one list of rows.
// param  ids        list    ids of Opportunity
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, purchase_stage, sales_stage, sales_step, amount, expected_on, status, q_exists, q_solution, q_can_win, q_worth, is_tender, tender_phase, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Opportunity {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.name, n.purchase_stage, n.sales_stage, n.sales_step, n.amount, toString(n.expected_on), n.status,
  n.q_exists, n.q_solution, n.q_can_win, n.q_worth, n.is_tender, n.tender_phase, n.rev, n.created_at,
  n.updated_at
]) AS rows
