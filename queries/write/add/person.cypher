// Add Person.
// param  rows       list    values in this order: id, name, title, phone_end, man_money, man_authority, man_need, powers, centre_state, centre_state_on, influence_basis, influence_sphere, is_public_official, contact_permission, customer_status, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Person {
  id: row[0], name: row[1], title: row[2], phone_end: row[3], man_money: row[4], man_authority: row[5],
  man_need: row[6], powers: row[7], centre_state: row[8], centre_state_on: date(row[9]),
  influence_basis: row[10], influence_sphere: row[11], is_public_official: row[12], contact_permission: row[13],
  customer_status: row[14], data_source: row[15], lawful_basis: row[16], confidence: row[17],
  last_verified_on: date(row[18]), note: row[19], rev: row[20], created_at: row[21], updated_at: row[22],
  search: row[23], changed: $revision
})
RETURN count(n) AS done
