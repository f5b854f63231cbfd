// Somebody of an import who was given a portrait since.
// param  import     int     number of the import
// return id         string  id of the person; no row when there is nobody
MATCH (p:Person)
WHERE p.changed = $import
MATCH (n:Portrait {id: p.id})
RETURN p.id AS id
LIMIT 1
