"""Random cascades as compiled kernels: what starts at some nodes and reaches others, each way by its own chance.

Set or run number `j` draws from a stream of its own, made of the seed and `j` alone: no thread, block or order of
work changes it. Unlikely ways are skipped over in one jump, so the work grows with what fires, not with what is there.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from graph.engine.csr import CSR, Floats, Nodes, Offsets
from graph.engine.growth import forward, sets, threshold_runs
from graph.engine.work import Watch, shared_out
from graph.model.errors import BadValue

MODELS = ("cascade", "threshold")
RUNS_A_BLOCK = 64
ENTRIES_A_BLOCK = 2_000_000


class Sets(NamedTuple):
    """Set `j` holds the nodes `who[where[j]:where[j+1]]`."""

    where: Offsets
    who: Nodes


class Ways(NamedTuple):
    """Ways by the node they start from, likeliest first; `skip` is 1 ÷ log(1 - chance).

    `alike` has chance and skip of each node whose ways are all equally likely, -1 for the others; where there are no
    others `skip` is empty.
    """

    start: Offsets
    to: Nodes
    chance: Floats
    skip: Floats
    alike: Floats


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
        self._csr, self._chance = csr, _chances(csr, p)
        if self.threshold:
            into = np.bincount(csr.to, weights=self._chance, minlength=csr.n)
            for node in np.flatnonzero(into > 1 + 1e-9)[:1]:
                raise BadValue("error.bad_value.engine_threshold", field=int(node), value=float(into[node]), allowed=[])

    @cached_property
    def forward(self) -> Ways:
        """The ways as they lead."""
        return _likeliest_first(self._csr.start, self._csr.to, self._chance)

    @cached_property
    def backward(self) -> Ways:
        """The ways turned round; in the threshold model chances are summed up node by node."""
        start, to, way = self._csr.turning
        ways = _likeliest_first(start, to, self._chance[way])
        if not self.threshold:
            return ways
        total = np.cumsum(ways.chance)
        before = np.r_[0.0, total][ways.start[:-1]]
        return ways._replace(chance=total - np.repeat(before, np.diff(ways.start)))

    @cached_property
    def expected_degree(self) -> Floats:
        """How many neighbours each node wins at the first step, on average, were it alone."""
        return np.bincount(self._csr.tail, weights=self._chance, minlength=self.n).astype(np.float64)


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
    first, order = np.empty(n, np.int64), np.arange(len(found))
    first[found[::-1]] = order[::-1]
    return np.asarray(found[first[found] == order], dtype=np.int32)


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
    after: Sets | None = None,
) -> Sets:
    """Sets number `first`…`behind`: whoever would have won one node, drawn by its value, within `steps` steps.

    `every`: set `j` is about node `j`. `mean` is how large sets are, about; it settles only how work is shared out.
    They are put `after` those given.
    Source: Borgs, Brautbar, Chayes and Lucier 2014.
    """
    ways, summed = passing.backward, np.cumsum(values) if values is not None else np.empty(0)
    most = passing.n if steps is None else steps

    def drawn(start: int, end: int) -> tuple[Offsets, Nodes]:
        span = (first + start, first + end)
        return sets(passing.n, *ways, passing.threshold, most, summed, every, seed, *span, int((end - start) * mean))

    size = int(min(max(ENTRIES_A_BLOCK / max(mean, 1.0), 64), 1 << 15))
    parts = [*([after] if after else []), *shared_out(drawn, behind - first, size, threads, watch)]
    ends = np.cumsum([0, *(len(who) for _, who in parts)])
    where = [part[0][1:] + end for part, end in zip(parts, ends[:-1], strict=True)]
    who = [np.empty(0, np.int32), *(who for _, who in parts)]
    return Sets(np.concatenate([np.zeros(1, np.int64), *where]), np.concatenate(who))


def forward_runs(
    passing: Passing, seeds: Nodes, runs: int, seed: int, values: Floats, steps: int | None, threads: int | None,
    watch: Watch | None,
) -> tuple[float, float]:  # fmt: skip
    """Sum, and sum of squares, of the value reached by `runs` cascades that start at `seeds`, seeds included."""
    kernel_of = threshold_runs if passing.threshold else forward
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


def _likeliest_first(start: Offsets, to: Nodes, chance: Floats) -> Ways:
    tail = np.repeat(np.arange(len(start) - 1), np.diff(start))
    if ((chance[1:] > chance[:-1]) & (tail[1:] == tail[:-1])).any():
        order = np.lexsort((-chance, tail))  # stable: equal chances stay in order of where they lead
        chance, to = chance[order], to[order]
    some = np.flatnonzero(np.diff(start))
    first, last = chance[start[some]], chance[start[some + 1] - 1]
    alike = np.full((len(start) - 1, 2), -1.0)
    with np.errstate(divide="ignore"):
        alike[some[first == last], 0] = first[first == last]
        alike[some[first == last], 1] = 1.0 / np.log1p(-first[first == last])
        skip = 1.0 / np.log1p(-chance) if (first != last).any() else np.empty(0)
    return Ways(start, to, chance, skip, alike)
