// The journal is read from its newest end.
CREATE INDEX change_revision IF NOT EXISTS FOR (x:Change) ON (x.revision)
