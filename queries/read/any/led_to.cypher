// Whether there is any LED_TO at all.
// return id         string  one, or no row
MATCH (:Referral)-[n:LED_TO]->()
RETURN n.id AS id
LIMIT 1
