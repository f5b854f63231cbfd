// How many Portrait there are.
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return found      int     how many
MATCH (n:Portrait)
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN count(n) AS found
