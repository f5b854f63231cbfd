// What was touched after a revision.
// param  above      int     only later revisions
// param  revision   int     and not later than this
// return revision   int     of the entry
// return import     int     number of an import of several transactions, else 0
// return touched    list    kind, start id and id of each, one after the other
MATCH (c:Change)
WHERE c.revision > $above AND c.revision <= $revision
RETURN c.revision AS revision, c.import AS import, c.touched AS touched
ORDER BY revision
