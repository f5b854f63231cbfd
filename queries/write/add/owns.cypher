// Add OWNS.
// param  rows       list    values in this order: id, from_id, to_id, role, since, until, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Rep {id: row[1]})
MATCH (b:Account {id: row[2]})
CREATE (a)-[r:OWNS {
  id: row[0], role: row[3], since: date(row[4]), until: date(row[5]), rev: row[6], created_at: row[7],
  updated_at: row[8], changed: $revision
}]->(b)
RETURN count(r) AS done
