"""Lines between accounts on the board: which are drawn, how they bow around others, and where their numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

PAIRS, OWN = 24, 14  # lines drawn: the strongest of all, and of the chosen account
BENDS = (0.0, 0.06, -0.06, 0.12, -0.12, 0.2, -0.2, 0.3, -0.3, 0.42, -0.42)
STEPS = np.linspace(0.04, 0.96, 24)
TAGS = (0.5, 0.56, 0.44, 0.62, 0.38, 0.68, 0.32, 0.74, 0.26, 0.8, 0.2)
TAG = 10.0  # half a tag's side
Box = tuple[float, float, float, float]
Spots = Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True)
class Wire:
    """One line: both accounts, how many ties, the point it bows to, whether it is the chosen account's."""

    a: str
    b: str
    ties: int
    mid: tuple[float, float]
    own: bool
    tag: tuple[float, float] | None = None


def drawn(pairs: pd.DataFrame, spots: Spots, chosen: str) -> list[tuple[str, str, int]]:
    """The pairs to draw of `between` (most ties first): the strongest, and the strongest of the chosen account."""
    here = pairs[pairs["id"].isin(list(spots)) & pairs["to"].isin(list(spots))]
    own = here[(here["id"] == chosen) | (here["to"] == chosen)].head(OWN)
    rest = here.drop(index=own.index).head(max(0, PAIRS - len(own)))
    both = pd.concat([rest, own])
    return list(zip(both["id"].astype(str), both["to"].astype(str), both["ties"].astype(int), strict=True))


def wires(pairs: Sequence[tuple[str, str, int]], spots: Spots, labels: Sequence[Box], chosen: str, width: float
          ) -> list[Wire]:  # fmt: skip
    """The lines with their bows, the chosen account's last and with a number each where there is room."""
    names = list(spots)
    at = np.array([spots[a] for a in names], dtype=float).reshape(-1, 3)
    boxes = np.array(labels, dtype=float).reshape(-1, 4)
    made = []
    for a, b, ties in sorted(pairs, key=lambda p: (chosen in p[:2], p[2], p[0], p[1])):
        others = at[[name not in (a, b) for name in names]]
        mid = _bow(at[names.index(a)], at[names.index(b)], others, boxes, width)
        made.append(Wire(a, b, ties, mid, chosen in (a, b)))
    return _tagged(made, spots, labels)


def _bow(a: NDArray[np.float64], b: NDArray[np.float64], others: NDArray[np.float64], boxes: NDArray[np.float64],
         width: float) -> tuple[float, float]:  # fmt: skip
    """The control point with which the line passes the fewest other accounts and names."""
    dx, dy = b[:2] - a[:2]
    best, least = (0.0, 0.0), float("inf")
    for bend in BENDS:
        mid = ((a[0] + b[0]) / 2 - dy * bend, (a[1] + b[1]) / 2 + dx * bend)
        points = curve(a, b, mid, STEPS)
        far = np.hypot(points[:, None, 0] - others[None, :, 0], points[:, None, 1] - others[None, :, 1])
        cost = np.clip(others[None, :, 2] + 12 - far, 0, None).sum() * 0.5
        cost += 4.0 * _within(points, boxes) + 30 * abs(bend)
        cost += 50.0 * ((points[:, 0] < 96) | (points[:, 0] > width - 6) | (points[:, 1] < 66)).sum()
        if cost < least:
            best, least = mid, float(cost)
    return round(float(best[0]), 1), round(float(best[1]), 1)


def _within(points: NDArray[np.float64], boxes: NDArray[np.float64]) -> float:
    x, y = points[:, None, 0], points[:, None, 1]
    return float(((x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])).sum())


def curve(a: Sequence[float] | NDArray[np.float64], b: Sequence[float] | NDArray[np.float64], mid: Sequence[float],
          t: NDArray[np.float64]) -> NDArray[np.float64]:  # fmt: skip
    """Points of the line at those shares 0…1 of its way, one row each."""
    t = t[:, None]
    ends = np.asarray(a[:2], float), np.asarray(mid, float), np.asarray(b[:2], float)
    return np.asarray((1 - t) ** 2 * ends[0] + 2 * t * (1 - t) * ends[1] + t**2 * ends[2])


def _tagged(made: Sequence[Wire], spots: Spots, labels: Sequence[Box]) -> list[Wire]:
    taken: list[Box] = [*labels, *((x - r - 7, y - r - 7, x + r + 7, y + r + 7) for x, y, r in spots.values())]
    out = []
    for wire in made:
        tag = None
        if wire.own:
            way = curve(spots[wire.a], spots[wire.b], wire.mid, np.array(TAGS))
            for x, y in way.tolist():
                box = (x - TAG, y - TAG, x + TAG, y + TAG)
                if not _hit(box, taken):
                    taken.append(box)
                    tag = (round(x, 1), round(y, 1))
                    break
        out.append(Wire(wire.a, wire.b, wire.ties, wire.mid, wire.own, tag))
    return out


def _hit(box: Box, taken: Iterable[Box]) -> bool:
    return any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)
