// Whether there is any ABOUT_PERSON at all.
// return id         string  one, or no row
MATCH (:Referral)-[n:ABOUT_PERSON]->()
RETURN n.id AS id
LIMIT 1
