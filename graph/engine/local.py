"""What the nearest ties say of a node: degree and strength, triangles, holes in the structure, votes, communities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, Literal, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import CSR, Nodes, Offsets
from graph.engine.distances import pop, push
from graph.engine.work import kernel

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Direction = Literal["both", "out", "in"]

BY_NETWORKX_UP_TO = 300  # nodes up to which several tries at communities cost nothing
TRIES = 10


class Communities(NamedTuple):
    """`label` 0… a node, numbered in order of each community's first node; `modularity` -0.5…1, NaN without ties."""

    label: Places
    modularity: float


@dataclass(frozen=True, eq=False)
class Pairs:
    """Every tied pair once each way, without self-ties; `weight` adds up all ties and arrows between the two.

    `own` is the weight of a node's tie to itself, counted as often as the tie of a pair is.
    """

    n: int
    start: Offsets
    to: Nodes
    weight: Floats
    own: Floats

    @classmethod
    def of(cls, csr: CSR, weighted: bool) -> Pairs:
        """The pairs of a graph; every tie weighs 1 when not weighted."""
        both, simple = csr.both_ways, csr.simple
        weight = np.ones(both.ways) if both.weight is None or not weighted else both.weight
        mine = both.to == both.tail
        own: Floats = np.bincount(both.tail[mine], weight[mine], both.n) * np.float64(2 if csr.directed else 1)
        to, tail, weight = both.to[~mine], both.tail[~mine], weight[~mine]
        if len(to):
            new = np.r_[True, (to[1:] != to[:-1]) | (tail[1:] != tail[:-1])]
            weight = np.add.reduceat(weight, np.flatnonzero(new))
        return cls(csr.n, simple.start, simple.to, weight, own)

    @cached_property
    def tail(self) -> Places:
        """The node each way starts from."""
        return np.repeat(np.arange(self.n), np.diff(self.start))

    @cached_property
    def twin(self) -> Places:
        """The way back of each way."""
        return np.argsort(self.to, kind="stable")

    def summed(self, numbers: Floats) -> Floats:
        """For each node the sum of a number a way."""
        return np.bincount(self.tail, numbers, self.n).astype(float)

    def shared(self, x: Floats, y: Floats) -> Floats:
        """For each way i → j the sum of x(i → q) y(j → q) over the nodes q that both are tied to."""
        rank = np.empty(self.n, np.int64)
        rank[np.lexsort((np.arange(self.n), np.diff(self.start)))] = np.arange(self.n)
        up = np.flatnonzero(rank[self.tail] < rank[self.to])
        begin = np.r_[0, np.cumsum(np.bincount(self.tail[up], minlength=self.n))].astype(np.int64)
        return _shared(begin, up, self.to, self.twin, x, y)


@kernel
def _shared(begin: Offsets, up: Places, to: Nodes, twin: Places, x: Floats, y: Floats) -> Floats:
    """Finds each triangle once, from its node of lowest degree, and lets all six ways of it know."""
    sums = np.zeros(to.size)
    mark = np.full(begin.size - 1, -1, np.int64)
    for a in range(begin.size - 1):
        for i in range(begin[a], begin[a + 1]):
            mark[to[up[i]]] = up[i]
        for i in range(begin[a], begin[a + 1]):
            ab = up[i]
            b = to[ab]
            for j in range(begin[b], begin[b + 1]):
                bc = up[j]
                ac = mark[to[bc]]
                if ac >= 0:
                    ba, ca, cb = twin[ab], twin[ac], twin[bc]
                    sums[ab] += x[ac] * y[bc]
                    sums[ba] += x[bc] * y[ac]
                    sums[ac] += x[ab] * y[cb]
                    sums[ca] += x[cb] * y[ab]
                    sums[bc] += x[ba] * y[ca]
                    sums[cb] += x[ca] * y[ba]
        for i in range(begin[a], begin[a + 1]):
            mark[to[up[i]]] = -1
    return sums


def degree(csr: CSR, direction: Direction = "both") -> Places:
    """How many ties each node has; arrows out, in, or both together; a self-tie counts twice, as in networkx."""
    return np.rint(_sums(csr, np.ones(csr.ways), direction)).astype(np.int64)


def strength(csr: CSR, direction: Direction = "both") -> Floats:
    """Sum of the weights of each node's ties, ≥ 0; of arrows out, in, or both together; 1 a tie without weights.

    A self-tie counts twice, as in networkx's `degree` with a weight; once for one direction.
    """
    return _sums(csr, np.ones(csr.ways) if csr.weight is None else csr.weight, direction)


def _sums(csr: CSR, weight: Floats, direction: Direction) -> Floats:
    out = np.bincount(csr.tail, weight, csr.n).astype(float)
    if not csr.directed:
        mine = csr.to == csr.tail
        return out + np.bincount(csr.tail[mine], weight[mine], csr.n)
    if direction == "out":
        return out
    into = np.bincount(csr.to, weight, csr.n).astype(float)
    return into if direction == "in" else out + into


def triangles(csr: CSR) -> Places:
    """How many triangles each node is in; without direction, weights and self-ties. networkx `triangles`."""
    pairs = Pairs.of(csr, False)
    ones = np.ones(len(pairs.to))
    return np.rint(pairs.summed(pairs.shared(ones, ones)) / 2).astype(np.int64)


def clustering(csr: CSR) -> Floats:
    """Share 0…1 of the pairs of a node's neighbours that are tied; 0 with fewer than two neighbours, as in networkx.

    With direction every arrow between two counts (Fagiolo 2007). Weights and self-ties do not count; parallel arrows
    must be collapsed. Watts & Strogatz 1998; networkx `clustering`.
    """
    pairs = Pairs.of(csr, False)
    arrows = pairs.weight if csr.directed else np.ones(len(pairs.to))
    closed = pairs.summed(arrows * pairs.shared(arrows, arrows))
    total = pairs.summed(arrows)
    possible = total * (total - 1)
    if csr.directed:
        possible = 2 * (possible - 2 * pairs.summed((arrows > 1).astype(float)))
    return np.divide(closed, possible, out=np.zeros(csr.n), where=closed > 0)


def constraint(csr: CSR, *, weighted: bool = False) -> Floats:
    """How far each node's ties lead back to one another: near 0 with many holes, 1 with one contact; NaN with none.

    Above 1 is possible in small tight circles. Weights are strengths; arrows both ways add up; a weight of 0 is no tie.
    Burt 1992, 2004; networkx `constraint`.
    """
    pairs = Pairs.of(csr, weighted)
    part, own = _invested(pairs)
    two = pairs.shared(part, part[pairs.twin]) + part * (own[pairs.tail] + own[pairs.to])
    local = np.where(pairs.weight > 0, (part + two) ** 2, 0.0)
    back = pairs.summed(part * part[pairs.twin])
    mine = np.where(own > 0, (own + back + own**2) ** 2, 0.0)
    return np.where(_contacts(pairs) > 0, pairs.summed(local) + mine, np.nan)


def effective_size(csr: CSR, *, weighted: bool = False) -> Floats:
    """How many of each node's contacts are not redundant, at most its number of contacts; NaN without contacts.

    Weights are strengths; arrows both ways add up; a weight of 0 is no tie. Burt 1995; networkx `effective_size`.
    """
    pairs = Pairs.of(csr, weighted)
    part, own = _invested(pairs)
    most = np.array(pairs.own)
    np.maximum.at(most, pairs.tail, pairs.weight)
    most = np.where(most > 0, most, 1.0)
    marginal, mine = pairs.weight / most[pairs.tail], pairs.own / most
    there = (pairs.weight > 0).astype(float)
    redundant = pairs.shared(part, marginal) + own[pairs.tail] * marginal[pairs.twin] + part * mine[pairs.to]
    found = pairs.summed(there * (1 - redundant))
    itself = 1 - pairs.summed(part * marginal) - own * mine
    return np.where(_contacts(pairs) > 0, found + np.where(own > 0, itself, 0.0), np.nan)


def _invested(pairs: Pairs) -> tuple[Floats, Floats]:
    """The share of each node's weight that goes each way, and to itself."""
    total = pairs.summed(pairs.weight) + pairs.own
    per = np.divide(1.0, total, out=np.zeros(pairs.n), where=total > 0)
    return pairs.weight * per[pairs.tail], pairs.own * per


def _contacts(pairs: Pairs) -> Floats:
    return pairs.summed((pairs.weight > 0).astype(float))


def voterank(csr: CSR, most: int | None = None) -> Places:
    """Nodes in the order of their election, each weakening those it points at: spread-out seeds; at most `most`.

    Nodes vote for those who point at them, so with direction who points out is elected; nobody without a vote is. Equal
    votes go to the smallest node (votes are whole numbers here; networkx's are fractions that may round apart).
    Self-ties do not vote. Zhang et al. 2016; networkx `voterank`.
    """
    if not csr.n or not csr.ways:
        return np.empty(0, np.int64)
    other = csr.to != csr.tail
    start = np.r_[0, np.cumsum(np.bincount(csr.tail[other], minlength=csr.n))].astype(np.int64)
    return _elected(start, csr.to[other], csr.n if most is None else min(most, csr.n))


@kernel
def _elected(start: Offsets, to: Nodes, most: int) -> Places:
    """Votes only fall, so the first in the heap whose votes are still true is the best of all."""
    n = start.size - 1
    able = np.full(n, to.size, np.int64)  # of as many, so that an election takes n: 1 ÷ mean degree of it
    key, node = np.empty(n + 1), np.empty(n + 1, np.uint32)
    size, count = 0, 0
    for v in range(n):
        size = push(key, node, size, -1.0 * (start[v + 1] - start[v]) * to.size, v)
    found = np.empty(most, np.int64)
    while size > 0 and count < most:
        told, v = -key[0], int(node[0])
        size = pop(key, node, size)
        votes = 0
        for e in range(start[v], start[v + 1]):
            votes += able[to[e]]
        if votes == 0:
            continue
        if votes < told:
            size = push(key, node, size, -1.0 * votes, v)
            continue
        found[count] = v
        count += 1
        able[v] = 0
        for e in range(start[v], start[v + 1]):
            able[to[e]] = max(0, able[to[e]] - n)
    return found[:count]


def communities(csr: CSR, *, weighted: bool = False, resolution: float = 1.0, seed: int = 1) -> Communities:
    """Circles that are tied more within than chance would have it: a label a node, and how well they divide the graph.

    Weights are strengths; directions and self-ties do not count, arrows both ways add up. Up to 300 nodes the best of
    ten tries by networkx's Louvain method, beyond one by networkit's with refinement; the same seed gives the same
    answer. Who has no tie is alone. An empty graph has no labels. Blondel et al. 2008; modularity by Newman 2004.
    """
    pairs = Pairs.of(csr, weighted)
    if not len(pairs.to) or not pairs.weight.any():
        return Communities(np.arange(csr.n), float("nan"))
    find = _tried if csr.n <= BY_NETWORKX_UP_TO else _by_networkit
    label = _renumbered(find(pairs, resolution, seed))
    return Communities(label, modularity(pairs, label, resolution))


def modularity(pairs: Pairs, label: Places, resolution: float = 1.0) -> float:
    """Share of the weight inside communities, less what chance would put there; -0.5…1. Newman 2004."""
    mine = label.astype(np.int32)
    within = pairs.weight @ (np.repeat(mine, np.diff(pairs.start)) == mine[pairs.to])
    held = np.bincount(label, pairs.summed(pairs.weight))
    total = pairs.weight.sum()
    return float(within / total - resolution * ((held / total) ** 2).sum())


def _renumbered(label: Places) -> Places:
    """Labels 0… in the order in which communities first appear."""
    _, first, place = np.unique(label, return_index=True, return_inverse=True)
    order = np.argsort(np.argsort(first))
    return np.asarray(order[place], dtype=np.int64)


def _tried(pairs: Pairs, resolution: float, seed: int) -> Places:
    """The best of several tries, the earliest of equals."""
    graph: Any = nx.Graph()
    graph.add_nodes_from(range(pairs.n))
    once = pairs.tail < pairs.to
    graph.add_weighted_edges_from(
        zip(pairs.tail[once].tolist(), pairs.to[once].tolist(), pairs.weight[once].tolist(), strict=True)
    )
    best, found = -1.0, np.arange(pairs.n)
    for one in range(seed, seed + TRIES):
        label = np.empty(pairs.n, np.int64)
        for i, members in enumerate(nx.community.louvain_communities(graph, resolution=resolution, seed=one)):
            label[list(members)] = i
        quality = modularity(pairs, label, resolution)
        if quality > best + 1e-12:
            best, found = quality, label
    return found


def _by_networkit(pairs: Pairs, resolution: float, seed: int) -> Places:
    """One thread while it runs, since its answer depends on how threads meet."""
    networkit: Any = import_module("networkit")  # slow to import, and seldom needed
    once = pairs.tail < pairs.to
    ends = pairs.tail[once].astype(np.uint64), pairs.to[once].astype(np.uint64)
    weighted = bool((pairs.weight != 1).any())
    ties = (pairs.weight[once], ends) if weighted else ends
    graph = networkit.GraphFromCoo(ties, n=pairs.n, weighted=weighted, directed=False)
    threads = networkit.getMaxNumberOfThreads()
    networkit.setNumberOfThreads(1)
    try:
        networkit.setSeed(seed, False)
        found = networkit.community.PLM(graph, True, resolution).run().getPartition().getVector()
    finally:
        networkit.setNumberOfThreads(threads)
    return np.asarray(found, dtype=np.int64)
