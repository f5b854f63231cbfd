"""Finding one thing in the store without reading the rest; no tables here, so it answers at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.model.kinds import NODES, SHOWN, STORED, STORED_TIES, Row
from graph.model.spelling import folded
from graph.store import plain
from graph.store.shapes import searchable
from graph.store.transaction import Run, Standing

NAMED = [kind for kind in NODES if searchable(STORED[kind])]
MATCHES = ("name", "pinyin", "initials")


def find(run: Run, text: str, limit: int, now: Standing) -> list[Row]:
    """Who and what has this in its name, pinyin or initials; then people of an account that has it.

    Whole names first, then beginnings, then the rest; ties by kind and id.
    """
    wanted = folded(text)
    if not wanted:
        return []
    seen = {"text": wanted, "revision": now.revision, "open": now.open, "top": limit}
    found = []
    for kind in NAMED:
        for id_, name, account, search in run(f"read/find/{kind.lower()}", **seen):
            rank, matched = _matched(wanted, search)
            found.append((rank, len(name), NAMED.index(kind), id_, _hit(kind, id_, name, account, matched)))
    taken = {hit["id"] for *_, hit in found}
    for id_, name, account in run("read/colleagues", **seen):
        if id_ not in taken:
            found.append((9, len(name), 0, id_, _hit("Person", id_, name, account, "account")))
    return [hit for *_, hit in sorted(found, key=lambda one: one[:4])][:limit]


def _hit(kind: str, id_: str, name: str, account: str | None, matched: str) -> Row:
    return {"kind": kind, "id": id_, "name": name, "account": account or None, "matched": matched}


def _matched(wanted: str, search: str) -> tuple[int, str]:
    """How well (0 best) and by which spelling a text is found."""
    best = (8, "name")
    for place, spelling in enumerate(search.split(" ")):
        if wanted in spelling:
            well = 0 if wanted == spelling else 2 if spelling.startswith(wanted) else 4
            best = min(best, (well + (place > 0), MATCHES[min(place, 2)]))
    return best


def named(run: Run, name: str, now: Standing, limit: int = 20) -> list[Row]:
    """Everything of exactly that name: kind, id, name, account."""
    seen = {"text": name.strip(), "revision": now.revision, "open": now.open, "top": limit}
    return [
        {"kind": kind, "id": id_, "name": told, "account": account or None}
        for kind in NAMED
        for id_, told, account, _ in run(f"read/named/{kind.lower()}", **seen)
    ]


def show(run: Run, id_: str, now: Standing, kinds: Sequence[str] = ()) -> Row | None:
    """One row with its kind, revision and ties: {kind, id, row, rev, ties: [{id, kind, with, direction, row}]}.

    Two kinds may share an id: the first of `kinds` (all, nodes first, when none is told) that has it is meant.
    """
    wanted = tuple(kinds) or (*NODES, *STORED_TIES)
    for kind in (kind for kind in NODES if kind in wanted):
        for row in rows(run, kind, [id_], now):
            ties = sorted(_ties(run, kind, id_, now), key=lambda tie: (tie["kind"], tie["id"]))
            return {"kind": kind, "id": id_, "row": row, "rev": row["rev"], "ties": ties}
    for kind in (kind for kind in STORED_TIES if kind in wanted):
        starts = [start for (start,) in run(f"read/at/{kind.lower()}", id=id_)]
        for row in rows(run, kind, starts, now):
            if row["id"] == id_:
                return {"kind": kind, "id": id_, "row": row, "rev": row["rev"], "ties": []}
    return None


def _ties(run: Run, kind: str, id_: str, now: Standing) -> list[Row]:
    found = []
    for name, tie in STORED_TIES.items():
        if tie.internal:
            continue
        if kind in tie.start:
            found += [_end(name, row, row["to_id"], "out") for row in rows(run, name, [id_], now)]
        if kind in tie.end:
            starts = [start for (start,) in run(f"read/into/{name.lower()}", id=id_)]
            into = [row for row in rows(run, name, starts, now) if row["to_id"] == id_]
            found += [_end(name, row, row["from_id"], "in") for row in into]
    return found


def _end(kind: str, row: Row, other: str, direction: str) -> Row:
    told = "both" if STORED_TIES[kind].symmetric else direction
    return {"id": row["id"], "kind": kind, "with": other, "direction": told, "row": row}


def rows(run: Run, kind: str, ids: list[str], now: Standing) -> list[Row]:
    """The rows of a kind of these ids (for ties: that start at these), as far as they are there."""
    if not ids:
        return []
    found: list[list[Any]] = run(f"read/{kind.lower()}", ids=ids, revision=now.revision, open=now.open)[0][0]
    return [plain.row(kind, row) for row in found]


def counts(run: Run, now: Standing) -> dict[str, int]:
    """Rows by kind, all kinds that people are shown, in the model's order."""
    return {kind: run(f"read/count/{kind.lower()}", revision=now.revision, open=now.open)[0][0] for kind in SHOWN}
