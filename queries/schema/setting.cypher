// No two Setting of one id.
CREATE CONSTRAINT setting_id IF NOT EXISTS FOR (x:Setting) REQUIRE x.id IS UNIQUE
