// Add Portrait.
// param  rows       list    values in this order: id, image, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Portrait {
  id: row[0], image: row[1], rev: row[2], created_at: row[3], updated_at: row[4], changed: $revision
})
RETURN count(n) AS done
