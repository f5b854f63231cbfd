// How many LED_TO an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Referral)-[n:LED_TO]->()
WHERE n.changed = $import
RETURN count(n) AS found
