// Every STAKEHOLDER_IN starting at these Person, ends by the numbers of read/inner, as a list of rows.
// param  ids        list    ids of Person
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, buying_roles, buyer_type, attitude, effect_on_project, powers, w1, w2, w3, w4, w5, w6, no_buy_reason, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (a:Person {id: id})-[r:STAKEHOLDER_IN]->(b)
WHERE r.changed <= $revision AND NOT r.changed IN $open
RETURN collect([
  r.id, id(a), id(b), r.buying_roles, r.buyer_type, r.attitude, r.effect_on_project, r.powers, r.w1, r.w2, r.w3,
  r.w4, r.w5, r.w6, r.no_buy_reason, r.data_source, r.lawful_basis, r.confidence, toString(r.last_verified_on),
  r.note, r.rev, r.created_at, r.updated_at
]) AS rows
