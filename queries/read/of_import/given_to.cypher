// How many GIVEN_TO an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:RewardEntry)-[n:GIVEN_TO]->()
WHERE n.changed = $import
RETURN count(n) AS found
