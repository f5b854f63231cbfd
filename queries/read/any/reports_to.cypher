// Whether there is any REPORTS_TO at all.
// return id         string  one, or no row
MATCH (:Person)-[n:REPORTS_TO]->()
RETURN n.id AS id
LIMIT 1
