"""What falls apart when one person, or one tie, is gone: one walk through the network finds all of it."""

from __future__ import annotations

from collections.abc import Iterator
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


def walk(graph: Graph, starts: Any) -> Walk:
    """Walk from each start in turn through all it reaches; no recursion, so long chains are no danger."""
    done = Walk()
    for start in starts:
        if start not in done.place:
            _from(graph, start, done)
    for here in reversed(done.order):
        up = done.parent.get(here)
        done.back[here] = min(done.back[here], done.place[here])
        if up is not None:
            done.back[up] = min(done.back[up], done.back[here])
            done.below[up] += done.below[here]
    return done


def _from(graph: Graph, start: str, done: Walk) -> None:
    stack: list[tuple[str, Iterator[str]]] = [_enter(graph, start, start, done)]
    while stack:
        here, ways = stack[-1]
        for there in ways:
            if there not in done.place:
                done.parent[there] = here
                stack.append(_enter(graph, there, start, done))
                break
            if there != done.parent.get(here):
                done.back[here] = min(done.back[here], done.place[there])
        else:
            stack.pop()


def _enter(graph: Graph, who: str, start: str, done: Walk) -> tuple[str, Iterator[str]]:
    done.place[who] = done.back[who] = len(done.order)
    done.root[who] = start
    done.below[who] = int(graph.nodes[who].get("kind", "Person") == "Person")
    done.order.append(who)
    return who, iter(graph.adj[who])


def cut_off(graph: Graph) -> dict[str, int]:
    """People separated from the largest remaining part when one node leaves, by node; only nodes that separate any.

    The keys are the articulation points; somebody whose leaving isolates one person has 1.
    """
    done = walk(graph, graph)
    parts: dict[str, list[int]] = {}
    for child, up in done.parent.items():
        if up == done.root[up] or done.back[child] >= done.place[up]:
            parts.setdefault(up, []).append(done.below[child])
    lost = {}
    for who, pieces in parts.items():
        person = int(graph.nodes[who].get("kind", "Person") == "Person")
        rest = done.below[done.root[who]] - person - sum(pieces)
        if len(pieces) > 1 or who != done.root[who]:
            lost[who] = sum(pieces) + rest - max(*pieces, rest)
    return lost


def cut_off_from_us(graph: Graph) -> dict[str, int]:
    """People whom none of our reps can reach any more when one person leaves, by person; only where any are.

    `graph` is the access network; people whom we cannot reach now are not counted.
    """
    joined = graph.copy()
    joined.add_node(US, kind="Us")
    joined.add_edges_from((US, who) for who, kind in graph.nodes(data="kind") if kind == "Rep")
    done = walk(joined, [US])
    lost: dict[str, int] = {}
    for child, up in done.parent.items():
        if up != US and done.back[child] >= done.place[up]:
            lost[up] = lost.get(up, 0) + done.below[child]
    return {who: n for who, n in lost.items() if n and graph.nodes[who]["kind"] == "Person"}


def bridges(graph: Graph) -> dict[tuple[str, str], int]:
    """Ties without which two parts lose touch, smaller id first, with the people on the smaller side."""
    done = walk(graph, graph)
    found = {}
    for child, up in done.parent.items():
        if done.back[child] > done.place[up]:
            all_people = done.below[done.root[child]]
            found[min(child, up), max(child, up)] = min(done.below[child], all_people - done.below[child])
    return dict(sorted(found.items()))
