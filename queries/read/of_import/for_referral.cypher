// How many FOR_REFERRAL an import added that nobody has changed since.
// param  import     int     number of the import
// return found      int     how many
MATCH (:RewardEntry)-[n:FOR_REFERRAL]->()
WHERE n.changed = $import
RETURN count(n) AS found
