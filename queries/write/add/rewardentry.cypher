// Add RewardEntry.
// param  rows       list    values in this order: id, kind, value, given_on, approved, approver, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:RewardEntry {
  id: row[0], kind: row[1], value: row[2], given_on: date(row[3]), approved: row[4], approver: row[5],
  rev: row[6], created_at: row[7], updated_at: row[8], changed: $revision
})
RETURN count(n) AS done
