// Add Activity.
// param  rows       list    values in this order: id, kind, on, purpose, result, next_step, next_on, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Activity {
  id: row[0], kind: row[1], on: date(row[2]), purpose: row[3], result: row[4], next_step: row[5],
  next_on: date(row[6]), rev: row[7], created_at: row[8], updated_at: row[9], changed: $revision
})
RETURN count(n) AS done
