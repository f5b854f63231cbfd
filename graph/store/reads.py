"""The queries that read, written for one kind of node or tie."""

from __future__ import annotations

from graph.model.kinds import Field, Node, Tie
from graph.store.shapes import SEEN, SEEN_PARAMS, anywhere, columns, label, wrapped


def _read_value(field: Field | None, name: str, holder: str) -> str:
    value = f"{holder}.{name}"
    return f"toString({value})" if field is not None and field.type == "day" else value


def _listed(kind: Node | Tie, holder: str, ends: dict[str, str]) -> str:
    """The values of a row in their order, as a list of lists."""
    values = [ends.get(name) or _read_value(kind.field.get(name), name, holder) for name in columns(kind)]
    return f"RETURN collect([\n  {wrapped(values)}\n]) AS rows\n"


def rows(kind: Node | Tie) -> str:
    """Whole rows, by id or by where a tie starts."""
    if isinstance(kind, Node):
        x, told, match = "n", "these", f"MATCH (n:{kind.name} {{id: id}})"
    else:
        x, told = "r", f"starting at these {kind.start[0]}"
        match = f"MATCH (a:{kind.start[0]} {{id: id}})-[r:{kind.name}]->(b{label(kind.end)})"
    return (
        f"// Every {kind.name} {told}, as one list of rows.\n"
        f"// param  ids        list    ids of {kind.name if isinstance(kind, Node) else kind.start[0]}\n"
        f"{SEEN_PARAMS}"
        f"// return rows       list    {', '.join(columns(kind))}\n"
        f"UNWIND $ids AS id\n{match}\nWHERE {SEEN.format(x=x)}\n" + _listed(kind, x, {"from_id": "id", "to_id": "b.id"})
    )


def spans(kind: Node | Tie) -> str:
    """The same rows from one id to another, every property looked up in a copy that was read in one go.

    Neo4j walks a chain of properties for each one asked: there this is quicker by half, on the embedded engine slower.
    """
    node = isinstance(kind, Node)
    holder = kind.name if isinstance(kind, Node) else kind.start[0]
    tie = "" if isinstance(kind, Node) else f"MATCH (n)-[r:{kind.name}]->(b)\n"
    return (
        f"// Every {kind.name} {'' if node else f'starting at {holder} '}from one id to another, as one list of rows.\n"
        f"// param  first      string  id of {holder}\n"
        f"// param  last       string  id of {holder}, not before the first\n"
        f"{SEEN_PARAMS}"
        f"// return rows       list    {', '.join(columns(kind))}\n"
        f"MATCH (n:{holder})\nWHERE n.id >= $first AND n.id <= $last\n{tie}"
        f"WITH {'' if node else 'n.id AS id, b.id AS other, '}properties({'n' if node else 'r'}) AS p\n"
        f"WHERE {SEEN.format(x='p')}\n" + _listed(kind, "p", {"from_id": "id", "to_id": "other"})
    )


def inner(kind: Node | Tie) -> str:
    """Ids of nodes with the engine's own numbers, and rows of ties whose ends are such numbers.

    The embedded engine follows a tie without looking at the node at its end, which saves a fifth of its time. The
    numbers hold for the read that asks for them, and are never kept.
    """
    if isinstance(kind, Node):
        return (
            f"// The id of every {kind.name} as in read/ids, each with the number the engine has for it now.\n"
            "// return ids        list    in order\n// return numbers    list    of the same, in the same order\n"
            f"MATCH (n:{kind.name})\nWITH n.id AS id, id(n) AS number ORDER BY id\n"
            "RETURN collect(id) AS ids, collect(number) AS numbers\n"
        )
    start = kind.start[0]
    return (
        f"// Every {kind.name} starting at these {start}, ends by the numbers of read/inner, as a list of rows.\n"
        f"// param  ids        list    ids of {start}\n{SEEN_PARAMS}"
        f"// return rows       list    {', '.join(columns(kind))}\n"
        f"UNWIND $ids AS id\nMATCH (a:{start} {{id: id}})-[r:{kind.name}]->(b)\nWHERE {SEEN.format(x='r')}\n"
        + _listed(kind, "r", {"from_id": "id(a)", "to_id": "id(b)"})
    )


def into(kind: Tie) -> str:
    """Where the ties come from that end at one node."""
    return (
        f"// Where the {kind.name} of one node come from.\n"
        "// param  id         string  id of the node at the end\n"
        "// return start      string  id of the node at the start\n"
        f"MATCH (a:{kind.start[0]})-[r:{kind.name}]->(b{label(kind.end)} {{id: $id}})\n"
        "RETURN DISTINCT a.id AS start\nORDER BY start\n"
    )


def at(kind: Tie) -> str:
    """Where one tie starts."""
    return (
        f"// Where one {kind.name} starts.\n"
        "// param  id         string  id of the tie\n"
        "// return start      string  id of the node at the start\n"
        f"MATCH (a:{kind.start[0]})-[r:{kind.name} {{id: $id}}]->()\nRETURN a.id AS start\nORDER BY start\n"
    )


EMPLOYERS = {"Person": "WORKS_AT", "Opportunity": "FOR_ACCOUNT"}


def find(kind: Node | Tie, where: str, param: str, about: str) -> str:
    """Things by what they are called."""
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


def ids(kind: Node) -> str:
    """All ids."""
    return (
        f"// The id of every {kind.name}, those of open imports too: their rows are left out where rows are read.\n"
        "// return ids        list    in order\n"
        f"MATCH (n:{kind.name})\nWITH n.id AS id ORDER BY id\nRETURN collect(id) AS ids\n"
    )


def any_of(kind: Node | Tie) -> str:
    """Whether there is any."""
    return (
        f"// Whether there is any {kind.name} at all.\n"
        "// return id         string  one, or no row\n"
        f"MATCH {anywhere(kind)}\nRETURN n.id AS id\nORDER BY id\nLIMIT 1\n"
    ).replace("ORDER BY id\n", "")


def count(kind: Node | Tie) -> str:
    """How many."""
    return (
        f"// How many {kind.name} there are.\n{SEEN_PARAMS}"
        "// return found      int     how many\n"
        f"MATCH {anywhere(kind)}\nWHERE {SEEN.format(x='n')}\nRETURN count(n) AS found\n"
    )


def loose(kind: Node) -> str:
    """What keeps a node from being removed."""
    return (
        f"// Ties that are left on these {kind.name}.\n"
        "// param  ids        list    ids\n"
        "// return id         string  id of the node\n"
        "// return tie        string  type of the tie\n"
        "// return tie_id     string  id of the tie\n"
        f"UNWIND $ids AS id\nMATCH (:{kind.name} {{id: id}})-[r]-()\n"
        "RETURN id, type(r) AS tie, r.id AS tie_id\nORDER BY id, tie_id\nLIMIT 10\n"
    )


def of_import(kind: Node | Tie) -> str:
    """What is left of an import as it was."""
    return (
        f"// How many {kind.name} an import added that nobody has changed since.\n"
        "// param  import     int     number of the import\n"
        "// return found      int     how many\n"
        f"MATCH {anywhere(kind)}\nWHERE n.changed = $import\nRETURN count(n) AS found\n"
    )


def attached(kind: Node) -> str:
    """What others tied to an import."""
    return (
        f"// Ties on {kind.name} of an import that are not of that import.\n"
        "// param  import     int     number of the import\n"
        "// return id         string  id of the node; one row or none\n"
        f"MATCH (n:{kind.name})-[r]-()\nWHERE n.changed = $import AND r.changed <> $import\n"
        "RETURN n.id AS id\nORDER BY id\nLIMIT 1\n"
    )
