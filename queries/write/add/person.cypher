// Add Person.
// param  rows       list    values in this order: id, name, title, man_money, man_authority, man_need, powers, centre_state, centre_state_on, influence_basis, influence_sphere, is_public_official, contact_permission, customer_status, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at, search
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Person {
  id: row[0], name: row[1], title: row[2], man_money: row[3], man_authority: row[4], man_need: row[5],
  powers: row[6], centre_state: row[7], centre_state_on: date(row[8]), influence_basis: row[9],
  influence_sphere: row[10], is_public_official: row[11], contact_permission: row[12], customer_status: row[13],
  data_source: row[14], lawful_basis: row[15], confidence: row[16], last_verified_on: date(row[17]),
  note: row[18], rev: row[19], created_at: row[20], updated_at: row[21], search: row[22], changed: $revision
})
RETURN count(n) AS done
