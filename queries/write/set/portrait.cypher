// Change Portrait whose lock this transaction holds.
// param  rows       list    [start id, id, facts to lay over; null takes a fact away]
// param  revision   int     the revision that this makes
// param  at         int     microseconds since 1970, UTC
// return done       int     how many were changed
UNWIND $rows AS key
MATCH (n:Portrait {id: key[1]})
SET n += key[2], n.rev = n.rev + 1, n.changed = $revision, n.updated_at = $at, n.lock = null
RETURN count(n) AS done
