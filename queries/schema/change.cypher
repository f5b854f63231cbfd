// A command is journalled once, however often it is sent.
CREATE CONSTRAINT change_id IF NOT EXISTS FOR (x:Change) REQUIRE x.id IS UNIQUE
