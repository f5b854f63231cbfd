// Whether there is any Opportunity at all.
// return id         string  one, or no row
MATCH (n:Opportunity)
RETURN n.id AS id
LIMIT 1
