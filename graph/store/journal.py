"""The journal: what was done, by whom, and how to take it back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from graph.model.errors import Conflict, NotFound
from graph.store import plain
from graph.store.catalogue import query
from graph.store.commands import Change, Command, What
from graph.store.transaction import Run, standing

Entry = dict[str, Any]
BODY = 500


def entry(command: Command, changes: Iterable[Change], revision: int, counts: Any, import_: int = 0) -> Entry:
    """A journal entry as it is stored. An import of several transactions names only what it changed."""
    done = list(changes)
    about = done[-1] if command.what != "import" and done else None
    body = [
        {"kind": c.kind, "id": c.id, "before": plain.to_json(c.before), "after": plain.to_json(c.after)} for c in done
    ]
    return {
        "id": command.id, "at": command.at.isoformat(timespec="microseconds"), "by": command.by, "what": command.what,
        "kind": about.kind if about else "", "subject": about.id if about else "",
        "name": _name(about) or command.summary, "summary": command.summary, "source": command.source,
        "revision": revision, "undoes": command.undoes, "undone_by": "", "import": import_,
        "counts": json.dumps(counts), "body": plain.dumped(body),
        "touched": [part for c in done for part in (c.kind, c.start, c.id)],
    }  # fmt: skip


def _name(change: Change | None) -> str:
    return str(((change.after or change.before or {}).get("name") or "") if change else "")


def read(name: str, rows: list[list[Any]]) -> list[Entry]:
    """Entries from the rows of one of the journal's queries."""
    entries = [dict(zip(query(name).returns, row, strict=True)) for row in rows]
    for found in entries:
        found["counts"] = json.loads(found["counts"] or "{}")
    return entries


def one(run: Run, change: str) -> Entry | None:
    """The entry of that id."""
    found = read("read/entry", run("read/entry", id=change))
    return found[0] if found else None


def changes_of(run: Run, change: str) -> list[Change]:
    """What an entry changed."""
    body = run("read/entry_body", id=change)[0][0]
    return [
        Change(c["kind"], c["id"], plain.from_json(c["kind"], c["before"]), plain.from_json(c["kind"], c["after"]))
        for text in body or ()
        for c in json.loads(text)
    ]


def undoable(run: Run, by: str) -> Entry | None:
    """The newest thing that this user did and that is not taken back; redone things count as done."""
    found = read("read/undoable", run("read/undoable", by=by))
    return found[0] if found else None


def redoable(run: Run, by: str) -> Entry | None:
    """The newest thing that this user took back, unless they did something else since."""
    steps = run("read/last_step", by=by)
    found = read("read/redoable", run("read/redoable", by=by, above=steps[0][0] if steps else 0))
    return found[0] if found and not found[0]["import"] else None


def removal(run: Run, person: str) -> Entry | None:
    """What took that person out of the book last, however long ago; None for somebody nobody ever took out."""
    found = read("read/removal", run("read/removal", id=person))
    return found[0] if found else None


def newest(run: Run, limit: int) -> list[Entry]:
    """So many entries, newest first; looks further back where imports that failed left gaps between revisions."""
    revision = standing(run).revision
    width = 2 * limit
    while True:
        found = read("read/history", run("read/history", above=revision - width, top=limit))
        if len(found) == limit or width >= revision:
            return found
        width *= 4


def wanted(run: Run, change: str) -> Entry:
    """The entry that shall be taken back; NotFound, or Conflict when it is already."""
    found = one(run, change)
    if found is None or found["what"] == "export":
        raise NotFound("error.not_found.change", id=change)
    if found["undone_by"]:
        raise Conflict("error.conflict.undone", kind="", id=change, current=None, rev=None)
    return found


def reverse(run: Run, what: Entry, by: str) -> Command:
    """The command that takes an entry back: a new one, with every change turned round, last first."""
    turned = tuple(Change(c.kind, c.id, c.after, c.before) for c in reversed(changes_of(run, what["id"])))
    verb: What = "redo" if what["what"] == "undo" else "undo"
    return replace(Command(verb, by, turned, summary=what["summary"]), undoes=what["id"])
