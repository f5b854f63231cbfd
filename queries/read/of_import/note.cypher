// How many Note an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (n:Note)
WHERE n.changed = $import
RETURN count(n) AS found
