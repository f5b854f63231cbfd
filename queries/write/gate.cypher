// Hold the gate of imports until this transaction ends, and see whose turn it is.
// param  token      string  anything
// return owner      string  who imports now; empty when nobody does
// return import     int     the number of the import that is under way, or 0
// return idle_ms    int     milliseconds since the owner was last heard of
MATCH (g:Gate {id: 'import'})
SET g.lock = $token
WITH g
RETURN g.owner AS owner, g.import AS import, timestamp() - g.beat AS idle_ms
ORDER BY owner
