// Add INVITED.
// param  rows       list    values in this order: id, from_id, to_id, asked_on, response, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
MATCH (a:Campaign {id: row[1]})
MATCH (b:Person {id: row[2]})
CREATE (a)-[r:INVITED {
  id: row[0], asked_on: date(row[3]), response: row[4], rev: row[5], created_at: row[6], updated_at: row[7],
  changed: $revision
}]->(b)
RETURN count(r) AS done
