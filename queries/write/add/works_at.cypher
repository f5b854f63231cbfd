// Add WORKS_AT.
// param  rows       list    values in this order: id, from_id, to_id, title, level, function, influence_layer, is_primary, since, until, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Person {id: row[1]})
MATCH (b:Account {id: row[2]})
CREATE (a)-[r:WORKS_AT {
  id: row[0], title: row[3], level: row[4], function: row[5], influence_layer: row[6], is_primary: row[7],
  since: date(row[8]), until: date(row[9]), data_source: row[10], lawful_basis: row[11], confidence: row[12],
  last_verified_on: date(row[13]), note: row[14], rev: row[15], created_at: row[16], updated_at: row[17],
  changed: $revision
}]->(b)
RETURN count(r) AS done
