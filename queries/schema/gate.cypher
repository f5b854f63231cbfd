// One gate for imports, which go one after the other.
CREATE CONSTRAINT gate_id IF NOT EXISTS FOR (x:Gate) REQUIRE x.id IS UNIQUE
