// No two RewardEntry of one id.
CREATE CONSTRAINT rewardentry_id IF NOT EXISTS FOR (x:RewardEntry) REQUIRE x.id IS UNIQUE
