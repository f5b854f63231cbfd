// Add SUPPLIES.
// param  rows       list    values in this order: id, from_id, to_id, strength, project, since, until, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Account {id: row[1]})
MATCH (b:Account {id: row[2]})
CREATE (a)-[r:SUPPLIES {
  id: row[0], strength: row[3], project: row[4], since: date(row[5]), until: date(row[6]), rev: row[7],
  created_at: row[8], updated_at: row[9], changed: $revision
}]->(b)
RETURN count(r) AS done
