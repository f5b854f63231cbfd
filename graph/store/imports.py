"""Imports: one after the other, through a gate. A small one is a command like any other; a big one goes in several
transactions under a number that nobody reads until it is sealed, and is swept away when it never is.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from graph.model.errors import Conflict, NotFound
from graph.model.kinds import NODES, STORED_TIES
from graph.model.network import Network
from graph.store import journal, plain, writing
from graph.store.commands import Command, Receipt
from graph.store.gate import BATCH, Gate
from graph.store.plan import Plan, plan, rows_of
from graph.store.reading import uncollected
from graph.store.rows import wired
from graph.store.transaction import LATEST, InTransaction, Run

WHOLE = 5_000  # so many new rows go in one transaction, with a journal entry that names each
TRIES = 5


def apply(command: Command, read: InTransaction, write: InTransaction) -> Receipt:
    """The import, as one journal entry; importing the same again changes nothing and writes nothing."""
    assert command.network is not None
    gate = Gate(write)
    gate.enter()
    try:
        with uncollected():
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
    for (id_,) in run("read/portrayed", **number):
        raise Conflict("error.conflict.touched", kind="Person", id=id_, current=None, rev=None)


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
