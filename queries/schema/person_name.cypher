// Person are looked up by name.
CREATE INDEX person_name IF NOT EXISTS FOR (x:Person) ON (x.name)
