"""A graph as arrays: for every node where its neighbours begin, and whose they are (compressed sparse rows).

8.8 bytes a way: neighbours in 32 bits, the tie that a way belongs to in 32, weights only where there are any.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.work import kernel
from graph.model.errors import BadValue

Offsets = NDArray[np.int64]
Nodes = NDArray[np.int32]
Floats = NDArray[np.float64]
MOST_NODES = 2**31 - 1


@dataclass(frozen=True, eq=False)
class CSR:
    """`n` nodes 0…n-1; node `i` has the ways `start[i]…start[i+1]`, each leading to node `to[way]`.

    `tie[way]` says which of the given ties the way belongs to; without direction a tie has two ways (a self-tie one).
    `weight` has one number a way, or is None. Ways of a node are in order of where they lead.
    """

    n: int
    directed: bool
    start: Offsets
    to: Nodes
    tie: Nodes
    weight: Floats | None = None

    @classmethod
    def build(cls, n: int, a: ArrayLike, b: ArrayLike, *, directed: bool, weight: ArrayLike | None = None) -> CSR:
        """From tie ends (node numbers 0…n-1) and a weight ≥ 0 a tie; BadValue names the first tie where one is wrong.

        Parallel ties stay side by side: collapse them before where a measure does not know them.
        """
        tails, heads = node_numbers(n, a), node_numbers(n, b)
        if len(tails) != len(heads):
            raise ValueError(f"{len(tails)} tails and {len(heads)} heads")
        start, to, tie = _laid(n, tails, heads, directed)
        found = cls(n, directed, start, to, tie)
        return found if weight is None else found.weighing(weight)

    @property
    def ways(self) -> int:
        """How many ways: ties, twice without direction."""
        return len(self.to)

    @cached_property
    def ties(self) -> int:
        """How many ties."""
        return self.ways if self.directed else int((self.ways + self._selves) // 2)

    @cached_property
    def _selves(self) -> int:
        return int((self.to == self.tail).sum())

    @cached_property
    def tail(self) -> Nodes:
        """The node that each way starts from."""
        return np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.start))

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        """How many ways start at each node."""
        return np.diff(self.start)

    def weighing(self, weight: ArrayLike | None) -> CSR:
        """The same graph with another weight a tie; None takes them off."""
        if weight is None:
            return replace(self, weight=None)
        return replace(self, weight=_weights(self, weight)[self.tie])

    @cached_property
    def turned(self) -> CSR:
        """The same graph with every arrow turned round; itself where there is no direction."""
        if not self.directed:
            return self
        return self._kept(True, *self.turning)

    @cached_property
    def turning(self) -> tuple[Offsets, Nodes, Nodes]:
        """Where each node's turned ways begin, where they lead, and which way each of them was."""
        return _turned(self.n, self.start, self.to, np.arange(self.ways, dtype=np.int32))

    @cached_property
    def both_ways(self) -> CSR:
        """Without direction: two opposite arrows become two parallel ties, each with its own weight."""
        if not self.directed:
            return self
        return self._kept(False, *_laid(self.n, self.tail, self.to, False))

    def _kept(self, directed: bool, start: Offsets, to: Nodes, slot: Nodes) -> CSR:
        """Its ways laid out otherwise, each with the tie and weight of the way `slot`."""
        weight = None if self.weight is None else self.weight[slot]
        return CSR(self.n, directed, start, to, self.tie[slot], weight)

    @cached_property
    def simple(self) -> CSR:
        """Every pair once and nobody tied to themselves, without direction and weights; `tie` names the first."""
        both = self.both_ways
        keep = both.to != both.tail
        keep[1:] &= (both.to[1:] != both.to[:-1]) | (both.tail[1:] != both.tail[:-1])
        counts = np.bincount(both.tail[keep], minlength=self.n)
        return CSR(self.n, False, np.r_[0, np.cumsum(counts)].astype(np.int64), both.to[keep], both.tie[keep])

    def nbytes(self) -> int:
        """Memory of the arrays in bytes, without what was derived from them."""
        held: tuple[Any, ...] = (self.start, self.to, self.tie, self.weight)
        return sum(one.nbytes for one in held if one is not None)


def node_numbers(n: int, ends: ArrayLike) -> Nodes:
    """Node numbers as 32-bit integers; BadValue names the first tie whose end is no node."""
    if n > MOST_NODES:
        raise BadValue("error.bad_value.engine_size", field="n", value=n, allowed=[f"0…{MOST_NODES}"])
    found = np.asarray(ends)
    if found.size and found.dtype.kind not in "iu":
        raise BadValue("error.bad_value.engine_node", field="tie 0", value=str(found.flat[0]), allowed=[f"0…{n - 1}"])
    if found.size and (found.min() < 0 or found.max() >= n):
        where = int(np.flatnonzero((found < 0) | (found >= n))[0])
        raise BadValue(
            "error.bad_value.engine_node", field=f"tie {where}", value=int(found[where]), allowed=[f"0…{n - 1}"]
        )
    return np.ascontiguousarray(found, dtype=np.int32)


def _weights(csr: CSR, weight: ArrayLike) -> Floats:
    """One number a tie; BadValue names the first tie whose weight is none, or below 0."""
    found = np.ascontiguousarray(weight, dtype=np.float64)
    if len(found) != csr.ties:
        raise ValueError(f"{len(found)} weights for {csr.ties} ties")
    wrong = np.flatnonzero(~(found >= 0) | np.isinf(found))
    if len(wrong):
        where = int(wrong[0])
        way = int(np.flatnonzero(csr.tie == where)[0])
        raise BadValue(
            "error.bad_value.engine_weight", field=f"tie {where} ({int(csr.tail[way])} → {int(csr.to[way])})",
            value=float(found[where]), allowed=["≥ 0"],
        )  # fmt: skip
    return found


def _laid(n: int, a: Nodes, b: Nodes, directed: bool) -> tuple[Offsets, Nodes, Nodes]:
    """Ways by the node they start from, in order of where they lead, parallel ones in order of their ties."""
    if directed:
        return _turned(n, *_rows(n, b, a))
    ways = 2 * len(a) - int((a == b).sum())
    start, packed = np.zeros(n + 1, np.int64), np.empty(ways, np.int64)
    counts = np.zeros((3, n), np.int32 if ways <= MOST_NODES else np.int64)  # half as wide: they stay in the cache
    _upward(n, a, b, counts, np.empty(len(a), np.int64), start, packed)
    to, tie = np.empty(ways, np.int32), np.empty(ways, np.int32)
    _downward(n, counts[0], start, packed, to, tie)
    return start, to, tie


@kernel
def _upward(
    n: int, a: Nodes, b: Nodes, counts: NDArray[np.integer], ties: Offsets, start: Offsets, packed: Offsets
) -> None:
    """Where rows begin, and in each its ways to nodes not below its own, in order: where they lead and tie as one.

    Ties are put in order of their upper end (`ties`) and handed out to their lower ends. `counts[0]` is left with the
    place of each row's first way downward.
    """
    low, up, met = counts[0], counts[1], counts[2]
    for tie in range(a.size):
        met[max(a[tie], b[tie])] += 1
        up[min(a[tie], b[tie])] += 1
        if a[tie] == b[tie]:
            low[a[tie]] -= 1
    seen = 0
    for i in range(n):
        many = met[i]
        start[i + 1] = start[i] + many + low[i] + up[i]
        up[i] = start[i] + many + low[i]
        low[i], met[i] = start[i], seen
        seen += many
    for tie in range(a.size):
        upper = max(a[tie], b[tie])
        ties[met[upper]] = (np.int64(min(a[tie], b[tie])) << 32) | tie
        met[upper] += 1
    for i in range(n):
        for place in range(met[i - 1] if i else 0, met[i]):
            lower = ties[place] >> 32
            packed[up[lower]] = (np.int64(i) << 32) | (ties[place] & 0xFFFFFFFF)
            up[lower] += 1


@kernel
def _downward(n: int, low: NDArray[np.integer], start: Offsets, packed: Offsets, to: Nodes, tie: Nodes) -> None:
    """The ways downward from those upward, row by row: a row's are complete when its turn comes, and taken apart."""
    for i in range(n):
        for way in range(low[i], start[i + 1]):
            upper = packed[way] >> 32
            if upper != i:
                packed[low[upper]] = (np.int64(i) << 32) | (packed[way] & 0xFFFFFFFF)
                low[upper] += 1
        for way in range(start[i], start[i + 1]):
            to[way], tie[way] = packed[way] >> 32, packed[way] & 0xFFFFFFFF


@kernel
def _rows(n: int, a: Nodes, b: Nodes) -> tuple[Offsets, Nodes, Nodes]:
    """Arrows by the node they start from, in the order of the ties."""
    start = np.zeros(n + 1, np.int64)
    for tie in range(a.size):
        start[a[tie] + 1] += 1
    for i in range(n):
        start[i + 1] += start[i]
    free = start[:-1].copy()
    to, carrier = np.empty(start[n], np.int32), np.empty(start[n], np.int32)
    for tie in range(a.size):
        place = free[a[tie]]
        to[place], carrier[place] = b[tie], tie
        free[a[tie]] = place + 1
    return start, to, carrier


@kernel
def _turned(n: int, start: Offsets, to: Nodes, tie: Nodes) -> tuple[Offsets, Nodes, Nodes]:
    """The ways turned round: those of a node in order of where they lead, parallel ones in the order they had.

    Where every way has its way back, turning only sorts.
    """
    first = np.zeros(n + 1, np.int64)
    for way in range(to.size):
        first[to[way] + 1] += 1
    for i in range(n):
        first[i + 1] += first[i]
    free = first[:-1].copy()
    back, carrier = np.empty(to.size, np.int32), np.empty(to.size, np.int32)
    for i in range(n):
        for way in range(start[i], start[i + 1]):
            place = free[to[way]]
            back[place], carrier[place] = i, tie[way]
            free[to[way]] = place + 1
    return first, back, carrier
