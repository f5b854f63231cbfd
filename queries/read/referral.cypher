// Every Referral these, as one list of rows.
// param  ids        list    ids of Referral
// param  revision   int     what was changed later is not read
// param  open       list    imports that are not sealed yet, read by nobody
// return rows       list    id, timing, technique, source, status, asked_on, promised_count, promise_strength, consented_on, won_on, won_amount, reward_kind, reward_value, reward_approved, thanked_on, may_name_referrer, note, rev, created_at, updated_at
UNWIND $ids AS id
MATCH (n:Referral {id: id})
WHERE n.changed <= $revision AND NOT n.changed IN $open
RETURN collect([
  n.id, n.timing, n.technique, n.source, n.status, toString(n.asked_on), n.promised_count, n.promise_strength,
  toString(n.consented_on), toString(n.won_on), n.won_amount, n.reward_kind, n.reward_value, n.reward_approved,
  toString(n.thanked_on), n.may_name_referrer, n.note, n.rev, n.created_at, n.updated_at
]) AS rows
