// No two PART_OF of one id.
CREATE CONSTRAINT part_of_id IF NOT EXISTS FOR ()-[x:PART_OF]-() REQUIRE x.id IS UNIQUE
