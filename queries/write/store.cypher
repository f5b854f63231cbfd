// Make the counter and the gate of an empty database, and note which schema it has.
// param  schema     string  fingerprint of the schema files
// return revision   int     how many changes there were
MERGE (s:Store {id: 'guanxi'})
ON CREATE SET s.revision = 0, s.open = []
SET s.schema = $schema
MERGE (g:Gate {id: 'import'})
ON CREATE SET g.owner = '', g.import = 0, g.beat = 0
RETURN s.revision AS revision
