// How many RIVAL_CONTACT an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Competitor)-[n:RIVAL_CONTACT]->()
WHERE n.changed = $import
RETURN count(n) AS found
