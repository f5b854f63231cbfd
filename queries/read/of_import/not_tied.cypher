// How many NOT_TIED an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Person)-[n:NOT_TIED]->()
WHERE n.changed = $import
RETURN count(n) AS found
