"""Imports: one after the other, through a gate. A small one is a command like any other; a big one goes in several
transactions under a number that nobody reads until it is sealed, and is swept away when it never is.
"""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pandas as pd

from graph.model import columns
from graph.model.errors import Conflict, NotFound
from graph.model.kinds import NODES, STORED, STORED_TIES
from graph.model.network import Network
from graph.store import journal, plain, writing
from graph.store.commands import Change, Command, Receipt
from graph.store.reading import these
from graph.store.rows import wired
from graph.store.transaction import LATEST, InTransaction, Run, Standing

WHOLE = 5_000  # so many new rows go in one transaction, with a journal entry that names each
BATCH = 10_000
LEASE_MS = 30_000
WAIT_S = 600.0
TRIES = 5


@dataclass(frozen=True)
class Plan:
    """What an import comes to: tables of new rows, changes of known ones, and how many stay as they are."""

    new: dict[str, pd.DataFrame]
    changed: list[Change]
    unchanged: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """New rows."""
        return sum(len(table) for table in self.new.values())

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows by kind and by added, changed, unchanged."""
        counts = writing.counted(self.changed)
        for verb, numbers in (("added", {k: len(t) for k, t in self.new.items()}), ("unchanged", self.unchanged)):
            for kind, n in numbers.items():
                if n:
                    counts.setdefault(kind, {})[verb] = n
        return counts


def plan(run: Run, network: Network) -> Plan:
    """Which rows are new, which known ones say something else, which are as they were."""
    keys = [
        (kind, start, id_)
        for kind, table in network.items()
        for start, id_ in zip(table["from_id"] if kind in STORED_TIES else table["id"], table["id"], strict=True)
    ]
    known = these(run, keys, Standing(LATEST, [])) if keys else Network.empty()
    laid = known + network
    made = Plan({}, [])
    for kind, table in network.items():
        old = table["id"].isin(known[kind]["id"])
        made.new[kind] = table[~old].reset_index(drop=True) if old.any() else table
        changed = list(_changes(kind, known[kind], laid[kind])) if len(known[kind]) else []
        made.changed.extend(changed)
        made.unchanged[kind] = int(old.sum()) - len(changed)
    return made


def _changes(kind: str, known: pd.DataFrame, laid: pd.DataFrame) -> Iterator[Change]:
    """The facts that differ, row by row; both tables are in order of id."""
    after = laid[laid["id"].isin(known["id"])].reset_index(drop=True)
    differ = {f.name: ~_same(known[f.name], after[f.name]) for f in STORED[kind].fields}
    touched = pd.DataFrame(differ, index=known.index).any(axis=1)
    ends = ["from_id", "to_id"] if kind in STORED_TIES else []
    for i in known.index[touched]:
        names = [name for name, cells in differ.items() if cells[i]]
        before, now = ({n: columns.plain(t.at[i, n]) for n in [*ends, *names]} for t in (known, after))
        yield Change(kind, str(known["id"].iloc[i]), before, now, int(known["rev"].iloc[i]))


def _same(one: pd.Series, other: pd.Series) -> pd.Series:
    equal = pd.Series(one.astype(object) == other.astype(object), dtype=bool)
    return equal | (one.isna() & other.isna())


def rows_of(made: Plan) -> list[Change]:
    """Every new and changed row of a small import, as changes."""
    new = []
    for kind, table in made.new.items():
        names = [name for name in table.columns if name not in columns.SYSTEM_TYPES]
        cells = [columns.plain_list(table[name]) for name in names]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
        new += [Change(kind, row["id"], None, row) for row in rows]
    return new + made.changed


@dataclass
class Gate:
    """The gate that imports go through, seen by one importer."""

    write: InTransaction
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}")

    def enter(self) -> None:
        """Wait until it is our turn, and clear away what a dead importer left."""
        end = time.monotonic() + WAIT_S
        while True:
            left = self.write(self.try_it)
            if left is not None:
                self.sweep(left)
                return
            if time.monotonic() > end:
                raise Conflict("error.conflict.importing", kind="", id="", current=None, rev=None)
            time.sleep(0.1)

    def try_it(self, run: Run) -> list[int] | None:
        """The numbers that are to be swept when the gate is ours now; None when another holds it."""
        owner, _, idle_ms = run("write/gate", token=self.owner)[0]
        if owner and owner != self.owner and not _gone(owner, idle_ms):
            return None
        run("write/gate_take", owner=self.owner, **{"import": 0})
        return list(run("read/store")[0][1] or ())

    def leave(self) -> None:
        """Let the next one in."""
        self.write(lambda run: run("write/gate_take", owner="", **{"import": 0}) if self._ours(run) else None)

    def _ours(self, run: Run) -> bool:
        return bool(run("write/gate", token=self.owner)[0][0] == self.owner)

    def begin(self) -> int:
        """The number under which rows are written that nobody reads yet."""

        def opened(run: Run) -> int:
            self.hold(run)
            number: int = run("write/open_import", token=self.owner)[0][0]
            run("write/gate_take", owner=self.owner, **{"import": number})
            return number

        return int(self.write(opened))

    def hold(self, run: Run, number: int = 0) -> None:
        """Keep the gate through this transaction; Conflict when somebody thought us dead and took it."""
        if not self._ours(run):
            raise Conflict("error.conflict.importing", kind="", id="", current=None, rev=None)
        run("write/gate_take", owner=self.owner, **{"import": number})

    def sweep(self, numbers: list[int]) -> None:
        """Take away the rows of imports that were never sealed: ties first."""
        for number in numbers:
            for kind in reversed(STORED):
                while self.write(partial(self._swept, kind=kind, number=number)):
                    pass
            self.write(partial(self._closed, number=number))

    def _closed(self, run: Run, number: int) -> None:
        run("write/seal_import", token=self.owner, **{"import": number})

    def _swept(self, run: Run, kind: str, number: int) -> int:
        self.hold(run, number)
        return int(run(f"write/sweep/{kind.lower()}", most=BATCH, **{"import": number})[0][0])


def _gone(owner: str, idle_ms: int) -> bool:
    """Whether that importer is dead: its process on this machine is, or nobody heard of it for the lease."""
    host, process, _ = owner.split(":")
    if host == socket.gethostname():
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
    return idle_ms > LEASE_MS


def sweep_dead(write: InTransaction) -> None:
    """Sweep away what dead importers left; a living one is not disturbed."""
    gate = Gate(write)
    left = write(gate.try_it)
    if left is not None:
        try:
            gate.sweep(left)
        finally:
            gate.leave()


def apply(command: Command, read: InTransaction, write: InTransaction) -> Receipt:
    """The import, as one journal entry; importing the same again changes nothing and writes nothing."""
    assert command.network is not None
    gate = Gate(write)
    gate.enter()
    try:
        return _through(gate, command, read, write)
    finally:
        gate.leave()


def _through(gate: Gate, command: Command, read: InTransaction, write: InTransaction) -> Receipt:
    network = command.network or Network.empty()
    for attempt in range(TRIES):
        made: Plan = read(lambda run: plan(run, network))
        if not made.size and not made.changed:
            return Receipt("", read(lambda run: run("read/store")[0][0]), made.counts())
        try:
            if made.size <= WHOLE:
                return _small(command, made, write)
            return _big(gate, command, made, write)
        except Conflict:  # an edit came between: plan again with what it left
            if attempt == TRIES - 1:
                raise
    raise AssertionError("every attempt returns or raises")


def _small(command: Command, made: Plan, write: InTransaction) -> Receipt:
    changes = rows_of(made)
    receipt: Receipt = write(lambda run: writing.execute(run, command, changes))
    return Receipt(receipt.change, receipt.revision, made.counts())


def _big(gate: Gate, command: Command, made: Plan, write: InTransaction) -> Receipt:
    number = gate.begin()
    try:
        at = plain.micros(command.at)
        for kind, table in made.new.items():
            for i in range(0, len(table), BATCH):
                rows = wired(kind, table.iloc[i : i + BATCH], at)
                write(partial(_batch, gate, kind=kind, rows=rows, number=number))
        receipt: Receipt = write(lambda run: _seal(gate, run, command, made, number))
    except BaseException:
        gate.sweep([number])
        raise
    return receipt


def _batch(gate: Gate, run: Run, *, kind: str, rows: list[tuple[Any, ...]], number: int) -> None:
    gate.hold(run, number)
    done = run(f"write/add/{kind.lower()}", rows=rows, revision=number)[0][0]
    if done < len(rows):
        raise NotFound("error.not_found.end", kind=kind, id=_missing_end(run, kind, rows))


def _missing_end(run: Run, kind: str, rows: list[tuple[Any, ...]]) -> str:
    """The first end of these ties that is not in the store."""
    tie = STORED_TIES[kind]
    for place, kinds in ((1, tie.start), (2, tie.end)):
        ends = sorted({row[place] for row in rows})
        there = {
            row[0] for node in kinds for row in run(f"read/{node.lower()}", ids=ends, revision=LATEST, open=[])[0][0]
        }
        for end in ends:
            if end not in there:
                return str(end)
    return ""


def _seal(gate: Gate, run: Run, command: Command, made: Plan, number: int) -> Receipt:
    """Change the known rows, open the new ones to everybody and journal it all, in one transaction."""
    gate.hold(run)
    state = writing.locked(run, made.changed, command.id)
    writing.compare(run, command, made.changed, state)
    revision = run("write/next_revision", token=command.id)[0][0]
    writing.put(run, command, made.changed, revision)
    run("write/seal_import", token=command.id, **{"import": number})
    counts = made.counts()
    run("write/journal", entry=journal.entry(command, made.changed, revision, counts, number))
    return Receipt(command.id, revision, counts)


def take_back(entry: journal.Entry, command: Command, read: InTransaction, write: InTransaction) -> Receipt:
    """Undo a big import: hide it and put back what it changed in one transaction, then sweep it away."""
    gate = Gate(write)
    gate.enter()
    try:
        read(lambda run: _untouched(run, entry))
        receipt: Receipt = write(lambda run: _hidden(gate, run, entry, command))
        gate.sweep([entry["import"]])
    finally:
        gate.leave()
    return receipt


def _untouched(run: Run, entry: journal.Entry) -> None:
    """Conflict when anybody changed one of its rows since, or drew a tie to one."""
    number = {"import": entry["import"]}
    for kind, verbs in entry["counts"].items():
        found = run(f"read/of_import/{kind.lower()}", **number)[0][0]
        loose = run(f"read/attached/{kind.lower()}", **number) if kind in NODES else []
        if found != verbs.get("added", 0) or loose:
            raise Conflict("error.conflict.touched", kind=kind, id=loose[0][0] if loose else "", current=None, rev=None)


def _hidden(gate: Gate, run: Run, entry: journal.Entry, command: Command) -> Receipt:
    gate.hold(run, entry["import"])
    state = writing.locked(run, command.changes, command.id)
    writing.compare(run, command, command.changes, state)
    if not run("write/journal_undone", id=entry["id"], by=command.id, token=command.id):
        raise Conflict("error.conflict.undone", kind="", id=entry["id"], current=None, rev=None)
    revision = run("write/next_revision", token=command.id)[0][0]
    writing.put(run, command, command.changes, revision)
    run("write/reopen_import", token=command.id, **{"import": entry["import"]})
    counts = {kind: {"removed": verbs["added"]} for kind, verbs in entry["counts"].items() if "added" in verbs}
    run("write/journal", entry=journal.entry(command, command.changes, revision, counts, entry["import"]))
    return Receipt(command.id, revision, counts)
