"""What is typed for one change → its Command: who is meant, by id or exact name, and which facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.model.errors import Ambiguous, NotFound
from graph.model.kinds import KINDS, NODES, SHOWN, STORED_TIES
from graph.text import Words
from ingest.facts import facts, kind_named, pairs

if TYPE_CHECKING:
    from graph.store.access import Viewer
    from graph.store.bolt import GraphStore
    from graph.store.commands import Command
    from graph.store.merging import Merge

NEAR = 3


def meant(store: GraphStore, who: str, kinds: Iterable[str] = ()) -> tuple[str, str]:
    """Kind and id of whoever has that id (`Person:7` where two kinds share it) or exact name.

    NotFound names those that look alike, Ambiguous all that could be meant.
    """
    kind, colon, id_ = who.partition(":")
    if colon and kind in SHOWN:
        who, kinds = id_, (kind,)
    wanted = tuple(kinds) or tuple(SHOWN)
    holders = [k for k in wanted if k in NODES and store.show(who, (k,))]
    if not holders and (tie := store.show(who, [k for k in wanted if k in STORED_TIES])):
        holders = [tie["kind"]]
    found = [{"kind": k, "id": who} for k in holders] or [n for n in store.named(who) if n["kind"] in wanted]
    if len(found) > 1:
        candidates = [{"name": who, "account": None, **one, "id": _exact(one, found)} for one in found]
        raise Ambiguous("error.ambiguous.who", who=who, candidates=candidates)
    if not found:
        near = [f"{one['name']} ({one['id']})" for one in store.find(who, NEAR)]
        raise NotFound("error.not_found.near" if near else "error.not_found.who", who=who, near=near)
    return found[0]["kind"], found[0]["id"]


def _exact(one: Mapping[str, str], found: Sequence[Mapping[str, str]]) -> str:
    """An id that only this one of them has."""
    shared = sum(other["id"] == one["id"] for other in found) > 1
    return f"{one['kind']}:{one['id']}" if shared else one["id"]


def added(kind: str, given: Iterable[str], by: str, words: Words) -> Command:
    """Something new of a kind of node; without an id it gets one."""
    from graph.store import commands

    of = kind_named(kind, NODES)
    return commands.add(of.name, facts(of, pairs(given), words), by)


def edited(store: GraphStore, who: str, given: Iterable[str], rev: int | None, by: str, words: Words) -> Command:
    """Other facts of a node or tie; with `rev` it is refused when somebody was quicker."""
    from graph.store import commands

    kind, id_ = meant(store, who)
    found = store.show(id_, (kind,)) or {}
    return commands.edit(found["row"], kind, id_, facts(KINDS[kind], pairs(given), words), by, rev)


def tied(store: GraphStore, kind: str, start: str, end: str, given: Iterable[str], by: str, words: Words) -> Command:
    """A tie between two that are there."""
    from graph.store import commands

    of = STORED_TIES[kind_named(kind, STORED_TIES).name]
    from_id, to_id = meant(store, start, of.start)[1], meant(store, end, of.end)[1]
    return commands.tie(of.name, from_id, to_id, facts(of, pairs(given), words), by)


def removed(store: GraphStore, who: str, viewer: Viewer) -> Command:
    """A node with its ties, or a tie, taken away."""
    from graph.store import commands

    kind, id_ = meant(store, who)
    return commands.remove(store.read(viewer), kind, id_, viewer.user)


def merged(store: GraphStore, kept: str, lost: str, given: Iterable[str], viewer: Viewer, words: Words) -> Merge:
    """The second person goes into the first; what is told settles facts of the one that is left."""
    from graph.store import merging

    one, other = (meant(store, who, ("Person",))[1] for who in (kept, lost))
    chosen, portraits = facts(KINDS["Person"], pairs(given), words), store.portraits((one, other), viewer)
    return merging.merge(store.read(viewer), one, other, viewer.user, chosen, portraits)
