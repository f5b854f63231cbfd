// How many NOTED_ON an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Note)-[n:NOTED_ON]->()
WHERE n.changed = $import
RETURN count(n) AS found
