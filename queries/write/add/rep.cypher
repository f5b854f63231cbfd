// Add Rep.
// param  rows       list    values in this order: id, name, tier, maturity, region, active, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Rep {
  id: row[0], name: row[1], tier: row[2], maturity: row[3], region: row[4], active: row[5], rev: row[6],
  created_at: row[7], updated_at: row[8], search: row[9], changed: $revision
})
RETURN count(n) AS done
