// Every Person from one id to another, as one list of rows.
// param  first      string  id of Person
// param  last       string  id of Person, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, name, title, phone_end, man_money, man_authority, man_need, powers, centre_state, centre_state_on, influence_basis, influence_sphere, is_public_official, contact_permission, customer_status, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
MATCH (n:Person)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.name, p.title, p.phone_end, p.man_money, p.man_authority, p.man_need, p.powers, p.centre_state,
  toString(p.centre_state_on), p.influence_basis, p.influence_sphere, p.is_public_official, p.contact_permission,
  p.customer_status, p.data_source, p.lawful_basis, p.confidence, toString(p.last_verified_on), p.note, p.rev,
  p.created_at, p.updated_at
]) AS rows
