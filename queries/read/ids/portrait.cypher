// The id of every Portrait, those of open imports too: their rows are left out where rows are read.
// return ids        list    in order
MATCH (n:Portrait)
WITH n.id AS id ORDER BY id
RETURN collect(id) AS ids
