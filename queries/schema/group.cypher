// No two Group of one id.
CREATE CONSTRAINT group_id IF NOT EXISTS FOR (x:Group) REQUIRE x.id IS UNIQUE
