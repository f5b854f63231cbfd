"""Whom to start at, of a graph in parts: workers draw ranges of reverse sets and keep them; only counts come here.

Set number j depends on the seed and j alone, so the sets are those of the local engine, bit for bit, and so are the
chosen. Drawing one needs the whole graph, which every worker holds; it is the sets that outgrow a machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.engine import cascade
from graph.engine.choose import SPARK, memory, told
from graph.engine.csr import CSR
from graph.engine.draws import Passing, reverse_sets
from graph.engine.spark_parts import SCHEMA, Arrays, Laid, Part, Parts, packed
from graph.engine.starts import FEW, chances, checked
from graph.engine.work import Watch, step
from graph.model.errors import Unsupported

WAY, NODE = 80, 60  # bytes that a worker takes
ENTRIES_A_RANGE = 2_000_000


def seeds(
    laid: Laid, *, k: int = 10, chance: float | None = None, sets: int = cascade.SETS, seed: int = 1,
    steps: int | None = None, budget: int | None = None, watch: Watch | None = None,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:  # fmt: skip
    """As `graph.engine.starts.seeds`, bit for bit; one round of Spark a node chosen.

    Unsupported where the graph takes more than `budget` bytes, since each worker holds it.
    """
    checked(k, sets)
    if not laid.n:
        return np.empty(0, np.int32), np.empty(0)
    ranges = drawn(laid, chance, sets, seed, steps, budget)
    gain = np.zeros(laid.n)
    chosen: list[int] = []
    gains: list[float] = []
    try:
        for nodes, count in ranges.each(_counted):
            gain[nodes] += count
        while len(chosen) < k and gain.max() > 0:
            chosen.append(int(gain.argmax()))
            gains.append(float(gain[chosen[-1]]))
            for nodes, count in ranges.each(_covered, laid.n, np.array(chosen)):
                gain[nodes] -= count
            step(watch, len(chosen) / k)
    finally:
        ranges.let_go()
    return np.array(chosen, dtype=np.int32), np.array(gains) * (laid.n / sets)


def drawn(
    laid: Laid, chance: float | None, sets: int, seed: int, steps: int | None, budget: int | None = None
) -> Parts:
    """Reverse sets number 0…`sets`, a range a row: its first number, where each set begins, whom it holds."""
    csr = _gathered(laid, budget)
    p = chances(csr, chance)
    few = reverse_sets(Passing(csr, p), 0, FEW, seed, steps=steps, threads=1)
    mean = len(few.who) / FEW
    count = max(2, min(sets, int(-(-sets * mean // ENTRIES_A_RANGE))))
    work = partial(
        _ranged, (csr.n, csr.start, csr.to, p), np.linspace(0, sets, count + 1).astype(np.int64), seed, steps, mean
    )
    return Parts(laid.spark.range(0, count, 1, count).mapInPandas(work, SCHEMA), count)


def _gathered(laid: Laid, budget: int | None) -> CSR:
    """The whole graph, here."""
    parts, have = laid.ways("out"), memory(budget)
    ways = sum(int(count[0]) for (count,) in parts.each(_size))
    if (needed := ways * WAY + laid.n * NODE) > have:
        raise Unsupported(
            "error.unsupported.engine_worker", measure="seeds", engine=SPARK, needed=told(needed), budget=told(have)
        )
    degree, found = np.zeros(laid.n, np.int64), [Part(*one) for one in parts.each(_itself)]
    for part in found:
        degree[part.rows] = np.diff(part.start)
    start = np.r_[0, np.cumsum(degree)].astype(np.int64)
    to, weight = np.empty(ways, np.int32), np.empty(ways if laid.weighted else 0)
    for part in found:
        slot = np.arange(len(part.to)) + (start[part.rows] - part.start[:-1])[part.places()]
        to[slot] = part.to
        weight[slot if laid.weighted else slice(0)] = part.weight
    return CSR(laid.n, True, start, to, np.arange(ways, dtype=np.int32), weight if laid.weighted else None)


def _size(*part: NDArray[Any]) -> Arrays:
    return (np.array([len(Part(*part).to)]),)


def _itself(*part: NDArray[Any]) -> Arrays:
    return part


def _ranged(
    graph: tuple[Any, ...], bounds: NDArray[np.int64], seed: int, steps: int | None, mean: float,
    frames: Iterator[pd.DataFrame],
) -> Iterator[pd.DataFrame]:  # fmt: skip
    """On a worker: the sets of the ranges whose numbers it is given."""
    n, start, to, p = graph
    passing = Passing(CSR(n, True, start, to, np.arange(len(to), dtype=np.int32)), p)
    for frame in frames:
        for one in frame["id"]:
            first, behind = int(bounds[one]), int(bounds[one + 1])
            found = reverse_sets(passing, first, behind, seed, steps=steps, mean=mean, threads=1)
            yield pd.DataFrame({"part": [packed(np.array([first]), found.where, found.who)]})


def _counted(first: NDArray[np.int64], where: NDArray[np.int64], who: NDArray[np.int32]) -> Arrays:
    """In how many sets each node is."""
    nodes, count = np.unique(who, return_counts=True)
    return nodes, count


def _covered(
    n: int, chosen: NDArray[np.int64], first: NDArray[np.int64], where: NDArray[np.int64], who: NDArray[np.int32]
) -> Arrays:
    """In how many of the sets that hold the last of the chosen, and none before, each node is."""
    if not len(who):
        return _counted(first, where, who)
    mark = np.zeros(n, np.int8)
    mark[chosen[:-1]], mark[chosen[-1]] = 2, 1
    new = np.maximum.reduceat(mark[who], where[:-1]) == 1
    return _counted(first, where, who[np.repeat(new, np.diff(where))])
