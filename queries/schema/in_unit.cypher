// No two IN_UNIT of one id.
CREATE CONSTRAINT in_unit_id IF NOT EXISTS FOR ()-[x:IN_UNIT]-() REQUIRE x.id IS UNIQUE
