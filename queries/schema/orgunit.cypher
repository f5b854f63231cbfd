// No two OrgUnit of one id.
CREATE CONSTRAINT orgunit_id IF NOT EXISTS FOR (x:OrgUnit) REQUIRE x.id IS UNIQUE
