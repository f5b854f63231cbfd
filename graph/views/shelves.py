"""Very many discs in rows: bonded ones follow each other, none touches another. As fast as they are many."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping

from graph.views.packing import BETWEEN, NAME, WIDE, Spot


def shelved(radii: Mapping[str, float], bonds: Mapping[tuple[str, str], float]) -> dict[str, Spot]:
    """Centres of discs in rows from the top left, a name's room above each, the whole wider than high.

    >>> shelved({"a": 20.0, "b": 20.0, "c": 20.0}, {("a", "c"): 5.0})
    {'a': (20.0, 56.0), 'c': (68.0, 56.0), 'b': (116.0, 56.0)}
    """
    area = sum((2 * r + BETWEEN) * (2 * r + BETWEEN + NAME) for r in radii.values())
    width = math.sqrt(area * WIDE) * 0.9
    out: dict[str, Spot] = {}
    row: list[str] = []
    top = x = 0.0
    for one in _following(radii, bonds):
        if row and x + 2 * radii[one] > width:
            top += _set(row, radii, top, out)
            row, x = [], 0.0
        row.append(one)
        x += 2 * radii[one] + BETWEEN
    _set(row, radii, top, out)
    return out


def _set(row: list[str], radii: Mapping[str, float], top: float, out: dict[str, Spot]) -> float:
    """Place one row whose names begin at `top`; how high it is."""
    high, x = max((radii[one] for one in row), default=0.0), 0.0
    for one in row:
        out[one] = (round(x + radii[one], 1), round(top + NAME + high, 1))
        x += 2 * radii[one] + BETWEEN
    return 2 * high + BETWEEN + NAME


def _following(radii: Mapping[str, float], bonds: Mapping[tuple[str, str], float]) -> list[str]:
    """The discs in a row: the largest first, then always the one most bonded to any of those before."""
    beside: dict[str, list[tuple[float, str]]] = {}
    for (a, b), n in bonds.items():
        if a in radii and b in radii:
            beside.setdefault(a, []).append((n, b))
            beside.setdefault(b, []).append((n, a))
    done: dict[str, None] = {}
    near: list[tuple[float, str]] = []
    for first in sorted(radii, key=lambda one: (-radii[one], one)):
        heapq.heappush(near, (math.inf, first))
        while near:
            one = heapq.heappop(near)[1]
            if one not in done:
                done[one] = None
                for n, other in beside.get(one, ()):
                    heapq.heappush(near, (-n, other))
    return list(done)
