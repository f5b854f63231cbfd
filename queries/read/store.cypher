// Where the store stands.
// return revision   int     how many changes there were
// return open       list    numbers of imports that are not sealed yet
// return schema     string  which schema it has
MATCH (s:Store {id: 'guanxi'})
RETURN s.revision AS revision, s.open AS open, s.schema AS schema
ORDER BY revision
