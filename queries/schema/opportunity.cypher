// No two Opportunity of one id.
CREATE CONSTRAINT opportunity_id IF NOT EXISTS FOR (x:Opportunity) REQUIRE x.id IS UNIQUE
