// How many RECEIVED_BY an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Referral)-[n:RECEIVED_BY]->()
WHERE n.changed = $import
RETURN count(n) AS found
