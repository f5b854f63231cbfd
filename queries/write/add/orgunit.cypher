// Add OrgUnit.
// param  rows       list    values in this order: id, name, function, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:OrgUnit {
  id: row[0], name: row[1], function: row[2], rev: row[3], created_at: row[4], updated_at: row[5],
  search: row[6], changed: $revision
})
RETURN count(n) AS done
