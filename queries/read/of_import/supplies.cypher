// How many SUPPLIES an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Account)-[n:SUPPLIES]->()
WHERE n.changed = $import
RETURN count(n) AS found
