// How many WORKS_AT an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Person)-[n:WORKS_AT]->()
WHERE n.changed = $import
RETURN count(n) AS found
