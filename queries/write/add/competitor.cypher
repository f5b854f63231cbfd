// Add Competitor.
// param  rows       list    values in this order: id, name, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Competitor {
  id: row[0], name: row[1], rev: row[2], created_at: row[3], updated_at: row[4], search: row[5],
  changed: $revision
})
RETURN count(n) AS done
