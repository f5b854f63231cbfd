// The id of every Portrait as in read/ids, each with the number the engine has for it now.
// return ids        list    in order
// return numbers    list    of the same, in the same order
MATCH (n:Portrait)
WITH n.id AS id, id(n) AS number ORDER BY id
RETURN collect(id) AS ids, collect(number) AS numbers
