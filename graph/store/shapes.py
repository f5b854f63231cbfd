"""In which order a row's values travel, and the pieces that every generated query is made of."""

from __future__ import annotations

from graph.model.kinds import Node, Tie

SEEN = "{x}.changed <= $revision AND NOT {x}.changed IN $open"
SEEN_PARAMS = (
    "// param  revision   int     what was changed later is not read\n"
    "// param  open       list    imports that are not sealed yet, read by nobody\n"
)
KEYS = "// param  keys       list    [start id, id] of each row in order of id; a node has no start\n"


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


def label(kinds: tuple[str, ...]) -> str:
    """The label that a pattern may name: none when the end can be of several kinds."""
    return f":{kinds[0]}" if len(kinds) == 1 else ""


def pattern(kind: Node | Tie, name: str = "n") -> str:
    """Finds one row: a node by its id, a tie by where it starts and its id."""
    if isinstance(kind, Node):
        return f"({name}:{kind.name} {{id: key[1]}})"
    return f"({label(kind.start)} {{id: key[0]}})-[{name}:{kind.name} {{id: key[1]}}]->()"


def anywhere(kind: Node | Tie) -> str:
    """Finds every row of the kind, as `n`."""
    if isinstance(kind, Node):
        return f"(n:{kind.name})"
    return f"({label(kind.start)})-[n:{kind.name}]->()"


def wrapped(parts: list[str], width: int = 110) -> str:
    """Comma-separated over as many lines as needed."""
    lines, line = [], ""
    for part in parts:
        if line and len(line) + len(part) + 2 > width:
            lines.append(line + ",")
            line = part
        else:
            line = f"{line}, {part}" if line else part
    return "\n  ".join([*lines, line])
