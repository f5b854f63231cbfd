// An import of several transactions begins: its number is its own revision, and nobody reads it yet.
// param  token      string  anything
// return revision   int     number of the import
MATCH (s:Store {id: 'guanxi'})
SET s.lock = $token
WITH s
SET s.revision = s.revision + 1
SET s.open = s.open + [s.revision]
RETURN s.revision AS revision
