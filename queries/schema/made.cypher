// No two MADE of one id.
CREATE CONSTRAINT made_id IF NOT EXISTS FOR ()-[x:MADE]-() REQUIRE x.id IS UNIQUE
