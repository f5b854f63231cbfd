// No two Person of one id.
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (x:Person) REQUIRE x.id IS UNIQUE
