"""How far, and how many each reaches, of a graph in parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.reach import kept_at_most
from graph.engine.spark_parts import Arrays, Laid, Part
from graph.engine.work import Watch, kernel, step

Floats = NDArray[np.float64]
NOBODY = np.int32(2**31 - 1)  # no random number is as large


def shortest_path_length(
    laid: Laid, *, sources: ArrayLike = (), cutoff: float | None = None, watch: Watch | None = None
) -> Floats:
    """As `graph.engine.frames.shortest_path_length`, number for number (Bellman 1958).

    A round a step of the longest of all shortest ways, fewer where a part holds several steps: for networks of people,
    not for chains of thousands.
    """
    far = np.full(laid.n, np.inf)
    far[np.asarray(sources, dtype=np.int64)] = 0.0
    most, done, changed = np.inf if cutoff is None else float(cutoff), 0, bool(np.isfinite(far).any())
    if most < 0:
        return np.full(laid.n, np.inf)
    while changed:
        nearer = laid.ways("into").each(_nearer, far, most)
        for rows, length in nearer:
            far[rows] = length
        changed = any(len(rows) for rows, _ in nearer)
        done += 1
        step(watch, done / (done + 4))
    return far


def reach_sketch(laid: Laid, *, kept: int = 64, seed: int = 1, watch: Watch | None = None) -> Floats:
    """As `graph.engine.reach.sketch`, number for number: each round everybody hears their neighbours' smallest numbers.

    Only what changed is sent out again. Here it takes 4 × `kept` bytes a node, 256 MB at most.
    """
    n, kept = laid.n, kept_at_most(kept, laid.n)
    least = np.full((n, kept), NOBODY, dtype=np.int32)
    least[:, 0] = np.random.default_rng(seed).permutation(n)
    new, done = np.arange(n, dtype=np.int32), 0
    while len(new):
        told = laid.ways("out").each(heard, n, new, least[new])
        found = [rows[joined(least, rows, numbers)] for rows, numbers in told]
        new = np.sort(np.concatenate([np.empty(0, np.int32), *found]))
        done += 1
        step(watch, done / (done + 4))
    size = (least != NOBODY).sum(axis=1).astype(float)
    return np.where(size < kept, size, n * (kept - 1) / least[:, kept - 1]) - 1 if n else np.empty(0)


def _nearer(far: Floats, most: float, *part: NDArray[np.generic]) -> Arrays:
    """The nodes of a part that are nearer than was known, and how far now; goes on within the part."""
    ways, here = Part(*part), far.copy()  # type: ignore[arg-type]
    weight = ways.weights()
    while len(ways.rows):
        length = np.minimum.reduceat(here[ways.to] + weight, ways.start[:-1])
        better = (length < here[ways.rows]) & (length <= most)
        if not better.any():
            break
        here[ways.rows[better]] = length[better]
    rows = ways.rows[here[ways.rows] < far[ways.rows]]
    return rows, here[rows]


def heard(n: int, new: NDArray[np.int32], least: NDArray[np.int32], *part: NDArray[np.generic]) -> Arrays:
    """The nodes of a part with a neighbour whose numbers changed, and the smallest of those neighbours' numbers."""
    ways = Part(*part)  # type: ignore[arg-type]
    place = np.full(n, -1, np.int32)
    place[new] = np.arange(len(new), dtype=np.int32)
    told = np.logical_or.reduceat(place[ways.to] >= 0, ways.start[:-1]) if len(ways.rows) else np.empty(0, bool)
    numbers = np.full((int(told.sum()), least.shape[1]), NOBODY, dtype=np.int32)
    _hear(ways.start, ways.to, np.flatnonzero(told), place, least, numbers)
    return ways.rows[told], numbers


@kernel
def _hear(
    start: NDArray[np.int64], to: NDArray[np.int32], some: NDArray[np.int64], place: NDArray[np.int32],
    least: NDArray[np.int32], numbers: NDArray[np.int32],
) -> None:  # fmt: skip
    """Fills the numbers of the rows `some` with the smallest of what their ways' ends have."""
    both = np.empty(numbers.shape[1], np.int32)
    for row in range(some.size):
        for way in range(start[some[row]], start[some[row] + 1]):
            if place[to[way]] >= 0:
                _merge(numbers[row], least[place[to[way]]], both)


@kernel
def joined(least: NDArray[np.int32], rows: NDArray[np.int32], numbers: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Takes up what each of `rows` heard; which of them have other numbers now."""
    changed, both = np.zeros(rows.size, np.bool_), np.empty(least.shape[1], np.int32)
    for i in range(rows.size):
        changed[i] = _merge(least[rows[i]], numbers[i], both)
    return changed


@kernel
def _merge(mine: NDArray[np.int32], other: NDArray[np.int32], both: NDArray[np.int32]) -> bool:
    """Makes `mine` the smallest different numbers of both rows, in order; whether that is a change."""
    i = j = 0
    changed = False
    for put in range(both.size):
        a, b = mine[i] if i < mine.size else NOBODY, other[j] if j < other.size else NOBODY
        both[put] = min(a, b)
        i, j = i + int(a <= b), j + int(b <= a)
        changed = changed or both[put] != mine[put]
    mine[:] = both
    return changed
