// Ties on Portrait of an import that are not of that import.
// param  import     int     number of the import
// return id         string  id of the node; one row or none
MATCH (n:Portrait)-[r]-()
WHERE n.changed = $import AND r.changed <> $import
RETURN n.id AS id
ORDER BY id
LIMIT 1
