// Every STAKEHOLDER_IN starting at Person from one id to another, as one list of rows.
// param  first      string  id of Person
// param  last       string  id of Person, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, buying_roles, buyer_type, attitude, effect_on_project, powers, w1, w2, w3, w4, w5, w6, no_buy_reason, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
MATCH (n:Person)
WHERE n.id >= $first AND n.id <= $last
MATCH (n)-[r:STAKEHOLDER_IN]->(b)
WITH n.id AS id, b.id AS other, properties(r) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, id, other, p.buying_roles, p.buyer_type, p.attitude, p.effect_on_project, p.powers, p.w1, p.w2, p.w3,
  p.w4, p.w5, p.w6, p.no_buy_reason, p.data_source, p.lawful_basis, p.confidence, toString(p.last_verified_on),
  p.note, p.rev, p.created_at, p.updated_at
]) AS rows
