// No two Account of one id.
CREATE CONSTRAINT account_id IF NOT EXISTS FOR (x:Account) REQUIRE x.id IS UNIQUE
