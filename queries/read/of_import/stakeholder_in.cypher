// How many STAKEHOLDER_IN an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Person)-[n:STAKEHOLDER_IN]->()
WHERE n.changed = $import
RETURN count(n) AS found
