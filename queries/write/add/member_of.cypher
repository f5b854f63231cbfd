// Add MEMBER_OF.
// param  rows       list    values in this order: id, from_id, to_id, role, since, until, volunteered, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Person {id: row[1]})
MATCH (b:Group {id: row[2]})
CREATE (a)-[r:MEMBER_OF {
  id: row[0], role: row[3], since: date(row[4]), until: date(row[5]), volunteered: row[6], data_source: row[7],
  lawful_basis: row[8], confidence: row[9], last_verified_on: date(row[10]), note: row[11], rev: row[12],
  created_at: row[13], updated_at: row[14], changed: $revision
}]->(b)
RETURN count(r) AS done
