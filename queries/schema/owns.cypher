// No two OWNS of one id.
CREATE CONSTRAINT owns_id IF NOT EXISTS FOR ()-[x:OWNS]-() REQUIRE x.id IS UNIQUE
