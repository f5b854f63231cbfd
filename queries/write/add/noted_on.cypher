// Add NOTED_ON.
// param  rows       list    values in this order: id, from_id, to_id, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Note {id: row[1]})
OPTIONAL MATCH (b0:Person {id: row[2]})
OPTIONAL MATCH (b1:Account {id: row[2]})
OPTIONAL MATCH (b2:Opportunity {id: row[2]})
WITH row, a, coalesce(b0, b1, b2) AS b
WHERE b IS NOT NULL
CREATE (a)-[r:NOTED_ON {
  id: row[0], rev: row[3], created_at: row[4], updated_at: row[5], changed: $revision
}]->(b)
RETURN count(r) AS done
