// How many ADVISES an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Account)-[n:ADVISES]->()
WHERE n.changed = $import
RETURN count(n) AS found
