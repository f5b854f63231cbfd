// Every CONTACT starting at these Rep, ends by the numbers of read/inner, as a list of rows.
// param  ids        list    ids of Rep
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, relationship_stage, closeness, attitude, first_on, last_interaction_on, is_primary, since, until, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (a:Rep {id: id})-[r:CONTACT]->(b)
WHERE r.changed <= $revision AND NOT r.changed IN $open
RETURN collect([
  r.id, id(a), id(b), r.relationship_stage, r.closeness, r.attitude, toString(r.first_on),
  toString(r.last_interaction_on), r.is_primary, toString(r.since), toString(r.until), r.data_source,
  r.lawful_basis, r.confidence, toString(r.last_verified_on), r.note, r.rev, r.created_at, r.updated_at
]) AS rows
