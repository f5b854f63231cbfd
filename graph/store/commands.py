"""Every change is a Command: who, when, what, and for each row how it was and how it shall be."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from graph.model.errors import BadValue, NotFound
from graph.model.kinds import KINDS, STORED, STORED_TIES, SYSTEM, Row, Tie

if TYPE_CHECKING:
    from graph.model.network import Network

What = Literal["add", "set", "tie", "remove", "merge", "dismiss", "import", "undo", "redo", "export"]


@dataclass(frozen=True)
class Change:
    """One row: added when `before` is None, removed when `after` is None, else the facts that become others.

    `rev` is the revision of the row that the user saw: if the store has another one by then, it is a Conflict.
    Ties keep `from_id` and `to_id` in `before` and `after`, so that they are found.
    """

    kind: str
    id: str
    before: Row | None = None
    after: Row | None = None
    rev: int | None = None

    @property
    def start(self) -> str:
        """Where a tie starts; a node has no start."""
        return str((self.after or self.before or {}).get("from_id") or "")


@dataclass(frozen=True)
class Command:
    """What to do, by whom; sent twice (same `id`) it is done once. An import brings a Network instead of changes."""

    what: What
    by: str
    changes: tuple[Change, ...] = ()
    network: Network | None = None
    summary: str = ""
    source: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))
    undoes: str = ""


@dataclass(frozen=True)
class Receipt:
    """What came of a command: its journal entry, the store's revision, and rows by kind and by
    added, changed, removed, unchanged (kinds and verbs without any are left out)."""

    change: str
    revision: int
    counts: dict[str, dict[str, int]] = field(default_factory=dict)


def add(kind: str, row: Mapping[str, Any], by: str) -> Command:
    """A new node; it gets an id when it has none. BadValue when a value does not fit."""
    given = {"id": uuid.uuid4().hex, **{k: v for k, v in row.items() if v is not None}}
    whole = STORED[kind].row(given)
    return Command("add", by, (Change(kind, whole["id"], None, whole),), summary=str(whole.get("name") or ""))


def edit(
    network: Network | Mapping[str, Any], kind: str, id: str, values: Mapping[str, Any], by: str, rev: int | None = None
) -> Command:
    """Other facts for a row that is known: `network` is where it is, or the row itself.

    `rev` is the revision the user saw; without one the row's own counts when it has one.
    """
    row = network if isinstance(network, Mapping) else network.row(kind, id)
    if row is None:
        raise NotFound("error.not_found.id", id=id, kind=kind)
    told = KINDS[kind]
    facts = told.facts({f.name: row.get(f.name) for f in told.fields} | dict(values))
    fixed = [name for name in values if name in SYSTEM or name in getattr(told, "key", ())]
    if fixed and any(row.get(name) != values[name] for name in fixed):
        raise BadValue("error.bad_value.fixed", field=fixed[0], value=values[fixed[0]], allowed=[])
    before = {name: row.get(name) for name in facts if facts[name] != row.get(name)}
    after = {name: facts[name] for name in before}
    ends = {end: row[end] for end in ("from_id", "to_id") if isinstance(told, Tie)}
    change = Change(kind, id, {**ends, **before}, {**ends, **after}, rev if rev is not None else row.get("rev"))
    return Command("set", by, (change,), summary=str(row.get("name") or ""))


def tie(type: str, from_id: str, to_id: str, values: Mapping[str, Any], by: str) -> Command:
    """A new tie between two that exist; its id comes from its own facts."""
    row = STORED_TIES[type].row({**values, "from_id": from_id, "to_id": to_id})
    return Command("tie", by, (Change(type, row["id"], None, row),))


def remove(network: Network, kind: str, id: str, by: str, rev: int | None = None) -> Command:
    """Take a row away, a node with all its ties, and the notes on it: they are about nothing then."""
    row = network.row(kind, id)
    if row is None:
        raise NotFound("error.not_found.id", id=id, kind=kind)
    last = Change(kind, id, row, None, rev if rev is not None else row.get("rev"))
    ties = () if kind in STORED_TIES else tuple(_ties_of(network, kind, id))
    lost = {(c.kind, c.id): c for c in (*ties, *_notes_on(network, kind, id, ties), last)}
    return Command("remove", by, tuple(lost.values()), summary=str(row.get("name") or ""))


def _notes_on(network: Network, kind: str, id: str, ties: Iterable[Change]) -> list[Change]:
    """The notes on a row or on one of the ties that go with it."""
    gone = {id, *(change.id for change in ties)} if kind != "Note" else set()
    notes, noted = network["Note"], network["NOTED_ON"]
    about = noted["from_id"][noted["to_id"] == id] if kind in STORED_TIES["NOTED_ON"].end else noted["from_id"][:0]
    found = []
    for note in notes["id"][notes["id"].isin(about) | notes["tie_id"].isin(gone)]:
        found += [*_ties_of(network, "Note", note), Change("Note", note, network.row("Note", note), None)]
    return found


def _ties_of(network: Network, kind: str, id: str) -> list[Change]:
    found = []
    for name, told in STORED_TIES.items():
        table = network[name]
        here = (table["from_id"] == id) & (kind in told.start) | (table["to_id"] == id) & (kind in told.end)
        for tie_id in table["id"][here]:
            found.append(Change(name, tie_id, network.row(name, tie_id), None))
    return found


def taken(by: str, what: str, title: str, people: int, masked: bool) -> Command:
    """Somebody took something along: `what` (page and form), its title, how many people, names masked or not.

    It changes nothing: the journal tells it, the revision stays, undo and redo pass over it. Its source reads
    "map.svg 41" or "map.html 41 masked".
    """
    return Command("export", by, summary=title, source=f"{what} {people}{' masked' if masked else ''}")


def load(network: Network, by: str, source: str = "", summary: str = "") -> Command:
    """A whole network into the store: what is new is added, what is known and said otherwise is changed."""
    return Command("import", by, network=network, source=source, summary=summary)
