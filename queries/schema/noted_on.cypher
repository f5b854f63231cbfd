// No two NOTED_ON of one id.
CREATE CONSTRAINT noted_on_id IF NOT EXISTS FOR ()-[x:NOTED_ON]-() REQUIRE x.id IS UNIQUE
