"""The queries that write, and the schema, written for one kind of node or tie."""

from __future__ import annotations

from graph.model.kinds import Node, Tie
from graph.store.shapes import KEYS, anywhere, given, pattern, wrapped

ROWS = "// param  rows       list    values in this order: {order}\n"


def schema(kind: Node | Tie) -> str:
    """The constraint that makes ids unique."""
    where = f"(x:{kind.name})" if isinstance(kind, Node) else f"()-[x:{kind.name}]-()"
    return (
        f"// No two {kind.name} of one id.\n"
        f"CREATE CONSTRAINT {kind.name.lower()}_id IF NOT EXISTS FOR {where} REQUIRE x.id IS UNIQUE\n"
    )


def add(kind: Node | Tie) -> str:
    """New rows."""
    names = given(kind)
    places = {name: f"row[{i}]" for i, name in enumerate(names)}
    facts = [f"{n}: {_given_value(kind, n, at)}" for n, at in places.items() if n not in ("from_id", "to_id")]
    body = f"{{\n  {wrapped([*facts, 'changed: $revision'])}\n}}"
    head = (
        f"// Add {kind.name}.\n{ROWS.format(order=', '.join(names))}"
        "// param  revision   int     the revision, or the number of the import, that this belongs to\n"
        "// return done       int     how many were added; fewer than given when an end is missing\n"
        "UNWIND $rows AS row\n"
    )
    if isinstance(kind, Node):
        return f"{head}CREATE (n:{kind.name} {body})\nRETURN count(n) AS done\n"
    return f"{head}{_ends(kind)}CREATE (a)-[r:{kind.name} {body}]->(b)\nRETURN count(r) AS done\n"


def _given_value(kind: Node | Tie, name: str, place: str) -> str:
    field = kind.field.get(name)
    return f"date({place})" if field is not None and field.type == "day" else place


def _ends(kind: Tie) -> str:
    start = f"MATCH (a:{kind.start[0]} {{id: row[1]}})\n"
    if len(kind.end) == 1:
        return f"{start}MATCH (b:{kind.end[0]} {{id: row[2]}})\n"
    tries = "".join(f"OPTIONAL MATCH (b{i}:{end} {{id: row[2]}})\n" for i, end in enumerate(kind.end))
    either = ", ".join(f"b{i}" for i in range(len(kind.end)))
    return f"{start}{tries}WITH row, a, coalesce({either}) AS b\nWHERE b IS NOT NULL\n"


def set_facts(kind: Node | Tie) -> str:
    """Facts laid over rows."""
    return (
        f"// Change {kind.name} whose lock this transaction holds.\n"
        "// param  rows       list    [start id, id, facts to lay over; null takes a fact away]\n"
        "// param  revision   int     the revision that this makes\n"
        "// param  at         int     microseconds since 1970, UTC\n"
        "// return done       int     how many were changed\n"
        f"UNWIND $rows AS key\nMATCH {pattern(kind)}\n"
        "SET n += key[2], n.rev = n.rev + 1, n.changed = $revision, n.updated_at = $at, n.lock = null\n"
        "RETURN count(n) AS done\n"
    )


def remove(kind: Node | Tie) -> str:
    """Rows taken away."""
    return (
        f"// Remove {kind.name}; a node only when no tie is left on it.\n{KEYS}"
        "// return done       int     how many were removed\n"
        f"UNWIND $keys AS key\nMATCH {pattern(kind)}\n"
        f"WITH n, n.id AS id\nDELETE n\nRETURN count(id) AS done\n"
    )


def lock(kind: Node | Tie) -> str:
    """Rows locked."""
    return (
        f"// Lock {kind.name} for this transaction and say how they stand: lock first, then compare.\n{KEYS}"
        "// param  token      string  anything; writing it takes the lock\n"
        "// return id         string  one row for each that is there\n"
        "// return rev        int     how often it was changed\n"
        "// return changed    int     the revision of its last change\n"
        f"UNWIND $keys AS key\nMATCH {pattern(kind)}\nSET n.lock = $token\n"
        "WITH n\nRETURN n.id AS id, n.rev AS rev, n.changed AS changed\nORDER BY id\n"
    )


def sweep(kind: Node | Tie) -> str:
    """An import taken away."""
    return (
        f"// Take away {kind.name} of an import, some at a time.\n"
        "// param  import     int     number of the import\n"
        "// param  most       int     how many at once\n"
        "// return done       int     how many went; 0 when none is left\n"
        f"MATCH {anywhere(kind)}\nWHERE n.changed = $import\nWITH n LIMIT $most\n"
        "WITH n, n.id AS id\nDELETE n\nRETURN count(id) AS done\n"
    )
