// How many USES_RIVAL an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Account)-[n:USES_RIVAL]->()
WHERE n.changed = $import
RETURN count(n) AS found
