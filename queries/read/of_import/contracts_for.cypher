// How many CONTRACTS_FOR an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Account)-[n:CONTRACTS_FOR]->()
WHERE n.changed = $import
RETURN count(n) AS found
