// What took somebody out of the book last: their removal, a merge into another, or an import taken back.
// param  id         string  id of the person
// return id         string  id of the entry
// return at         string  when, ISO, UTC
// return by         string  who
// return what       string  add, set, tie, remove, import, undo or redo
// return kind       string  kind of what it is about; empty for several
// return subject    string  its id; empty for several
// return name       string  its name
// return summary    string  what the user was told
// return source     string  where an import came from
// return revision   int     the revision it made
// return undoes     string  the entry it takes back, or empty
// return undone_by  string  the entry that took it back, or empty
// return import     int     number of an import of several transactions, else 0
// return counts     string  JSON: rows by kind
MATCH (c:Change)
WHERE c.what IN ['remove', 'merge', 'undo'] AND 'Person' IN c.touched AND $id IN c.touched
RETURN c.id AS id, c.at AS at, c.by AS by, c.what AS what, c.kind AS kind, c.subject AS subject, c.name AS name,
  c.summary AS summary, c.source AS source, c.revision AS revision, c.undoes AS undoes, c.undone_by AS undone_by,
  c.import AS import, c.counts AS counts
ORDER BY revision DESC
LIMIT 1
