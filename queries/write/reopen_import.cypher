// An import is taken back: from now on nobody reads it, and it is swept away.
// param  token      string  anything
// param  import     int     number of the import
// return open       list    those that are open
MATCH (s:Store {id: 'guanxi'})
SET s.lock = $token
WITH s
SET s.open = s.open + [$import]
RETURN s.open AS open
