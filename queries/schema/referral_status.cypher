// Referral are looked up by status.
CREATE INDEX referral_status IF NOT EXISTS FOR (x:Referral) ON (x.status)
