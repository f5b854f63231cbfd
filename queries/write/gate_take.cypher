// The gate is ours, or goes on being ours.
// param  owner      string  who we are; empty gives it back
// param  import     int     the number of our import, 0 when it has none
// return owner      string  who has it now
MATCH (g:Gate {id: 'import'})
SET g.owner = $owner, g.import = $import, g.beat = timestamp()
RETURN g.owner AS owner
