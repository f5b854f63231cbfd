// Add Campaign.
// param  rows       list    values in this order: id, name, technique, start_on, end_on, budget, cost_per_ask, reward_rule, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Campaign {
  id: row[0], name: row[1], technique: row[2], start_on: date(row[3]), end_on: date(row[4]), budget: row[5],
  cost_per_ask: row[6], reward_rule: row[7], rev: row[8], created_at: row[9], updated_at: row[10],
  search: row[11], changed: $revision
})
RETURN count(n) AS done
