// Add TOOK_PART.
// param  rows       list    values in this order: id, from_id, to_id, brought_by, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Person {id: row[1]})
MATCH (b:Activity {id: row[2]})
CREATE (a)-[r:TOOK_PART {
  id: row[0], brought_by: row[3], rev: row[4], created_at: row[5], updated_at: row[6], changed: $revision
}]->(b)
RETURN count(r) AS done
