// Whether there is any Group at all.
// return id         string  one, or no row
MATCH (n:Group)
RETURN n.id AS id
LIMIT 1
