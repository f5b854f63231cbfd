// Every KNOWS starting at these Person, ends by the numbers of read/inner, as a list of rows.
// param  ids        list    ids of Person
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, from_id, to_id, kind, strength, since, until, data_source, lawful_basis, confidence, last_verified_on, note, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (a:Person {id: id})-[r:KNOWS]->(b)
WHERE r.changed <= $revision AND NOT r.changed IN $open
RETURN collect([
  r.id, id(a), id(b), r.kind, r.strength, toString(r.since), toString(r.until), r.data_source, r.lawful_basis,
  r.confidence, toString(r.last_verified_on), r.note, r.rev, r.created_at, r.updated_at
]) AS rows
