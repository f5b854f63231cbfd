// An import is whole (or swept away): it is no longer open.
// param  token      string  anything
// param  import     int     number of the import
// return open       list    those that are still open
MATCH (s:Store {id: 'guanxi'})
SET s.lock = $token
WITH s
SET s.open = [x IN s.open WHERE x <> $import]
RETURN s.open AS open
