"""Random cascades as compiled kernels: what starts at some nodes and reaches others, each way by its own chance.

Set or run number `j` draws from a stream of its own, made of the seed and `j` alone: no thread, block or order of
work changes it. Unlikely ways are skipped over in one jump, so the work grows with what fires, not with what is there.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import CSR, Floats, Nodes, Offsets
from graph.engine.work import Watch, kernel, shared_out
from graph.model.errors import BadValue

MODELS = ("cascade", "threshold")
RARE = 0.1  # below it a jump is cheaper than a coin for every way
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
RUNS_A_BLOCK = 64
ENTRIES_A_BLOCK = 2_000_000


class Sets(NamedTuple):
    """Set `j` holds the nodes `who[where[j]:where[j+1]]`."""

    where: Offsets
    who: Nodes


class Ways(NamedTuple):
    """Ways by the node they start from, likeliest first; `skip` is 1 ÷ log(1 - chance)."""

    start: Offsets
    to: Nodes
    chance: Floats
    skip: Floats


class Passing:
    """What is passed on along the ways of a graph: way `w` lets it through once, with the chance `p[w]`.

    `p` is one number 0…1, or one a way of `csr` (`by_tie[csr.tie]` for one a tie). Model "cascade": independent
    chances. Model "threshold": a node is won when the chances of the ways from those already won add up to a level
    drawn evenly from 0…1; those into a node may then add up to 1 at most. Sources: Kempe, Kleinberg and Tardos 2003.
    """

    def __init__(self, csr: CSR, p: float | ArrayLike, model: str = "cascade") -> None:
        if model not in MODELS:
            raise BadValue("error.bad_value.choice", field="model", value=model, allowed=list(MODELS))
        self.n, self.threshold = csr.n, model == "threshold"
        self._csr = CSR(csr.n, True, csr.start, csr.to, csr.tie, _chances(csr, p))
        if self.threshold:
            into = np.bincount(csr.to, weights=self._csr.weight, minlength=csr.n)
            for node in np.flatnonzero(into > 1 + 1e-9)[:1]:
                raise BadValue("error.bad_value.engine_threshold", field=int(node), value=float(into[node]), allowed=[])

    @cached_property
    def forward(self) -> Ways:
        """The ways as they lead."""
        return _likeliest_first(self._csr)

    @cached_property
    def backward(self) -> Ways:
        """The ways turned round; in the threshold model chances are summed up node by node."""
        ways = _likeliest_first(self._csr.turned)
        if not self.threshold:
            return ways
        total = np.cumsum(ways.chance)
        before = np.r_[0.0, total][ways.start[:-1]]
        return ways._replace(chance=total - np.repeat(before, np.diff(ways.start)))

    @cached_property
    def expected_degree(self) -> Floats:
        """How many neighbours each node wins at the first step, on average, were it alone."""
        return np.bincount(self._csr.tail, weights=self._csr.weight, minlength=self.n).astype(np.float64)


def checked_values(n: int, values: ArrayLike | None, name: str = "values") -> Floats:
    """One number ≥ 0 a node, 1 each when none are given; BadValue names the first node where it is none."""
    found = np.ones(n) if values is None else np.array(values, dtype=np.float64)
    if found.shape != (n,):
        raise ValueError(f"{found.shape} {name} for {n} nodes")
    for node in np.flatnonzero(~((found >= 0) & (found < np.inf)))[:1]:
        raise BadValue(
            "error.bad_value.engine_value", field=f"{name} {node}", value=float(found[node]), allowed=["≥ 0"]
        )
    return found


def checked_nodes(n: int, nodes: ArrayLike) -> Nodes:
    """Node numbers, each once, in the order given; BadValue for one that is none."""
    found = np.array(nodes, dtype=np.int64).ravel()
    for node in found[(found < 0) | (found >= n)][:1]:
        raise BadValue("error.bad_value.engine_node", field="node", value=int(node), allowed=[f"0…{n - 1}"])
    _, first = np.unique(found, return_index=True)
    return found[np.sort(first)].astype(np.int32)


def reverse_sets(
    passing: Passing,
    first: int,
    behind: int,
    seed: int,
    *,
    values: Floats | None = None,
    steps: int | None = None,
    every: bool = False,
    mean: float = 1.0,
    threads: int | None = None,
    watch: Watch | None = None,
) -> Sets:
    """Sets number `first`…`behind`: whoever would have won one node, drawn by its value, within `steps` steps.

    `every`: set `j` is about node `j`. `mean` is how large sets are, about; it settles only how work is shared out.
    Source: Borgs, Brautbar, Chayes and Lucier 2014.
    """
    ways, summed = passing.backward, np.cumsum(values) if values is not None else np.empty(0)
    most = passing.n if steps is None else steps

    def drawn(start: int, end: int) -> tuple[Offsets, Nodes]:
        span = (first + start, first + end)
        return _sets(passing.n, *ways, passing.threshold, most, summed, every, seed, *span, int((end - start) * mean))

    size = int(min(max(ENTRIES_A_BLOCK / max(mean, 1.0), 64), 1 << 15))
    parts = list(shared_out(drawn, behind - first, size, threads, watch))
    if not parts:
        return Sets(np.zeros(1, np.int64), np.empty(0, np.int32))
    ends = np.cumsum([0, *(len(who) for _, who in parts)])
    where = [part[0][1:] + end for part, end in zip(parts, ends[:-1], strict=True)]
    return Sets(np.concatenate([np.zeros(1, np.int64), *where]), np.concatenate([who for _, who in parts]))


def joined(one: Sets, other: Sets) -> Sets:
    """The sets of both, one after the other."""
    return Sets(np.concatenate([one.where, other.where[1:] + one.where[-1]]), np.concatenate([one.who, other.who]))


def forward_runs(
    passing: Passing, seeds: Nodes, runs: int, seed: int, values: Floats, steps: int | None, threads: int | None,
    watch: Watch | None,
) -> tuple[float, float]:  # fmt: skip
    """Sum, and sum of squares, of the value reached by `runs` cascades that start at `seeds`, seeds included."""
    kernel_of = _threshold_runs if passing.threshold else _forward
    ways, most = passing.forward, passing.n if steps is None else steps

    def run(first: int, behind: int) -> tuple[float, float]:
        return kernel_of(passing.n, *ways, most, seeds, values, seed, first, behind)

    found = list(shared_out(run, runs, RUNS_A_BLOCK, threads, watch))
    return sum(total for total, _ in found), sum(squares for _, squares in found)


def _chances(csr: CSR, p: float | ArrayLike) -> Floats:
    """One chance a way; BadValue names the first way where it is none."""
    found = np.full(csr.ways, float(p)) if isinstance(p, (int, float)) else np.array(p, dtype=np.float64)
    if found.shape != (csr.ways,):
        raise ValueError(f"{found.shape} chances for {csr.ways} ways")
    for way in np.flatnonzero(~((found >= 0) & (found <= 1)))[:1]:
        named = f"{int(csr.tail[way])} → {int(csr.to[way])}"
        raise BadValue("error.bad_value.engine_chance", field=named, value=float(found[way]), allowed=["0…1"])
    return found


def _likeliest_first(csr: CSR) -> Ways:
    chance = csr.weight if csr.weight is not None else np.ones(csr.ways)
    to = csr.to
    if ((chance[1:] > chance[:-1]) & (csr.tail[1:] == csr.tail[:-1])).any():
        order = np.lexsort((-chance, csr.tail))  # stable: equal chances stay in order of where they lead
        chance, to = chance[order], to[order]
    with np.errstate(divide="ignore"):
        return Ways(csr.start, to, chance, 1.0 / np.log1p(-chance))


@kernel
def _mixed(x: np.uint64) -> np.uint64:
    """A number whose bits all depend on all bits of `x` (splitmix64, Steele, Lea and Flood 2014)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@kernel
def _begin(state: NDArray[np.uint64], seed: int, number: int) -> None:
    """The stream that belongs to that seed and number."""
    state[0] = _mixed(_mixed(np.uint64(seed) + GOLDEN) + (np.uint64(number) + np.uint64(1)) * GOLDEN)
    state[1] = _mixed(state[0] + GOLDEN)


@kernel
def _uniform(state: NDArray[np.uint64]) -> float:
    """The next number of a stream, 0 ≤ u < 1 (xoroshiro128+, Blackman and Vigna 2018)."""
    a, b = state[0], state[1]
    total = a + b
    b ^= a
    state[0] = ((a << np.uint64(24)) | (a >> np.uint64(40))) ^ b ^ (b << np.uint64(16))
    state[1] = (b << np.uint64(37)) | (b >> np.uint64(27))
    return np.float64(total >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@kernel
def _place(summed: Floats, first: int, behind: int, level: float) -> int:
    """The first place whose sum is above the level; `behind` when none is."""
    while first < behind:
        middle = (first + behind) // 2
        if summed[middle] > level:
            behind = middle
        else:
            first = middle + 1
    return first


@kernel
def _grow(
    start: Offsets, to: Nodes, chance: Floats, skip: Floats, threshold: bool, steps: int,
    state: NDArray[np.uint64], queue: Nodes, head: int, tail: int, stamp: Nodes, mark: int,
) -> int:  # fmt: skip
    """Go on from queue[head:tail], step by step; gives where the queue then ends."""
    for _ in range(steps):
        reached = tail
        for place in range(head, tail):
            node = queue[place]
            way, behind = start[node], start[node + 1]
            if threshold:  # at most one of the ways led here, each with its share
                way = _place(chance, way, behind, _uniform(state))
                behind = min(behind, way + 1)
            while way < behind:
                most = chance[way]
                fires = True
                if not threshold and most < 1.0:
                    if most <= 0.0:
                        break
                    if most < RARE:
                        jump = math.log(1.0 - _uniform(state)) * skip[way]
                        if jump >= behind - way:
                            break
                        way += np.int64(jump)
                        fires = chance[way] >= most or _uniform(state) * most < chance[way]
                    else:
                        fires = _uniform(state) < most
                if fires and stamp[to[way]] != mark:
                    stamp[to[way]] = mark
                    queue[reached] = to[way]
                    reached += 1
                way += 1
        head, tail = tail, reached
        if head == tail:
            break
    return tail


@kernel
def _sets(
    n: int, start: Offsets, to: Nodes, chance: Floats, skip: Floats, threshold: bool, steps: int,
    summed: Floats, every: bool, seed: int, first: int, behind: int, room: int,
) -> tuple[Offsets, Nodes]:  # fmt: skip
    """Reverse sets number first…behind."""
    where = np.zeros(behind - first + 1, np.int64)
    who = np.empty(room + n, np.int32)
    stamp = np.full(n, -1, np.int32)
    state = np.zeros(2, np.uint64)
    tail = 0
    for j in range(behind - first):
        _begin(state, seed, first + j)
        if tail + n > who.size:
            wider = np.empty(max(who.size * 2, tail + n), np.int32)
            wider[:tail] = who[:tail]
            who = wider
        root = first + j
        if not every:
            level = _uniform(state)
            root = int(level * n) if summed.size == 0 else _place(summed, 0, n - 1, level * summed[n - 1])
        who[tail] = root
        stamp[root] = j
        tail = _grow(start, to, chance, skip, threshold, steps, state, who, tail, tail + 1, stamp, j)
        where[j + 1] = tail
    return where, who[:tail].copy()


@kernel
def _forward(
    n: int, start: Offsets, to: Nodes, chance: Floats, skip: Floats, steps: int, seeds: Nodes, values: Floats,
    seed: int, first: int, behind: int,
) -> tuple[float, float]:  # fmt: skip
    """Sum and sum of squares of what the cascades number first…behind reach."""
    queue, stamp, state = np.empty(n, np.int32), np.full(n, -1, np.int32), np.zeros(2, np.uint64)
    total, squares = 0.0, 0.0
    for j in range(behind - first):
        _begin(state, seed, first + j)
        for place in range(seeds.size):
            queue[place] = seeds[place]
            stamp[seeds[place]] = j
        tail = _grow(start, to, chance, skip, False, steps, state, queue, 0, seeds.size, stamp, j)
        reached = 0.0
        for place in range(tail):
            reached += values[queue[place]]
        total += reached
        squares += reached * reached
    return total, squares


@kernel
def _threshold_runs(
    n: int, start: Offsets, to: Nodes, chance: Floats, skip: Floats, steps: int, seeds: Nodes, values: Floats,
    seed: int, first: int, behind: int,
) -> tuple[float, float]:  # fmt: skip
    """As `_forward`, where every node is won at a level of its own, drawn when it is first touched."""
    queue, level, heat = np.empty(n, np.int32), np.empty(n), np.empty(n)
    stamp, won, state = np.full(n, -1, np.int32), np.full(n, -1, np.int32), np.zeros(2, np.uint64)
    total, squares = 0.0, 0.0
    for j in range(behind - first):
        _begin(state, seed, first + j)
        reached = 0.0
        for place in range(seeds.size):
            queue[place] = seeds[place]
            won[seeds[place]] = j
        head, tail = 0, seeds.size
        for _ in range(steps):
            end = tail
            for place in range(head, tail):
                for way in range(start[queue[place]], start[queue[place] + 1]):
                    node = to[way]
                    if stamp[node] != j:
                        stamp[node], heat[node], level[node] = j, 0.0, _uniform(state)
                    heat[node] += chance[way]
                    if won[node] != j and heat[node] > level[node]:
                        won[node] = j
                        queue[end] = node
                        end += 1
            head, tail = tail, end
            if head == tail:
                break
        for place in range(tail):
            reached += values[queue[place]]
        total += reached
        squares += reached * reached
    return total, squares
