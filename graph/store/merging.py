"""Two people who are one: whose facts win, which ties move, which unite; one Command, which undo takes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.model import columns
from graph.model.errors import BadValue, NotFound
from graph.model.kinds import KINDS, STORED_TIES, SYSTEM, Field, Row, Tie, tie_id
from graph.model.network import Network
from graph.model.vocab import UNKNOWN, VOCAB
from graph.store.commands import Change, Command

STRICTER = {word: rank for rank, word in enumerate((UNKNOWN, "allowed", "ask_referrer_first", "tender_blackout",
                                                    "do_not_contact"))}  # fmt: skip
EARLIEST, SUMMED = ("since", "first_on"), tuple(f"w{stage}" for stage in range(1, 7))
DATED = ("last_interaction_on", "last_verified_on", "on", "since")
POINTERS = (("TOOK_PART", "brought_by"),)  # fields that name a person


@dataclass(frozen=True)
class Merge:
    """What merging comes to. `moved` ties go over unchanged; `united` pairs of ties became one, each with the values
    that differed as (kind, field, kept, given up); `dropped` ties would have led from the person to the same.
    """

    command: Command
    facts: Row
    moved: int = 0
    united: int = 0
    differing: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)


def merge(
    network: Network, kept: str, lost: str, by: str, chosen: Mapping[str, Any] | None = None,
    portraits: Mapping[str, str] | None = None,
) -> Merge:  # fmt: skip
    """`lost` goes into `kept`: its ties become the other's, with ids made anew; it is removed itself.

    `chosen` settles facts; else what only one knows is taken, and where both know something the kept one's stands,
    but the stricter contact permission, and both notes. `portraits` are those of the two, by id. NotFound for somebody
    who is not there, BadValue for a fact that does not fit or one and the same person twice.
    """
    if kept == lost:
        raise BadValue("error.bad_value.merge_same", field="who", value=kept, allowed=[])
    mine, theirs = (network.row("Person", who) for who in (kept, lost))
    for who, row in ((kept, mine), (lost, theirs)):
        if row is None:
            raise NotFound("error.not_found.id", id=who, kind="Person")
    assert mine is not None
    assert theirs is not None
    told = KINDS["Person"]
    facts = told.facts({**{f.name: winner(f, mine, theirs) for f in told.fields}, **(chosen or {})})
    work = _Ties(network, kept, lost)
    changes = [*work.changes(), *_pointed(network, kept, lost, work.touched), *_noted(network, work.renamed)]
    before = {name: mine[name] for name in facts if facts[name] != mine[name]}
    if before:
        changes.append(Change("Person", kept, before, {name: facts[name] for name in before}, mine["rev"]))
    if portraits and lost in portraits and kept not in portraits:
        changes.append(Change("Portrait", kept, None, {"id": kept, "image": portraits[lost]}))
    gone = Change("Person", lost, theirs, None, theirs["rev"])
    command = Command("merge", by, (gone, *changes) if before else (*changes, gone), summary=str(facts["name"] or ""))
    return Merge(command, facts, work.moved, work.united, work.differing, work.dropped)


def winner(f: Field, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> Any:
    """The value of a fact of a person that stands when nobody chooses."""
    one, other = mine[f.name], theirs[f.name]
    if f.name == "contact_permission":
        return max(one, other, key=lambda word: STRICTER.get(word, 0))
    if f.name == "note" and one and other and one != other:
        return f"{one}\n{other}"
    if f.type == "choices":
        return tuple(dict.fromkeys((*(one or ()), *(other or ()))))
    return one if _said(f, one) else other


def _said(f: Field, value: Any) -> bool:
    return value not in (None, (), UNKNOWN) and value != f.empty


class _Ties:
    """The ties of both while they are put together."""

    def __init__(self, network: Network, kept: str, lost: str) -> None:
        self._network, self._kept, self._lost = network, kept, lost
        self.moved = self.united = 0
        self.differing: list[tuple[str, str, Any, Any]] = []
        self.dropped: list[tuple[str, str]] = []
        self.renamed: dict[str, str | None] = {}
        self.touched: dict[tuple[str, str], Change] = {}

    def changes(self) -> Iterable[Change]:
        """Everything that happens to ties; what the kept one already had is changed, the rest removed and added."""
        for kind, tie in STORED_TIES.items():
            if "Person" in tie.start + tie.end:
                self._of_kind(kind, tie)
        return self.touched.values()

    def _of_kind(self, kind: str, tie: Tie) -> None:
        table = self._network[kind]
        sides = [side for side, kinds in (("from_id", tie.start), ("to_id", tie.end)) if "Person" in kinds]
        moving = table["id"][table[sides].isin([self._lost]).any(axis=1)]
        home = {self._twin(tie, row): row for row in self._rows(kind, table, sides, self._kept)}
        for id_ in moving:
            old = self._network.row(kind, id_) or {}
            row = {n: v for n, v in old.items() if n not in SYSTEM} | {
                end: self._kept if end in sides and old[end] == self._lost else old[end] for end in ("from_id", "to_id")
            }
            self.touched[kind, id_] = Change(kind, id_, old, None, old["rev"])
            if row["from_id"] == row["to_id"] and set(sides) == {"from_id", "to_id"}:
                self.dropped.append((kind, id_))
                self.renamed[id_] = None
                continue
            if tie.symmetric:
                row["from_id"], row["to_id"] = sorted((row["from_id"], row["to_id"]))
            self._put(kind, tie, id_, row, home)

    def _rows(self, kind: str, table: Any, sides: list[str], who: str) -> Iterator[Row]:
        for id_ in table["id"][table[sides].isin([who]).any(axis=1)]:
            row = self._network.row(kind, id_) or {}
            if self._lost not in (row["from_id"], row["to_id"]):
                yield row

    def _twin(self, tie: Tie, row: Mapping[str, Any]) -> tuple[Any, ...]:
        return (row["from_id"], row["to_id"], *(row[name] for name in tie.key))

    def _put(self, kind: str, tie: Tie, id_: str, row: Row, home: dict[tuple[Any, ...], Row]) -> None:
        key = self._twin(tie, row)
        twin = home.get(key)
        if twin is None:
            new = tie_id(kind, *key)
            home[key] = {"id": new, **row}
            self.moved += 1
            self.touched[kind, new] = Change(kind, new, None, {"id": new, **row})
            self.renamed[id_] = new
            return
        facts = self._both(kind, tie, twin, row)
        self.united += 1
        self.renamed[id_] = twin["id"]
        home[key] = {**twin, **facts}
        ends = {end: twin[end] for end in ("from_id", "to_id")}
        known = self.touched.get((kind, twin["id"]))
        if known is not None and known.before is None:  # a twin that moved here itself
            self.touched[kind, twin["id"]] = Change(kind, twin["id"], None, {**(known.after or {}), **facts})
            return
        first = {**(known.before or {})} if known else {}
        before = {**{name: twin[name] for name in facts}, **first, **ends}
        after = {**((known.after or {}) if known else {}), **facts, **ends}
        if facts:
            self.touched[kind, twin["id"]] = Change(kind, twin["id"], before, after, twin["rev"])

    def _both(self, kind: str, tie: Tie, twin: Row, row: Row) -> Row:
        """What the twin must say from now on."""
        later = max((_moment(one) for one in (twin, row)), default=None) == _moment(row) != _moment(twin)
        found = {}
        for f in tie.fields:
            value = _one(f, twin[f.name], row[f.name], later=later)
            if value != twin[f.name]:
                found[f.name] = value
            if _said(f, twin[f.name]) and _said(f, row[f.name]) and twin[f.name] != row[f.name]:
                given_up = row[f.name] if value == twin[f.name] else twin[f.name]
                if f.name not in ("note", *SUMMED):
                    self.differing.append((kind, f.name, value, given_up))
        return found


def _moment(row: Mapping[str, Any]) -> date:
    """The day a tie was last heard of."""
    return max((row[name] for name in DATED if row.get(name)), default=date.min)


def _one(f: Field, one: Any, other: Any, *, later: bool) -> Any:
    """One value of two: what only one says; else the strongest, the earliest beginning, the latest day, both notes."""
    if f.name == "until":  # a tie that holds for one of them holds
        return None if one is None or other is None else max(one, other)
    if not (_said(f, one) and _said(f, other)) or one == other:
        return one if _said(f, one) else other
    if f.name in SUMMED:
        return round(min(1.0, one + other), 6)
    if f.type == "choices":
        return tuple(dict.fromkeys((*one, *other)))
    if f.name == "note":
        return f"{one}\n{other}"
    if f.name in EARLIEST:
        return min(one, other)
    if f.type in ("day", "whole", "number", "money"):
        return max(one, other)
    order = VOCAB[f.vocab].order if f.vocab and f.name != "attitude" else {}
    if one in order and other in order:
        return max(one, other, key=order.__getitem__)
    return other if later else one


def _pointed(network: Network, kept: str, lost: str, touched: dict[tuple[str, str], Change]) -> Iterator[Change]:
    """Fields of other ties that name the lost one; ties that move anyway are put right where they go."""
    for kind, name in POINTERS:
        table = network[kind]
        for id_ in table["id"][table[name] == lost]:
            row = network.row(kind, id_) or {}
            if (kind, id_) not in touched:
                ends = {end: row[end] for end in ("from_id", "to_id")}
                yield Change(kind, id_, {**ends, name: lost}, {**ends, name: kept}, row["rev"])
    for change in list(touched.values()):
        for kind, name in POINTERS:
            if change.kind == kind and change.after is not None and change.after.get(name) == lost:
                change.after[name] = kept


def _noted(network: Network, renamed: Mapping[str, str | None]) -> Iterator[Change]:
    """Notes on ties that have another id now, or are no more."""
    notes = network["Note"]
    for id_, tie in zip(notes["id"], columns.plain_list(notes["tie_id"]), strict=True):
        if tie in renamed:
            row = network.row("Note", id_) or {}
            yield Change("Note", id_, {"tie_id": tie}, {"tie_id": renamed[tie]}, row["rev"])
