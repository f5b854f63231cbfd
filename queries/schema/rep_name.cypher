// Rep are looked up by name.
CREATE INDEX rep_name IF NOT EXISTS FOR (x:Rep) ON (x.name)
