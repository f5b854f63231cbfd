// Add RIVAL_CONTACT.
// param  rows       list    values in this order: id, from_id, to_id, closeness, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Competitor {id: row[1]})
MATCH (b:Person {id: row[2]})
CREATE (a)-[r:RIVAL_CONTACT {
  id: row[0], closeness: row[3], data_source: row[4], lawful_basis: row[5], confidence: row[6],
  last_verified_on: date(row[7]), note: row[8], rev: row[9], created_at: row[10], updated_at: row[11],
  changed: $revision
}]->(b)
RETURN count(r) AS done
