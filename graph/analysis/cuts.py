"""What falls apart when one person, or one tie, is gone: one walk through the network finds all of it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Graph = Any
US = "\x00us"


@dataclass
class Walk:
    """A depth-first walk: for every node its place, how far back it can get without its parent, people below it."""

    root: dict[str, str] = field(default_factory=dict)
    parent: dict[str, str] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)
    back: dict[str, int] = field(default_factory=dict)
    below: dict[str, int] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)


def walk(ways: Mapping[str, Iterable[str]], people: Container[str], starts: Iterable[str]) -> Walk:
    """Walk from each start in turn through all it reaches; no recursion, so long chains are no danger.

    `ways` says where one can go from each node; only `people` are counted.
    """
    done = Walk()
    for start in starts:
        if start not in done.place:
            _from(ways, people, start, done)
    for here in reversed(done.order):
        up = done.parent.get(here)
        if up is not None:
            done.back[up] = min(done.back[up], done.back[here])
            done.below[up] += done.below[here]
    return done


def _from(ways: Mapping[str, Iterable[str]], people: Container[str], start: str, done: Walk) -> None:
    def enter(who: str) -> tuple[str, Iterator[str]]:
        done.root[who], done.place[who], done.back[who] = start, len(done.order), len(done.order)
        done.below[who] = int(who in people)
        done.order.append(who)
        return who, iter(ways[who])

    stack = [enter(start)]
    while stack:
        here, further = stack[-1]
        for there in further:
            if there not in done.place:
                done.parent[there] = here
                stack.append(enter(there))
                break
            if there != done.parent.get(here):
                done.back[here] = min(done.back[here], done.place[there])
        else:
            stack.pop()


def people_in(graph: Graph) -> set[str]:
    """The nodes that are people; those that do not say what they are count as people."""
    return {who for who, kind in graph.nodes(data="kind", default="Person") if kind == "Person"}


def cut_off(graph: Graph) -> dict[str, int]:
    """People separated from the largest remaining part when one node leaves, by node; only nodes that separate any.

    The keys are the articulation points; somebody whose leaving isolates one person has 1.
    """
    people = people_in(graph)
    done = walk(graph.adj, people, graph)
    parts: dict[str, list[int]] = {}
    for child, up in done.parent.items():
        if up == done.root[up] or done.back[child] >= done.place[up]:
            parts.setdefault(up, []).append(done.below[child])
    lost = {}
    for who, pieces in parts.items():
        rest = done.below[done.root[who]] - int(who in people) - sum(pieces)
        if len(pieces) > 1 or who != done.root[who]:
            lost[who] = sum(pieces) + rest - max(*pieces, rest)
    return lost


def cut_off_from_us(graph: Graph) -> dict[str, int]:
    """People whom none of our reps can reach any more when one person leaves, by person; only where any are.

    `graph` is the access network; people whom we cannot reach now are not counted.
    """
    people = people_in(graph)
    reps = [who for who in graph if who not in people]
    ways = {**graph.adj, US: reps, **{rep: [US, *graph.adj[rep]] for rep in reps}}
    done = walk(ways, people, [US])
    lost: dict[str, int] = {}
    for child, up in done.parent.items():
        if up in people and done.back[child] >= done.place[up]:
            lost[up] = lost.get(up, 0) + done.below[child]
    return {who: n for who, n in lost.items() if n}


def bridges(graph: Graph) -> dict[tuple[str, str], int]:
    """Ties without which two parts lose touch, smaller id first, with the people on the smaller side."""
    done = walk(graph.adj, people_in(graph), graph)
    found = {}
    for child, up in done.parent.items():
        if done.back[child] > done.place[up]:
            all_people = done.below[done.root[child]]
            found[min(child, up), max(child, up)] = min(done.below[child], all_people - done.below[child])
    return dict(sorted(found.items()))
