// Whether there is any Rep at all.
// return id         string  one, or no row
MATCH (n:Rep)
RETURN n.id AS id
LIMIT 1
