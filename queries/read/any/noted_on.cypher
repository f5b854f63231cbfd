// Whether there is any NOTED_ON at all.
// return id         string  one, or no row
MATCH (:Note)-[n:NOTED_ON]->()
RETURN n.id AS id
LIMIT 1
