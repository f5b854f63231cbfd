// Add Account.
// param  rows       list    values in this order: id, name, industry, region, account_kind, employees, customer_status, cooperation_stage, funnel_class, priority_class, profit_zone, annual_revenue, share_of_wallet, value_score, satisfaction_index, last_purchase_on, is_locked, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Account {
  id: row[0], name: row[1], industry: row[2], region: row[3], account_kind: row[4], employees: row[5],
  customer_status: row[6], cooperation_stage: row[7], funnel_class: row[8], priority_class: row[9],
  profit_zone: row[10], annual_revenue: row[11], share_of_wallet: row[12], value_score: row[13],
  satisfaction_index: row[14], last_purchase_on: date(row[15]), is_locked: row[16], rev: row[17],
  created_at: row[18], updated_at: row[19], search: row[20], changed: $revision
})
RETURN count(n) AS done
