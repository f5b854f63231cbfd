"""What falls apart when one node, or one tie, is gone: one walk through the graph finds all of it.

Arrows count both ways. Source: Hopcroft and Tarjan 1973; networkx `articulation_points`, `bridges`,
`biconnected_components`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import CSR, Floats, Nodes, Offsets
from graph.engine.work import kernel
from graph.model.errors import BadValue


class Cuts(NamedTuple):
    """`nodes` in order of number and the weight that each of them cuts off when it leaves, `lost`."""

    nodes: Nodes
    lost: Floats


class Bridges(NamedTuple):
    """Ties between `a` < `b`, in this order, with their number `tie`; `smaller`: weight of the lighter side."""

    a: Nodes
    b: Nodes
    tie: Nodes
    smaller: Floats


def cut_off(csr: CSR, weight: ArrayLike | None = None) -> Cuts:
    """The articulation points, with the weight separated from the heaviest remaining part when one leaves.

    `weight` is one number ≥ 0 a node, 1 by default: then `lost` counts nodes; the leaving one is never counted.
    Weights may make a loss 0. An empty graph has no cuts.
    """
    worth = _worth(csr.n, weight)
    walk = _Walk.through(csr, worth)
    child, up = walk.splitting()
    count = np.bincount(up, minlength=csr.n)
    pieces, largest = np.zeros(csr.n), np.zeros(csr.n)
    np.add.at(pieces, up, walk.below[child])
    np.maximum.at(largest, up, walk.below[child])
    is_root = walk.parent < 0
    nodes = np.flatnonzero((count > 1) | ((count > 0) & ~is_root)).astype(np.int32)
    rest = np.where(is_root[nodes], 0.0, walk.below[walk.root[nodes]] - worth[nodes] - pieces[nodes])
    return Cuts(nodes, pieces[nodes] + rest - np.maximum(largest[nodes], rest))


def cut_off_from(csr: CSR, home: ArrayLike, weight: ArrayLike | None = None) -> Cuts:
    """Nodes without which no `home` node reaches some others any more, and the weight of those others.

    Only where the weight (one number ≥ 0 a node, 1 by default) is above 0; home nodes are not listed, and nodes that
    home does not reach now are not counted. No home nodes, or an empty graph: no cuts.
    """
    homes = np.unique(np.asarray(home, dtype=np.int64).reshape(-1))
    if len(homes) and not 0 <= homes[0] <= homes[-1] < csr.n:
        wrong = int(homes[0] if homes[0] < 0 else homes[-1])
        raise BadValue("error.bad_value.engine_node", field="home", value=wrong, allowed=[f"0…{csr.n - 1}"])
    worth = np.r_[_worth(csr.n, weight), 0.0]
    both = csr.both_ways
    once = both.tail <= both.to
    joined = CSR.build(
        csr.n + 1, np.r_[both.tail[once], np.full(len(homes), csr.n)], np.r_[both.to[once], homes], directed=False
    )
    walk = _Walk.through(joined, worth, np.array([csr.n], dtype=np.int32))
    child, up = walk.splitting()
    lost = np.zeros(csr.n + 1)
    np.add.at(lost, up, walk.below[child])
    lost[csr.n] = 0.0
    lost[homes] = 0.0
    nodes = np.flatnonzero(lost > 0).astype(np.int32)
    return Cuts(nodes, lost[nodes])


def bridges(csr: CSR, weight: ArrayLike | None = None) -> Bridges:
    """The ties without which two parts lose touch, with the weight of the lighter part.

    `weight` is one number ≥ 0 a node, 1 by default. Of parallel ties, or two opposite arrows, none is a bridge: give
    `csr.simple` where they are one. An empty graph has no bridges.
    """
    walk = _Walk.through(csr, _worth(csr.n, weight))
    child = np.flatnonzero(walk.parent >= 0)
    child = child[walk.back[child] > walk.place[walk.parent[child]]]
    up = walk.parent[child]
    smaller = np.minimum(walk.below[child], walk.below[walk.root[child]] - walk.below[child])
    a, b = np.minimum(child, up).astype(np.int32), np.maximum(child, up).astype(np.int32)
    order = np.lexsort((b, a))
    return Bridges(a[order], b[order], walk.tie[child[order]], smaller[order])


def biconnected(csr: CSR) -> Nodes:
    """For each tie the group of ties that no single node's leaving separates, 0… in order of the groups' first ties.

    Two ties are in one group when they lie on a common ring; a bridge is a group of its own. -1 for a tie of a node
    with itself. An empty graph gives an empty array.
    """
    both = csr.both_ways
    walk = _Walk.through(csr, np.ones(csr.n))
    found = np.full(csr.ties, -1, dtype=np.int64)
    tails = both.tail
    real = tails != both.to
    deeper = np.where(walk.place[tails] > walk.place[both.to], tails, both.to)
    found[both.tie[real]] = walk.block[deeper[real]]
    kinds, first, label = np.unique(found, return_index=True, return_inverse=True)
    known = kinds >= 0
    rank = np.full(len(kinds), -1, dtype=np.int32)
    rank[np.flatnonzero(known)[np.argsort(first[known])]] = np.arange(known.sum(), dtype=np.int32)
    return rank[label]


def _worth(n: int, weight: ArrayLike | None) -> Floats:
    """One number a node, 1 by default; BadValue names the first node where it is below 0 or none."""
    found = np.ones(n) if weight is None else np.asarray(weight, dtype=np.float64)
    if len(found) != n:
        raise ValueError(f"{len(found)} weights for {n} nodes")
    wrong = np.flatnonzero(~(found >= 0) | np.isinf(found))
    if len(wrong):
        where = int(wrong[0])
        raise BadValue(
            "error.bad_value.engine_value", field=f"weight of node {where}", value=float(found[where]), allowed=["≥ 0"]
        )
    return found


@dataclass(frozen=True, eq=False)
class _Walk:
    """A depth-first walk, one entry a node; -1 in `place` for nodes that the starts do not reach.

    `place` is its turn, `parent` where it was entered from (-1 at a root) by `tie`, `root` where the walk began, `back`
    the earliest place reached from it or below without its tie to the parent, `below` the weight of it and all below,
    `block` the topmost node entered in its biconnected group.
    """

    place: Nodes
    parent: Nodes
    tie: Nodes
    root: Nodes
    back: Nodes
    below: Floats
    block: Nodes

    @classmethod
    def through(cls, csr: CSR, weight: Floats, starts: Nodes | None = None) -> _Walk:
        both = csr.both_ways
        begin = np.arange(csr.n, dtype=np.int32) if starts is None else starts
        return cls(*_walk(both.start, both.to, both.tie, begin, weight))

    def splitting(self) -> tuple[NDArray[np.int64], Nodes]:
        """Nodes that cannot get round their parent, and that parent."""
        child = np.flatnonzero(self.parent >= 0)
        child = child[self.back[child] >= self.place[self.parent[child]]]
        return child, self.parent[child]


@kernel
def _walk(
    start: Offsets, to: Nodes, tie: Nodes, begin: Nodes, weight: Floats
) -> tuple[Nodes, Nodes, Nodes, Nodes, Nodes, Floats, Nodes]:
    n = start.size - 1
    place, parent, entry = np.full(n, -1, np.int32), np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    root, back, order, block = (
        np.empty(n, np.int32),
        np.empty(n, np.int32),
        np.empty(n, np.int32),
        np.empty(n, np.int32),
    )
    below, free = weight.copy(), start[:-1].copy()
    seen = 0
    for first in begin:
        if place[first] >= 0:
            continue
        here, fresh = first, first
        while here >= 0:
            if fresh >= 0:
                here, fresh = fresh, -1
                place[here], back[here], root[here], order[seen] = seen, seen, first, here
                seen += 1
            while free[here] < start[here + 1] and fresh < 0:
                way = free[here]
                free[here] += 1
                there = to[way]
                if place[there] < 0:
                    parent[there], entry[there], fresh = here, tie[way], there
                elif tie[way] != entry[here]:
                    back[here] = min(back[here], place[there])
            if fresh < 0:
                here = parent[here]
    for turn in range(seen - 1, -1, -1):
        here = order[turn]
        up = parent[here]
        if up >= 0:
            back[up] = min(back[up], back[here])
            below[up] += below[here]
    for turn in range(seen):
        here = order[turn]
        up = parent[here]
        block[here] = here if up < 0 or back[here] >= place[up] else block[up]
    return place, parent, entry, root, back, below, block
