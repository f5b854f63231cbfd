// A user's own changes are looked up to be taken back.
CREATE INDEX change_by IF NOT EXISTS FOR (x:Change) ON (x.by)
