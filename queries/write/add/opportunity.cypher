// Add Opportunity.
// param  rows       list    values in this order: id, name, purchase_stage, sales_stage, sales_step, amount, expected_on, status, q_exists, q_solution, q_can_win, q_worth, is_tender, tender_phase, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Opportunity {
  id: row[0], name: row[1], purchase_stage: row[2], sales_stage: row[3], sales_step: row[4], amount: row[5],
  expected_on: date(row[6]), status: row[7], q_exists: row[8], q_solution: row[9], q_can_win: row[10],
  q_worth: row[11], is_tender: row[12], tender_phase: row[13], rev: row[14], created_at: row[15],
  updated_at: row[16], search: row[17], changed: $revision
})
RETURN count(n) AS done
