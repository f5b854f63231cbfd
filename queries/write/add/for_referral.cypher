// Add FOR_REFERRAL.
// param  rows       list    values in this order: id, from_id, to_id, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:RewardEntry {id: row[1]})
MATCH (b:Referral {id: row[2]})
CREATE (a)-[r:FOR_REFERRAL {
  id: row[0], rev: row[3], created_at: row[4], updated_at: row[5], changed: $revision
}]->(b)
RETURN count(r) AS done
