// No two GIVEN_TO of one id.
CREATE CONSTRAINT given_to_id IF NOT EXISTS FOR ()-[x:GIVEN_TO]-() REQUIRE x.id IS UNIQUE
