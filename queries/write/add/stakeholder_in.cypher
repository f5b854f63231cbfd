// Add STAKEHOLDER_IN.
// param  rows       list    values in this order: id, from_id, to_id, buying_roles, buyer_type, attitude, effect_on_project, powers, w1, w2, w3, w4, w5, w6, no_buy_reason, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Person {id: row[1]})
MATCH (b:Opportunity {id: row[2]})
CREATE (a)-[r:STAKEHOLDER_IN {
  id: row[0], buying_roles: row[3], buyer_type: row[4], attitude: row[5], effect_on_project: row[6],
  powers: row[7], w1: row[8], w2: row[9], w3: row[10], w4: row[11], w5: row[12], w6: row[13],
  no_buy_reason: row[14], data_source: row[15], lawful_basis: row[16], confidence: row[17],
  last_verified_on: date(row[18]), note: row[19], rev: row[20], created_at: row[21], updated_at: row[22],
  changed: $revision
}]->(b)
RETURN count(r) AS done
