// Lock Portrait for this transaction and say how they stand: lock first, then compare.
// param  keys       list    [start id, id] of each row in order of id; a node has no start
// param  token      string  anything; writing it takes the lock
// return id         string  one row for each that is there
// return rev        int     how often it was changed
// return changed    int     the revision of its last change
UNWIND $keys AS key
MATCH (n:Portrait {id: key[1]})
SET n.lock = $token
WITH n
RETURN n.id AS id, n.rev AS rev, n.changed AS changed
ORDER BY id
