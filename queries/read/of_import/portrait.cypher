// How many Portrait an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (n:Portrait)
WHERE n.changed = $import
RETURN count(n) AS found
