"""Arithmetic on a forest given as an array: for each node the place of the one above it, -1 at the top.

Everything goes by leaps of 1, 2, 4, 8 … steps, so a line of 100,000 costs 17 rounds and no recursion. Places are
0…n-1; the arrays must hold no ring (`rings` finds them). An empty forest gives empty arrays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Numbers = NDArray[Any]


def leaps(up: Places) -> Iterator[Places]:
    """Who stands 1, 2, 4, 8 … steps above each node, n where nobody does, until nobody does for anyone."""
    n = len(up)
    above = np.append(np.where(up < 0, n, up), n)
    while (above[:n] < n).any():
        yield above[:n]
        above = above[above]


def above(up: Places, number: Numbers) -> Numbers:
    """The sum of `number` over each node and all above it.

    >>> above(np.array([-1, 0, 1, 1]), np.array([5, 1, 1, 2])).tolist()
    [5, 6, 7, 8]
    """
    found = np.append(number, 0)
    for far in leaps(up):
        found[:-1] += found[far]
    return found[:-1]


def below(up: Places, number: Numbers, keep: float = 1.0) -> NDArray[np.float64]:
    """The sum of `number` over all strictly below each node, as floats; each further step keeps that share of it.

    >>> below(np.array([-1, 0, 1, 1]), np.array([5, 1, 1, 2])).tolist()
    [4.0, 3.0, 0.0, 0.0]
    >>> below(np.array([-1, 0, 1]), np.array([0, 0, 8]), keep=0.5).tolist()
    [4.0, 8.0, 0.0]
    """
    n = len(up)
    whole = np.asarray(number, float).copy()
    for far in leaps(up):
        whole += keep * np.bincount(far, weights=whole, minlength=n + 1)[:n]
        keep *= keep
    return children(up, whole)


def children(up: Places, number: Numbers) -> NDArray[np.float64]:
    """The sum of `number` over those directly below each node, as floats."""
    has = up >= 0
    return np.asarray(np.bincount(up[has], weights=np.asarray(number, float)[has], minlength=len(up)), float)


def height(up: Places, depth: Places) -> Places:
    """How many steps the longest way down from each node has; `depth` is `above(up, up >= 0)`."""
    lowest = np.append(depth, 0)
    for far in leaps(up):
        np.maximum.at(lowest, far, lowest[:-1].copy())
    return lowest[:-1] - depth


def tops(up: Places) -> Places:
    """The top above each node, itself for a top."""
    found = np.where(up < 0, np.arange(len(up)), up)
    while True:
        further = found[found]
        if (further == found).all():
            return found
        found = further


def walk(up: Places, size: Places) -> Places:
    """Each node's number on a walk that takes every branch to its end, smaller places first; `size` counts itself.

    Everybody below v is then numbered walk[v] + 1 … walk[v] + size[v] - 1.
    """
    order = np.argsort(up, kind="stable")
    before = np.cumsum(size[order]) - size[order]
    first = np.searchsorted(up[order], up[order])
    step = np.empty(len(up), np.int64)
    step[order] = before - before[first] + (up[order] >= 0)
    return above(up, step)


def rings(up: Places) -> list[list[int]]:
    """The rings in which nodes stand above each other, each as its nodes upward from its smallest.

    >>> rings(np.array([-1, 3, 1, 2, 3]))
    [[1, 3, 2]]
    """
    n = len(up)
    far = np.append(np.where(up < 0, n, up), n)
    for _ in range(n.bit_length()):
        far = far[far]
    found, seen = [], set()
    for start in np.unique(far[far < n]).tolist():
        if start in seen:
            continue
        ring = [start]
        while (one := int(up[ring[-1]])) != start:
            ring.append(one)
        seen.update(ring)
        found.append(ring)
    return found


def meeting(table: list[Places], depth: Places, a: int, b: int) -> int:
    """The lowest node at or above both, -1 when they stand in different trees; `table` is `list(leaps(up))`."""
    if depth[a] < depth[b]:
        a, b = b, a
    apart = int(depth[a] - depth[b])
    for power, far in enumerate(table):
        if apart >> power & 1:
            a = int(far[a])
    if a == b:
        return a
    n = len(depth)
    for far in reversed(table):
        if far[a] != far[b]:
            a, b = int(far[a]), int(far[b])
    top = int(table[0][a]) if table else n
    return -1 if top >= n else top
