// People whose account is found by its name.
// param  text       string  folded text
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// param  top        int     how many at most
// return id         string  id
// return name       string  name
// return account    string  the account
MATCH (n:Person)-[:WORKS_AT]->(a:Account)
WHERE a.search CONTAINS $text AND n.changed <= $revision AND NOT n.changed IN $open
RETURN DISTINCT n.id AS id, n.name AS name, a.name AS account
ORDER BY account, id
LIMIT $top
