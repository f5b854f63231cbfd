// Count one change more; the first SET takes the lock, so no two get the same number.
// param  token      string  anything
// return revision   int     the new revision
// return open       list    numbers of imports that are not sealed yet
MATCH (s:Store {id: 'guanxi'})
SET s.lock = $token
WITH s
SET s.revision = s.revision + 1
RETURN s.revision AS revision, s.open AS open
