// No two Activity of one id.
CREATE CONSTRAINT activity_id IF NOT EXISTS FOR (x:Activity) REQUIRE x.id IS UNIQUE
