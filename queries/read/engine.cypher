// What answers.
// return name       string  of the engine
// return version    string  its version
CALL dbms.components() YIELD name, versions
RETURN name AS name, versions[0] AS version
ORDER BY name
