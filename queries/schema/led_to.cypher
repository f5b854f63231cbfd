// No two LED_TO of one id.
CREATE CONSTRAINT led_to_id IF NOT EXISTS FOR ()-[x:LED_TO]-() REQUIRE x.id IS UNIQUE
