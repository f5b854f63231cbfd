// Opportunity are looked up by name.
CREATE INDEX opportunity_name IF NOT EXISTS FOR (x:Opportunity) ON (x.name)
