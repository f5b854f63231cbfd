// Whether there is any PART_OF at all.
// return id         string  one, or no row
MATCH (:OrgUnit)-[n:PART_OF]->()
RETURN n.id AS id
LIMIT 1
