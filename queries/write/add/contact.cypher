// Add CONTACT.
// param  rows       list    values in this order: id, from_id, to_id, relationship_stage, closeness, attitude, first_on, last_interaction_on, is_primary, since, until, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Rep {id: row[1]})
MATCH (b:Person {id: row[2]})
CREATE (a)-[r:CONTACT {
  id: row[0], relationship_stage: row[3], closeness: row[4], attitude: row[5], first_on: date(row[6]),
  last_interaction_on: date(row[7]), is_primary: row[8], since: date(row[9]), until: date(row[10]),
  data_source: row[11], lawful_basis: row[12], confidence: row[13], last_verified_on: date(row[14]),
  note: row[15], rev: row[16], created_at: row[17], updated_at: row[18], changed: $revision
}]->(b)
RETURN count(r) AS done
