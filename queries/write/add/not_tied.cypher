// Add NOT_TIED.
// param  rows       list    values in this order: id, from_id, to_id, reason, grounds, by, on, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Person {id: row[1]})
MATCH (b:Person {id: row[2]})
CREATE (a)-[r:NOT_TIED {
  id: row[0], reason: row[3], grounds: row[4], by: row[5], on: date(row[6]), rev: row[7], created_at: row[8],
  updated_at: row[9], changed: $revision
}]->(b)
RETURN count(r) AS done
