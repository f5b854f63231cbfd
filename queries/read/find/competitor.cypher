// Competitor by folded text, shortest name first.
// param  text       string  folded text
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// param  top        int     how many at most
// return id         string  id
// return name       string  name
// return account    string  where they belong, or empty
// return search     string  what was compared
MATCH (n:Competitor)
WHERE n.search CONTAINS $text AND n.changed <= $revision AND NOT n.changed IN $open
WITH n.id AS id, n.name AS name, '' AS account, n.search AS search
ORDER BY size(name), id
LIMIT $top
RETURN id, name, account, search
ORDER BY size(name), id
