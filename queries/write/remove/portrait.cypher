// Remove Portrait; a node only when no tie is left on it.
// param  keys       list    [start id, id] of each row in order of id; a node has no start
// return done       int     how many were removed
UNWIND $keys AS key
MATCH (n:Portrait {id: key[1]})
WITH n, n.id AS id
DELETE n
RETURN count(id) AS done
