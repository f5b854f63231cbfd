// Every Referral from one id to another, as one list of rows.
// param  first      string  id of Referral
// param  last       string  id of Referral, not before the first
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, timing, technique, source, status, asked_on, promised_count, promise_strength, consented_on, won_on, won_amount, reward_kind, reward_value, reward_approved, thanked_on, may_name_referrer, note, rev, created_at, updated_at
MATCH (n:Referral)
WHERE n.id >= $first AND n.id <= $last
WITH properties(n) AS p
WHERE p.changed <= $revision AND NOT p.changed IN $open
RETURN collect([
  p.id, p.timing, p.technique, p.source, p.status, toString(p.asked_on), p.promised_count, p.promise_strength,
  toString(p.consented_on), toString(p.won_on), p.won_amount, p.reward_kind, p.reward_value, p.reward_approved,
  toString(p.thanked_on), p.may_name_referrer, p.note, p.rev, p.created_at, p.updated_at
]) AS rows
