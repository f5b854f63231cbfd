// No two Rep of one id.
CREATE CONSTRAINT rep_id IF NOT EXISTS FOR (x:Rep) REQUIRE x.id IS UNIQUE
