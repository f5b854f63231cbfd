// Add Referral.
// param  rows       list    values in this order: id, timing, technique, source, status, asked_on, promised_count, promise_strength, consented_on, won_on, won_amount, reward_kind, reward_value, reward_approved, thanked_on, may_name_referrer, note, rev, created_at, updated_at
// param  revision   int     the revision, or the number of the import, that this belongs to
// return done       int     how many were added; fewer than given when an end is missing
UNWIND $rows AS row
CREATE (n:Referral {
  id: row[0], timing: row[1], technique: row[2], source: row[3], status: row[4], asked_on: date(row[5]),
  promised_count: row[6], promise_strength: row[7], consented_on: date(row[8]), won_on: date(row[9]),
  won_amount: row[10], reward_kind: row[11], reward_value: row[12], reward_approved: row[13],
  thanked_on: date(row[14]), may_name_referrer: row[15], note: row[16], rev: row[17], created_at: row[18],
  updated_at: row[19], changed: $revision
})
RETURN count(n) AS done
