// Add Note.
// param  rows       list    values in this order: id, text, written_on, by, due_on, done_on, tie_id, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Note {
  id: row[0], text: row[1], written_on: date(row[2]), by: row[3], due_on: date(row[4]), done_on: date(row[5]),
  tie_id: row[6], rev: row[7], created_at: row[8], updated_at: row[9], changed: $revision
})
RETURN count(n) AS done
