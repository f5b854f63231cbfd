// How many TOOK_PART an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Person)-[n:TOOK_PART]->()
WHERE n.changed = $import
RETURN count(n) AS found
