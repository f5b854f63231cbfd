"""Answers about any nodes from sets drawn once: what they reach, what one more or one less changes, which are best."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import Floats, Nodes, Offsets
from graph.engine.draws import Sets, checked_nodes
from graph.engine.work import kernel

Z = 1.6448536269514722  # intervals are 90 % sure
MOST_LOOKS = 200_000_000
BLOCK = 256


class Estimate(NamedTuple):
    """An expected number with the interval that holds it, 90 % sure; both ends are the number itself when counted."""

    expected: float
    low: float
    high: float


class Chosen(NamedTuple):
    """Nodes in the order they were chosen, what each added, and a number that no choice can exceed."""

    nodes: Nodes
    gains: Floats
    most: float


@dataclass(frozen=True, eq=False)
class Oracle:
    """Sets of nodes out of `n`, set `j` worth `weight[j]` to whoever has a node of theirs in it.

    `scale` turns covered weight into expected value; `exact` says that the sets are all there are, not a sample.
    """

    n: int
    sets: Sets
    weight: Floats
    scale: float
    exact: bool

    @cached_property
    def index(self) -> Sets:
        """The sets that each node is in."""
        return Sets(*_inverted(self.n, *self.sets))

    @cached_property
    def whole(self) -> float:
        """What covering every set stands for."""
        return float(self.weight.sum()) * self.scale

    def spread(self, seeds: ArrayLike) -> Estimate:
        """What a set of nodes reaches, themselves included; 0 for nobody. In milliseconds."""
        seen = self.covered(checked_nodes(self.n, seeds))
        return self._estimate(int(seen.sum()), float(self.weight[seen].sum()))

    def what_if(self, seeds: ArrayLike, add: Sequence[int] = (), drop: Sequence[int] = ()) -> Estimate:
        """How far `spread` rises (or falls, below 0) when some nodes join and some leave; both on the same sets."""
        now = checked_nodes(self.n, seeds)
        then = checked_nodes(self.n, np.setdiff1d(np.r_[now, np.array(add, dtype=np.int64)], np.array(drop)))
        before, after = self.covered(now), self.covered(then)
        won, lost = float(self.weight[after & ~before].sum()), float(self.weight[before & ~after].sum())
        change = (won - lost) * self.scale
        if self.exact:
            return Estimate(change, change, change)
        sets = len(self.weight)
        half = Z * self.scale * math.sqrt(max(won + lost - (won - lost) ** 2 / sets, 0.0)) if sets else math.nan
        return Estimate(change, change - half, change + half)

    def spreads(self, order: Sequence[int] | Nodes) -> list[Estimate]:
        """`spread` of the first, the first two, … of these nodes, each once; looks at every set, and needs no index."""
        first = self._firsts(order)
        hits = np.cumsum(np.bincount(first, minlength=len(order) + 1)[: len(order)])
        values = np.cumsum(np.bincount(first, self.weight, len(order) + 1)[: len(order)])
        return [self._estimate(int(some), float(value)) for some, value in zip(hits, values, strict=True)]

    def reached(self, nodes: Sequence[int] | Nodes) -> float:
        """The number that `spread` expects, found as `spreads` finds it; NaN where there are no sets."""
        if not len(self.weight):
            return math.nan
        return float(self.weight[self._firsts(nodes) < len(nodes)].sum()) * self.scale

    def _firsts(self, order: Sequence[int] | Nodes) -> Offsets:
        """For each set the place of the first of these nodes in it, as many as they are where there is none."""
        place = np.full(self.n, len(order), np.int32)
        place[np.asarray(order, dtype=np.int64)] = np.arange(len(order))
        return _least(place, len(order), *self.sets)

    def covered(self, seeds: Nodes) -> NDArray[np.bool_]:
        """True for the sets that hold one of these nodes."""
        seen = np.zeros(len(self.weight), dtype=bool)
        first, size = self.index.where[seeds], self.index.where[seeds + 1] - self.index.where[seeds]
        behind = np.cumsum(size)
        seen[self.index.who[np.repeat(first - behind + size, size) + np.arange(size.sum())]] = True
        return seen

    def select(
        self,
        k: int | None = None,
        *,
        budget: float | None = None,
        costs: Floats | None = None,
        allowed: NDArray[np.bool_] | None = None,
        first: ArrayLike = (),
    ) -> Chosen:
        """Nodes by largest gain (÷ cost, when `costs` are given), until `k`, the budget or the gains are used up.

        Gains are exact on the sets, as CELF's are; equal ones in order of node number. `first` are already chosen.
        Without costs at least 63 % (1 - 1/e) of the best; with them the better of that row and the best affordable
        single node. Sources: Nemhauser, Wolsey and Fisher 1978; Khuller, Moss and Naor 1999.
        """
        free = np.ones(self.n, dtype=bool) if allowed is None else allowed.copy()
        given = checked_nodes(self.n, first)
        free[given] = False
        seen = self.covered(given)
        price = np.ones(self.n) if costs is None else costs
        most = self.n if k is None else k
        purse = math.inf if budget is None else budget
        nodes, gains, left = _greedy(
            self.n, most, purse, price, free, self.weight, seen.copy(), *self.sets, *self.index
        )
        start = _counted(self.n, self.weight, seen, *self.sets)
        start[~(free & (price <= purse))] = 0.0
        left[~(free & (price <= purse))] = 0.0
        limit = min(_knapsack(start, price, most, purse), gains.sum() + _knapsack(left, price, most, purse))
        if costs is not None and len(nodes) and start.max() > gains.sum():
            nodes, gains = np.array([start.argmax()], dtype=np.int32), np.array([start.max()])
        return Chosen(nodes, gains * self.scale, float(limit) * self.scale)

    def best(self, k: int, allowed: NDArray[np.bool_] | None = None, looks: int = MOST_LOOKS) -> Nodes | None:
        """The `k` nodes that cover most, by trying all that could; None where that takes more than so many looks.

        Equal sets: the one that `select` finds, else the first in order of size and number.
        """
        greedy = self.select(k, allowed=allowed)
        if len(greedy.nodes) < k:
            return greedy.nodes
        size = _counted(self.n, self.weight, np.zeros(len(self.weight), dtype=bool), *self.sets)
        order = np.lexsort((np.arange(self.n), -size))
        order = order[size[order] > 0] if allowed is None else order[(size[order] > 0) & allowed[order]]
        least = float(greedy.gains.sum() / self.scale)
        found, done = _searched(k, order, size[order], least, looks, self.weight, *self.index)
        if not done:
            return None
        return greedy.nodes if found[0] < 0 else found[np.lexsort((found, -size[found]))].astype(np.int32)

    def _estimate(self, hits: int, weight: float) -> Estimate:
        value, sets = weight * self.scale, len(self.weight)
        if self.exact:
            return Estimate(value, value, value)
        if not sets:
            return Estimate(math.nan, math.nan, math.nan)
        low, high = wilson(hits, sets)
        return Estimate(value, low * self.whole, high * self.whole)


def wilson(hits: int, n: int, z: float = Z) -> tuple[float, float]:
    """The interval of a share 0…1 seen `hits` times in `n`, n above 0. Source: Wilson 1927."""
    share, square = hits / n, z * z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = z / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def _knapsack(gain: Floats, price: Floats, most: int, purse: float) -> float:
    """No choice adds more than this: the largest `most` gains, and the fullest purse were gains divisible."""
    largest = float(np.partition(gain, len(gain) - most)[len(gain) - most :].sum()) if most < len(gain) else gain.sum()
    if math.isinf(purse):
        return float(largest)
    order = np.argsort(-gain / np.maximum(price, 1e-300), kind="stable")
    spent = np.cumsum(price[order])
    share = np.clip((purse - (spent - price[order])) / np.maximum(price[order], 1e-300), 0.0, 1.0)
    return float(min(largest, (gain[order] * share).sum()))


@kernel
def _inverted(n: int, where: Offsets, who: Nodes) -> tuple[Offsets, Nodes]:
    """For each node the sets that it is in."""
    start = np.zeros(n + 1, np.int64)
    for place in range(who.size):
        start[who[place] + 1] += 1
    for node in range(n):
        start[node + 1] += start[node]
    free, sets = start[:-1].copy(), np.empty(who.size, np.int32)
    for j in range(where.size - 1):
        for place in range(where[j], where[j + 1]):
            sets[free[who[place]]] = j
            free[who[place]] += 1
    return start, sets


@kernel
def _least(place: Nodes, most: int, where: Offsets, who: Nodes) -> Offsets:
    """The smallest place of anybody in each set, `most` at most."""
    found = np.empty(where.size - 1, np.int64)
    for j in range(found.size):
        least = most
        for i in range(where[j], where[j + 1]):
            least = min(least, place[who[i]])
        found[j] = least
    return found


@kernel
def _counted(n: int, weight: Floats, seen: NDArray[np.bool_], where: Offsets, who: Nodes) -> Floats:
    """What each node alone would add to the sets seen."""
    gain = np.zeros(n)
    for j in range(where.size - 1):
        if not seen[j]:
            for place in range(where[j], where[j + 1]):
                gain[who[place]] += weight[j]
    return gain


@kernel
def _greedy(
    n: int, most: int, purse: float, price: Floats, free: NDArray[np.bool_], weight: Floats, seen: NDArray[np.bool_],
    where: Offsets, who: Nodes, start: Offsets, sets: Nodes,
) -> tuple[Nodes, Floats, Floats]:  # fmt: skip
    """Nodes and gains in order of choice, and what every node would still add."""
    gain = _counted(n, weight, seen, where, who)
    taken = np.zeros(n, np.bool_)
    most_in = np.full((n + BLOCK - 1) // BLOCK, np.inf)  # gains only fall, so what was a block's most bounds it still
    nodes, gains = np.empty(min(most, n), np.int32), np.empty(min(most, n))
    for turn in range(nodes.size):
        best, found = 0.0, -1
        for block in range(most_in.size):
            if most_in[block] <= best:
                continue
            most_in[block] = 0.0
            for node in range(block * BLOCK, min(n, (block + 1) * BLOCK)):
                if free[node] and not taken[node] and gain[node] > 0.0 and price[node] <= purse:
                    worth = gain[node] / price[node] if price[node] > 0.0 else np.inf
                    most_in[block] = max(most_in[block], worth)
                    if worth > best:
                        best, found = worth, node
        if found < 0:
            return nodes[:turn], gains[:turn], gain
        nodes[turn], gains[turn] = found, gain[found]
        taken[found] = True
        purse -= price[found]
        for spot in range(start[found], start[found + 1]):
            j = sets[spot]
            if not seen[j]:
                seen[j] = True
                for place in range(where[j], where[j + 1]):
                    gain[who[place]] -= weight[j]
    return nodes, gains, gain


@kernel
def _searched(
    k: int, order: Offsets, size: Floats, least: float, looks: int, weight: Floats, start: Offsets, sets: Nodes
) -> tuple[Offsets, bool]:
    """The best `k` of `order` (largest first) above `least`, -1 when there is none; False when looks ran out.

    Depth first; a branch is left where even the largest that may follow cannot beat the best so far.
    """
    below = np.zeros(size.size + 1)
    for place in range(size.size):
        below[place + 1] = below[place] + size[place]
    times = np.zeros(weight.size, np.int32)
    at, have, inside = np.full(k, -1, np.int64), np.zeros(k + 1), np.zeros(k, np.bool_)
    found = np.full(k, -1, np.int64)
    depth = 0
    while depth >= 0:
        if inside[depth]:
            node = order[at[depth]]
            for spot in range(start[node], start[node + 1]):
                times[sets[spot]] -= 1
            inside[depth] = False
        at[depth] += 1
        behind = at[depth] + k - depth
        if behind > size.size or have[depth] + below[behind] - below[at[depth]] <= least * (1 + 1e-12):
            depth -= 1
            continue
        node = order[at[depth]]
        new = 0.0
        for spot in range(start[node], start[node + 1]):
            if times[sets[spot]] == 0:
                new += weight[sets[spot]]
            times[sets[spot]] += 1
        inside[depth] = True
        looks -= 2 * (start[node + 1] - start[node])
        if looks < 0:
            return found, False
        have[depth + 1] = have[depth] + new
        if depth < k - 1:
            at[depth + 1] = at[depth]
            depth += 1
        elif have[k] > least * (1 + 1e-12):
            least = have[k]
            for place in range(k):
                found[place] = order[at[place]]
    return found, True
