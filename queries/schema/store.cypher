// One node that counts revisions.
CREATE CONSTRAINT store_id IF NOT EXISTS FOR (x:Store) REQUIRE x.id IS UNIQUE
