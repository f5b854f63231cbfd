// One entry of the journal, in the same transaction as what it tells.
// param  entry      map     id, at, by, what, kind, subject, name, summary, source, revision, undoes, undone_by, import, counts, touched, body
// return id         string  id of the entry
CREATE (c:Change)
SET c = $entry
RETURN c.id AS id
