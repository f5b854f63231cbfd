// Lock an entry and mark it as taken back.
// param  id         string  the entry that is taken back
// param  by         string  the entry that takes it back
// param  token      string  anything
// return id         string  the entry, or no row when it was taken back already
MATCH (c:Change {id: $id})
SET c.lock = $token
WITH c
WHERE c.undone_by = ''
SET c.undone_by = $by
RETURN c.id AS id
