"""The queries that exist once a kind, written from the model: `python -m graph.store.statements` rewrites the files.

A test keeps `queries/` equal to what this module says, so a new field needs nothing but its declaration.
"""

from __future__ import annotations

from pathlib import Path

from graph.model.kinds import STORED, Field, Node, Tie

FOLDER = Path(__file__).parents[2] / "queries"
SEEN = "{x}.changed <= $revision AND NOT {x}.changed IN $open"
SEEN_PARAMS = (
    "// param  revision   int     what was changed later is not read\n"
    "// param  open       list    imports that are not sealed yet, read by nobody\n"
)
ROWS = "// param  rows       list    values in this order: {order}\n"


def searchable(kind: Node | Tie) -> bool:
    """Whether the kind has a name to be found by; then it keeps its spellings in `search`."""
    return isinstance(kind, Node) and "name" in kind.field


def columns(kind: Node | Tie) -> list[str]:
    """What one row holds, in the order of every list in these queries."""
    ends = ["from_id", "to_id"] if isinstance(kind, Tie) else []
    return ["id", *ends, *(f.name for f in kind.fields), "rev", "created_at", "updated_at"]


def given(kind: Node | Tie) -> list[str]:
    """What a row to be added holds."""
    return columns(kind) + (["search"] if searchable(kind) else [])


def statements() -> dict[str, str]:
    """Every query of every stored kind: its name in the catalogue and its text."""
    made: dict[str, str] = {}
    for kind in STORED.values():
        for folder, write in WRITERS.items():
            made[f"{folder}/{kind.name.lower()}"] = write(kind)
    for kind in STORED.values():
        if isinstance(kind, Node):
            made[f"read/ids/{kind.name.lower()}"] = _ids(kind)
            made[f"read/loose/{kind.name.lower()}"] = _loose(kind)
            made[f"read/attached/{kind.name.lower()}"] = _attached(kind)
        else:
            made[f"read/into/{kind.name.lower()}"] = _into(kind)
            made[f"read/at/{kind.name.lower()}"] = _at(kind)
        if searchable(kind):
            made[f"read/find/{kind.name.lower()}"] = _find(kind, "n.search CONTAINS $text", "text", "folded text")
            made[f"read/named/{kind.name.lower()}"] = _find(kind, "n.name = $text", "text", "the whole name")
    return made


def _label(kinds: tuple[str, ...]) -> str:
    return f":{kinds[0]}" if len(kinds) == 1 else ""


def _pattern(kind: Node | Tie, name: str = "n") -> str:
    """Finds one row: a node by its id, a tie by where it starts and its id."""
    if isinstance(kind, Node):
        return f"({name}:{kind.name} {{id: key[1]}})"
    return f"({_label(kind.start)} {{id: key[0]}})-[{name}:{kind.name} {{id: key[1]}}]->()"


KEYS = "// param  keys       list    [start id, id] of each row in order of id; a node has no start\n"


def _schema(kind: Node | Tie) -> str:
    where = f"(x:{kind.name})" if isinstance(kind, Node) else f"()-[x:{kind.name}]-()"
    return (
        f"// No two {kind.name} of one id.\n"
        f"CREATE CONSTRAINT {kind.name.lower()}_id IF NOT EXISTS FOR {where} REQUIRE x.id IS UNIQUE\n"
    )


def _read_value(field: Field | None, name: str, holder: str) -> str:
    value = f"{holder}.{name}"
    return f"toString({value})" if field is not None and field.type == "day" else value


def _read(kind: Node | Tie) -> str:
    own, names = ("n", columns(kind)) if isinstance(kind, Node) else ("r", columns(kind))
    values = [
        {"from_id": "a.id", "to_id": "b.id"}.get(name, _read_value(kind.field.get(name), name, own)) for name in names
    ]
    if isinstance(kind, Node):
        told, match = "these", f"MATCH (n:{kind.name} {{id: id}})"
    else:
        told = f"starting at these {kind.start[0]}"
        match = f"MATCH (a:{kind.start[0]} {{id: id}})-[r:{kind.name}]->(b{_label(kind.end)})"
    return (
        f"// Every {kind.name} {told}, as one list of rows.\n"
        f"// param  ids        list    ids of {kind.name if isinstance(kind, Node) else kind.start[0]}\n"
        f"{SEEN_PARAMS}"
        f"// return rows       list    {', '.join(names)}\n"
        f"UNWIND $ids AS id\n{match}\nWHERE {SEEN.format(x=own)}\n"
        f"RETURN collect([\n  {_wrapped(values)}\n]) AS rows\n"
    )


def _into(kind: Tie) -> str:
    return (
        f"// Where the {kind.name} of one node come from.\n"
        "// param  id         string  id of the node at the end\n"
        "// return start      string  id of the node at the start\n"
        f"MATCH (a:{kind.start[0]})-[r:{kind.name}]->(b{_label(kind.end)} {{id: $id}})\n"
        "RETURN DISTINCT a.id AS start\nORDER BY start\n"
    )


def _at(kind: Tie) -> str:
    return (
        f"// Where one {kind.name} starts.\n"
        "// param  id         string  id of the tie\n"
        "// return start      string  id of the node at the start\n"
        f"MATCH (a:{kind.start[0]})-[r:{kind.name} {{id: $id}}]->()\nRETURN a.id AS start\nORDER BY start\n"
    )


EMPLOYERS = {"Person": "WORKS_AT", "Opportunity": "FOR_ACCOUNT"}


def _find(kind: Node | Tie, where: str, param: str, about: str) -> str:
    tie = EMPLOYERS.get(kind.name)
    account = f"OPTIONAL MATCH (n)-[:{tie}]->(a:Account)\nWITH n, min(a.name) AS account\n" if tie else ""
    told = "account" if tie else "''"
    search = "n.search" if "search" in where else "n.name"
    return (
        f"// {kind.name} by {about}, shortest name first.\n"
        f"// param  {param:<10} string  {about}\n{SEEN_PARAMS}"
        "// param  top        int     how many at most\n"
        "// return id         string  id\n// return name       string  name\n"
        "// return account    string  where they belong, or empty\n"
        "// return search     string  what was compared\n"
        f"MATCH (n:{kind.name})\nWHERE {where} AND {SEEN.format(x='n')}\n{account}"
        f"WITH n.id AS id, n.name AS name, {told} AS account, {search} AS search\n"
        "ORDER BY size(name), id\nLIMIT $top\nRETURN id, name, account, search\nORDER BY size(name), id\n"
    )


def _add(kind: Node | Tie) -> str:
    names = given(kind)
    places = {name: f"row[{i}]" for i, name in enumerate(names)}
    facts = [f"{n}: {_given_value(kind, n, at)}" for n, at in places.items() if n not in ("from_id", "to_id")]
    body = f"{{\n  {_wrapped([*facts, 'changed: $revision'])}\n}}"
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


def _set(kind: Node | Tie) -> str:
    return (
        f"// Change {kind.name} whose lock this transaction holds.\n"
        "// param  rows       list    [start id, id, facts to lay over; null takes a fact away]\n"
        "// param  revision   int     the revision that this makes\n"
        "// param  at         int     microseconds since 1970, UTC\n"
        "// return done       int     how many were changed\n"
        f"UNWIND $rows AS key\nMATCH {_pattern(kind)}\n"
        "SET n += key[2], n.rev = n.rev + 1, n.changed = $revision, n.updated_at = $at, n.lock = null\n"
        "RETURN count(n) AS done\n"
    )


def _remove(kind: Node | Tie) -> str:
    return (
        f"// Remove {kind.name}; a node only when no tie is left on it.\n{KEYS}"
        "// return done       int     how many were removed\n"
        f"UNWIND $keys AS key\nMATCH {_pattern(kind)}\n"
        f"WITH n, n.id AS id\nDELETE n\nRETURN count(id) AS done\n"
    )


def _lock(kind: Node | Tie) -> str:
    return (
        f"// Lock {kind.name} for this transaction and say how they stand: lock first, then compare.\n{KEYS}"
        "// param  token      string  anything; writing it takes the lock\n"
        "// return id         string  one row for each that is there\n"
        "// return rev        int     how often it was changed\n"
        "// return changed    int     the revision of its last change\n"
        f"UNWIND $keys AS key\nMATCH {_pattern(kind)}\nSET n.lock = $token\n"
        "WITH n\nRETURN n.id AS id, n.rev AS rev, n.changed AS changed\nORDER BY id\n"
    )


def _ids(kind: Node) -> str:
    return (
        f"// The id of every {kind.name}, those of open imports too: their rows are left out where rows are read.\n"
        "// return ids        list    in order\n"
        f"MATCH (n:{kind.name})\nWITH n.id AS id ORDER BY id\nRETURN collect(id) AS ids\n"
    )


def _any(kind: Node | Tie) -> str:
    where = f"(n:{kind.name})" if isinstance(kind, Node) else f"({_label(kind.start)})-[n:{kind.name}]->()"
    return (
        f"// Whether there is any {kind.name} at all.\n"
        "// return id         string  one, or no row\n"
        f"MATCH {where}\nRETURN n.id AS id\nORDER BY id\nLIMIT 1\n"
    ).replace("ORDER BY id\n", "")


def _count(kind: Node | Tie) -> str:
    where = f"(n:{kind.name})" if isinstance(kind, Node) else f"({_label(kind.start)})-[n:{kind.name}]->()"
    return (
        f"// How many {kind.name} there are.\n{SEEN_PARAMS}"
        "// return found      int     how many\n"
        f"MATCH {where}\nWHERE {SEEN.format(x='n')}\nRETURN count(n) AS found\n"
    )


def _loose(kind: Node) -> str:
    return (
        f"// Ties that are left on these {kind.name}.\n"
        "// param  ids        list    ids\n"
        "// return id         string  id of the node\n"
        "// return tie        string  type of the tie\n"
        "// return tie_id     string  id of the tie\n"
        f"UNWIND $ids AS id\nMATCH (:{kind.name} {{id: id}})-[r]-()\n"
        "RETURN id, type(r) AS tie, r.id AS tie_id\nORDER BY id, tie_id\nLIMIT 10\n"
    )


def _of_import(kind: Node | Tie) -> str:
    where = f"(n:{kind.name})" if isinstance(kind, Node) else f"({_label(kind.start)})-[n:{kind.name}]->()"
    return (
        f"// How many {kind.name} an import added that nobody has changed since.\n"
        "// param  import     int     number of the import\n"
        "// return found      int     how many\n"
        f"MATCH {where}\nWHERE n.changed = $import\nRETURN count(n) AS found\n"
    )


def _attached(kind: Node) -> str:
    return (
        f"// Ties on {kind.name} of an import that are not of that import.\n"
        "// param  import     int     number of the import\n"
        "// return id         string  id of the node; one row or none\n"
        f"MATCH (n:{kind.name})-[r]-()\nWHERE n.changed = $import AND r.changed <> $import\n"
        "RETURN n.id AS id\nORDER BY id\nLIMIT 1\n"
    )


def _sweep(kind: Node | Tie) -> str:
    where = f"(n:{kind.name})" if isinstance(kind, Node) else f"({_label(kind.start)})-[n:{kind.name}]->()"
    return (
        f"// Take away {kind.name} of an import, some at a time.\n"
        "// param  import     int     number of the import\n"
        "// param  most       int     how many at once\n"
        "// return done       int     how many went; 0 when none is left\n"
        f"MATCH {where}\nWHERE n.changed = $import\nWITH n LIMIT $most\n"
        "WITH n, n.id AS id\nDELETE n\nRETURN count(id) AS done\n"
    )


def _wrapped(parts: list[str], width: int = 110) -> str:
    """Comma-separated over as many lines as needed."""
    lines, line = [], ""
    for part in parts:
        if line and len(line) + len(part) + 2 > width:
            lines.append(line + ",")
            line = part
        else:
            line = f"{line}, {part}" if line else part
    return "\n  ".join([*lines, line])


WRITERS = {
    "schema": _schema, "read": _read, "read/any": _any, "read/of_import": _of_import, "read/count": _count,
    "write/add": _add, "write/set": _set, "write/remove": _remove, "write/lock": _lock, "write/sweep": _sweep,
}  # fmt: skip


def write() -> None:
    """Bring the files up to date."""
    for name, text in statements().items():
        path = FOLDER / f"{name}.cypher"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
