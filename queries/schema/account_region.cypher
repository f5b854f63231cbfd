// Account are looked up by region.
CREATE INDEX account_region IF NOT EXISTS FOR (x:Account) ON (x.region)
