// Whether there is any Account at all.
// return id         string  one, or no row
MATCH (n:Account)
RETURN n.id AS id
LIMIT 1
