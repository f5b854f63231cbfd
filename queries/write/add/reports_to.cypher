// Add REPORTS_TO.
// param  rows       list    values in this order: id, from_id, to_id, since, until, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Person {id: row[1]})
MATCH (b:Person {id: row[2]})
CREATE (a)-[r:REPORTS_TO {
  id: row[0], since: date(row[3]), until: date(row[4]), data_source: row[5], lawful_basis: row[6],
  confidence: row[7], last_verified_on: date(row[8]), note: row[9], rev: row[10], created_at: row[11],
  updated_at: row[12], changed: $revision
}]->(b)
RETURN count(r) AS done
