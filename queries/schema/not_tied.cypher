// No two NOT_TIED of one id.
CREATE CONSTRAINT not_tied_id IF NOT EXISTS FOR ()-[x:NOT_TIED]-() REQUIRE x.id IS UNIQUE
