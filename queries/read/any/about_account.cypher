// Whether there is any ABOUT_ACCOUNT at all.
// return id         string  one, or no row
MATCH (:Referral)-[n:ABOUT_ACCOUNT]->()
RETURN n.id AS id
LIMIT 1
