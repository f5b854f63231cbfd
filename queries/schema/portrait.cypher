// No two Portrait of one id.
CREATE CONSTRAINT portrait_id IF NOT EXISTS FOR (x:Portrait) REQUIRE x.id IS UNIQUE
