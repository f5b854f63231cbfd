"""The queries that exist once a kind, written from the model: `python -m graph.store.statements` rewrites the files.

A test keeps `queries/` equal to what this module says, so a new field needs nothing but its declaration.
"""

from __future__ import annotations

from pathlib import Path

from graph.model.kinds import STORED, Node, Tie
from graph.store import reads, writes
from graph.store.shapes import searchable

FOLDER = Path(__file__).parents[2] / "queries"
EVERY = {
    "schema": writes.schema, "read": reads.rows, "read/span": reads.spans, "read/inner": reads.inner,
    "read/any": reads.any_of,
    "read/count": reads.count, "read/of_import": reads.of_import, "write/add": writes.add,
    "write/set": writes.set_facts, "write/remove": writes.remove, "write/lock": writes.lock,
    "write/sweep": writes.sweep,
}  # fmt: skip
NODE = {"read/ids": reads.ids, "read/loose": reads.loose, "read/attached": reads.attached}
TIE = {"read/into": reads.into, "read/at": reads.at}


def statements() -> dict[str, str]:
    """Every query of every stored kind: its name in the catalogue and its text."""
    return {f"{folder}/{kind.name.lower()}": text for kind in STORED.values() for folder, text in _of(kind).items()}


def _of(kind: Node | Tie) -> dict[str, str]:
    made = {folder: writer(kind) for folder, writer in EVERY.items()}
    if isinstance(kind, Tie):
        return made | {folder: writer(kind) for folder, writer in TIE.items()}
    if searchable(kind):
        made["read/find"] = reads.find(kind, "n.search CONTAINS $text", "text", "folded text")
        made["read/named"] = reads.find(kind, "n.name = $text", "text", "the whole name")
    return made | {folder: writer(kind) for folder, writer in NODE.items()}


def write() -> None:
    """Bring the files up to date."""
    for name, text in statements().items():
        path = FOLDER / f"{name}.cypher"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
