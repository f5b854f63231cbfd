// How many ABOUT_ACCOUNT an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Referral)-[n:ABOUT_ACCOUNT]->()
WHERE n.changed = $import
RETURN count(n) AS found
