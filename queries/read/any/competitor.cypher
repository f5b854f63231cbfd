// Whether there is any Competitor at all.
// return id         string  one, or no row
MATCH (n:Competitor)
RETURN n.id AS id
LIMIT 1
