// Whether there is any OrgUnit at all.
// return id         string  one, or no row
MATCH (n:OrgUnit)
RETURN n.id AS id
LIMIT 1
