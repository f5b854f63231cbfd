// Add Group.
// param  rows       list    values in this order: id, name, kind, size_estimate, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Group {
  id: row[0], name: row[1], kind: row[2], size_estimate: row[3], rev: row[4], created_at: row[5],
  updated_at: row[6], search: row[7], changed: $revision
})
RETURN count(n) AS done
