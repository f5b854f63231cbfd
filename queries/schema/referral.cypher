// No two Referral of one id.
CREATE CONSTRAINT referral_id IF NOT EXISTS FOR (x:Referral) REQUIRE x.id IS UNIQUE
