// How many ABOUT_PERSON an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:Referral)-[n:ABOUT_PERSON]->()
WHERE n.changed = $import
RETURN count(n) AS found
