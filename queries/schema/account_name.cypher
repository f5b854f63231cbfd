// Account are looked up by name.
CREATE INDEX account_name IF NOT EXISTS FOR (x:Account) ON (x.name)
