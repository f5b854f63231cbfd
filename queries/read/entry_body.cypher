// What one entry changed.
// param  id         string  id of the entry
// return body       list    JSON texts, each a list of changes
MATCH (c:Change {id: $id})
RETURN c.body AS body
ORDER BY c.id
