// The last thing that a user did other than taking back, doing again and taking along.
// param  by         string  who
// return revision   int     the revision it made
MATCH (c:Change {by: $by})
WHERE NOT c.what IN ['undo', 'redo', 'export']
RETURN c.revision AS revision
ORDER BY revision DESC
LIMIT 1
