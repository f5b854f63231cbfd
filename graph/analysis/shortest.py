"""Shortest routes on whole-number distances, many starts at once: networkx's answers, some twenty times sooner.

Distances are whole, so that two routes are equal exactly when they are; that is what betweenness hangs on.
Source: Brandes 2001; distances by scipy's Dijkstra.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.arrays import Arrays

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Roads:
    """A graph as arrays: `n` nodes, and for each way one can go its tail, head and length; both ways if undirected."""

    n: int
    tail: Ints
    head: Ints
    length: Floats

    @classmethod
    def of(cls, net: Arrays, weighted: bool) -> Roads:
        """The roads of a projection by its ties' distance; all of length 1 without weights."""
        ways = net.reading("distance", weighted)
        length = np.ones(ways.ways) if ways.weight is None else ways.weight
        return cls(net.n, ways.tail.astype(np.int64), ways.to.astype(np.int64), length)

    def turned(self) -> Roads:
        """The same roads walked the other way."""
        return Roads(self.n, self.head, self.tail, self.length)

    def distances(self, starts: Ints) -> Iterator[tuple[Ints, Floats]]:
        """Some of the starts with their distances to all (inf where there is no way), until each had its turn."""
        shape = (self.n, self.n)
        matrix = sparse.csr_array((self.length, (self.tail, self.head)), shape=shape)
        step = max(1, PAIRS_AT_ONCE // max(1, len(self.tail), self.n))
        for begin in range(0, len(starts), step):
            some = starts[begin : begin + step]
            yield some, csgraph.dijkstra(matrix, indices=some)


def betweenness(roads: Roads, starts: Ints) -> Floats:
    """Share 0…1 of all shortest routes between two others that run through each node, from the given starts.

    With every node as a start it is networkx's `betweenness_centrality`; with some, its unbiased estimate.
    """
    total = np.zeros(roads.n)
    for some, far in roads.distances(starts):
        total += _dependency(roads, some, far)
    pairs = (roads.n - 1) * (roads.n - 2)
    return total * roads.n / len(starts) / pairs if pairs > 0 and len(starts) else total


def _dependency(roads: Roads, starts: Ints, far: Floats) -> Floats:
    """How much the shortest routes from these starts depend on each node, summed over the starts."""
    from_tail = far[:, roads.tail] + roads.length
    row, road = np.nonzero((from_tail == far[:, roads.head]) & np.isfinite(from_tail))
    tail, head = row * roads.n + roads.tail[road], row * roads.n + roads.head[road]
    level = far.ravel()[head]
    order = np.argsort(level, kind="stable")
    tail, head, level = tail[order], head[order], level[order]
    slices = [slice(a, b) for a, b in _runs(level)]
    first = np.arange(len(starts)) * roads.n + starts
    routes, share = np.zeros(far.size), np.zeros(far.size)
    routes[first] = 1.0
    for some in slices:
        np.add.at(routes, head[some], routes[tail[some]])
    for some in reversed(slices):
        a, b = tail[some], head[some]
        np.add.at(share, a, routes[a] / routes[b] * (1.0 + share[b]))
    share[first] = 0.0
    summed: Floats = share.reshape(far.shape).sum(axis=0)
    return summed


def _runs(level: Floats) -> list[tuple[int, int]]:
    """Where runs of equal values begin and end."""
    if not len(level):
        return []
    begins = np.flatnonzero(np.r_[True, level[1:] != level[:-1]])
    return list(zip(begins.tolist(), [*begins[1:].tolist(), len(level)], strict=True))


def closeness(roads: Roads) -> Floats:
    """One over the mean distance from each node to all it reaches, times the share it reaches (Wasserman-Faust)."""
    scores = np.zeros(roads.n)
    for some, far in roads.distances(np.arange(roads.n)):
        reached = np.isfinite(far)
        total, others = np.where(reached, far, 0.0).sum(axis=1), reached.sum(axis=1) - 1.0
        with np.errstate(divide="ignore", invalid="ignore"):
            scores[some] = np.where(total > 0, others / total * others / max(1, roads.n - 1), 0.0)
    return scores


def harmonic(roads: Roads) -> Floats:
    """Sum of one over the distance from each node to every other; whoever cannot be reached adds nothing."""
    scores = np.zeros(roads.n)
    for some, far in roads.distances(np.arange(roads.n)):
        with np.errstate(divide="ignore"):
            scores[some] = np.where(far > 0, 1.0 / far, 0.0).sum(axis=1)
    return scores
