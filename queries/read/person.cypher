// Every Person these, as one list of rows.
// param  ids        list    ids of Person
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, title, phone_end, man_money, man_authority, man_need, powers, centre_state, centre_state_on, influence_basis, influence_sphere, is_public_official, contact_permission, customer_status, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Person {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.name, n.title, n.phone_end, n.man_money, n.man_authority, n.man_need, n.powers, n.centre_state,
  toString(n.centre_state_on), n.influence_basis, n.influence_sphere, n.is_public_official, n.contact_permission,
  n.customer_status, n.data_source, n.lawful_basis, n.confidence, toString(n.last_verified_on), n.note, n.rev,
  n.created_at, n.updated_at
]) AS rows
