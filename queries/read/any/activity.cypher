// Whether there is any Activity at all.
// return id         string  one, or no row
MATCH (n:Activity)
RETURN n.id AS id
LIMIT 1
