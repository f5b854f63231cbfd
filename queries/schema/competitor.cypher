// No two Competitor of one id.
CREATE CONSTRAINT competitor_id IF NOT EXISTS FOR (x:Competitor) REQUIRE x.id IS UNIQUE
