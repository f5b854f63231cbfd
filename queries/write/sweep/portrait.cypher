// Take away Portrait of an import, some at a time.
// param  import     int     number of the import
// param  most       int     how many at once
// return done       int     how many went; 0 when none is left
MATCH (n:Portrait)
WHERE n.changed = $import
WITH n LIMIT $most
WITH n, n.id AS id
DELETE n
RETURN count(id) AS done
