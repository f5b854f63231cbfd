// No two WORKS_AT of one id.
CREATE CONSTRAINT works_at_id IF NOT EXISTS FOR ()-[x:WORKS_AT]-() REQUIRE x.id IS UNIQUE
