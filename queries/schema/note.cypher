// No two Note of one id.
CREATE CONSTRAINT note_id IF NOT EXISTS FOR (x:Note) REQUIRE x.id IS UNIQUE
