"""One command in one transaction: lock everything it touches in order, compare, write, journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph.model.errors import Conflict, GuanxiError, NotFound
from graph.model.kinds import KINDS, NODES, STORED, STORED_TIES, Row
from graph.store import journal, plain
from graph.store.commands import Change, Command, Receipt
from graph.store.transaction import LATEST, Run, standing

Key = tuple[str, str]
State = dict[Key, tuple[int, int]]


def execute(run: Run, command: Command, changes: Sequence[Change]) -> Receipt:
    """Do these changes and journal them, or raise Conflict; the same command again gives the same receipt."""
    again = journal.one(run, command.id)
    if again is not None:
        return Receipt(command.id, again["revision"], again["counts"])
    if command.what == "export":
        return told(run, command)
    state = locked(run, changes, command.id)
    along = going_along(run, changes)
    state |= locked(run, along, command.id)
    changes = [*along, *changes]
    compare(run, command, changes, state)
    if command.undoes and not run("write/journal_undone", id=command.undoes, by=command.id, token=command.id):
        raise Conflict("error.conflict.undone", kind="", id=command.undoes, current=None, rev=None)
    revision = run("write/next_revision", token=command.id)[0][0]
    put(run, command, changes, revision)
    counts = counted(changes)
    run("write/journal", entry=journal.entry(command, changes, revision, counts))
    return Receipt(command.id, revision, counts)


def told(run: Run, command: Command) -> Receipt:
    """Journal what changes nothing; the revision stays."""
    revision = standing(run).revision
    run("write/journal", entry=journal.entry(command, (), revision, {}))
    return Receipt(command.id, revision)


def locked(run: Run, changes: Iterable[Change], token: str) -> State:
    """Lock every row, and what those that come or go hang on; kinds in the model's order, ids in theirs.

    Gives rev and last revision of what is there.
    """
    keys: dict[str, set[Key]] = defaultdict(set)
    for change in changes:
        keys[change.kind].add((change.start, change.id))
        if change.before is None or change.after is None:
            for kinds, id_ in _hangs_on(change):
                for kind in kinds:
                    keys[kind].add(("", id_))
    state: State = {}
    for kind in STORED:
        if keys[kind]:
            wanted = sorted(([*key] for key in keys[kind]), key=lambda key: key[1])
            for id_, rev, changed in run(f"write/lock/{kind.lower()}", keys=wanted, token=token):
                state[kind, id_] = (rev, changed)
    return state


def going_along(run: Run, changes: Sequence[Change]) -> list[Change]:
    """What is part of nodes that go, and goes too, unless it is among the changes already."""
    out = []
    for kind, node in NODES.items():
        named = {c.id for c in changes if c.kind == kind}
        going = {c.id for c in changes if c.kind == node.part_of and c.after is None} - named
        if going:
            rows = run(f"read/{kind.lower()}", ids=sorted(going), revision=LATEST, open=[])[0][0]
            out += [Change(kind, row[0], plain.row(kind, row), None) for row in rows]
    return out


def _hangs_on(change: Change) -> list[tuple[tuple[str, ...], str]]:
    """What must be there for the row to be, as (any of these kinds, id): a tie's ends, the node of a part."""
    if change.kind in NODES:
        return [((whole,), change.id)] if (whole := NODES[change.kind].part_of) else []
    row, tie = change.after or change.before or {}, STORED_TIES[change.kind]
    return [(tie.start, row["from_id"]), (tie.end, row["to_id"])]


def compare(run: Run, command: Command, changes: Sequence[Change], state: State) -> None:
    """Conflict when a row is not as the user saw it; NotFound when a tie would end nowhere, a part be of nobody."""
    now = standing(run)
    coming = {(c.kind, c.id) for c in changes if c.before is None}
    for change in changes:
        found = state.get((change.kind, change.id))
        if found is not None and found[1] in now.open:
            raise Conflict("error.conflict.importing", kind=change.kind, id=change.id, current=None, rev=None)
        if (found is None) != (change.before is None) or (found and change.rev not in (None, found[0])):
            raise conflict(run, change)
        if found and command.undoes and not _as_left(run, change):
            raise conflict(run, change)
        if change.before is None:
            _nothing_missing(change, state, coming, now.open)


def _nothing_missing(change: Change, state: State, coming: set[Key], still_open: list[int]) -> None:
    for kinds, id_ in _hangs_on(change):
        there = [state[kind, id_] for kind in kinds if (kind, id_) in state]
        if not any(changed not in still_open for _, changed in there) and not any((k, id_) in coming for k in kinds):
            raise NotFound("error.not_found.id", id=id_, kind=kinds[0])


def _as_left(run: Run, change: Change) -> bool:
    """Whether a row still has the facts that the entry left it with."""
    current = current_row(run, change)
    names = [f.name for f in KINDS[change.kind].fields if f.name in (change.before or {})]
    return current is not None and all(current[name] == (change.before or {})[name] for name in names)


def conflict(run: Run, change: Change) -> GuanxiError:
    """The Conflict to raise, with the row as it is now."""
    current = current_row(run, change)
    text = "error.conflict.gone" if current is None else "error.conflict.changed"
    if current is not None and change.before is None:
        text = "error.conflict.exists"
    name = (current or change.before or {}).get("name") or change.id
    rev = current["rev"] if current else None
    return Conflict(text, kind=change.kind, id=change.id, name=name, current=current, rev=rev)


def current_row(run: Run, change: Change) -> Row | None:
    """The row as it is now in this transaction."""
    asked = change.start if change.kind in STORED_TIES else change.id
    rows = run(f"read/{change.kind.lower()}", ids=[asked], revision=LATEST, open=[])[0][0]
    return next((plain.row(change.kind, row) for row in rows if row[0] == change.id), None)


def put(run: Run, command: Command, changes: Sequence[Change], revision: int) -> None:
    """Write: ties go before their ends, nodes come before their ties."""
    for kind in reversed(STORED):
        gone = [[c.start, c.id] for c in changes if c.kind == kind and c.after is None]
        if gone:
            if kind in NODES:
                _nothing_loose(run, kind, [id_ for _, id_ in gone])
            run(f"write/remove/{kind.lower()}", keys=gone)
    at = plain.micros(command.at)
    for kind in STORED:
        new = [plain.written(kind, c.after or {}, command.at, _next_rev(c)) for c in changes if _comes(c, kind)]
        if new:
            run(f"write/add/{kind.lower()}", rows=new, revision=revision)
        other = [
            [c.start, c.id, plain.facts(kind, c.after)] for c in changes if c.kind == kind and c.before and c.after
        ]
        if other:
            run(f"write/set/{kind.lower()}", rows=other, revision=revision, at=at)


def _comes(change: Change, kind: str) -> bool:
    return change.kind == kind and change.before is None and change.after is not None


def _next_rev(change: Change) -> int:
    """1 for a new row; one that comes back goes on counting."""
    return int((change.after or {}).get("rev") or 0) + 1


def _nothing_loose(run: Run, kind: str, ids: list[str]) -> None:
    """A node goes only with ties that the user saw: one that somebody else drew meanwhile is a Conflict."""
    left = run(f"read/loose/{kind.lower()}", ids=ids)
    if left:
        id_, tie, tie_id = left[0]
        current = current_row(run, Change(kind, id_))
        rev = current["rev"] if current else None
        name = (current or {}).get("name") or id_
        raise Conflict(
            "error.conflict.more_ties", kind=kind, id=id_, name=name, current=current, rev=rev, tie=tie, tie_id=tie_id
        )


def counted(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """Rows by kind and by added, changed, removed."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for c in changes:
        counts[c.kind]["added" if c.before is None else "removed" if c.after is None else "changed"] += 1
    return {kind: dict(verbs) for kind, verbs in counts.items()}
