"""Where groups and their people stand: groups on a ring, those of several between them, those of one fanned outside.

Plain numbers, y down, 1 = 1 px; the same data gives the same places.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Spot = tuple[float, float]
LEAST, DOT, FIRST = 210.0, 27.0, 40.0  # the ring's smallest radius; between two people; from a group to its own
WIDER = 1.35  # how much wider than high
ROUNDS = 120


def ring(hubs: Sequence[str], members: Mapping[str, Sequence[str]]) -> list[str]:
    """The groups in an order in which those that share people stand side by side; the largest first.

    >>> ring(["a", "b", "c"], {"a": "12", "b": "45", "c": "23"})
    ['a', 'c', 'b']
    """
    inside = {hub: set(members[hub]) for hub in hubs}
    left = sorted(hubs, key=lambda h: (-len(inside[h]), h))
    out = left[:1]
    left = left[1:]
    while left:
        last, before = inside[out[-1]], inside[out[-2]] if len(out) > 1 else set()
        best = min(left, key=lambda h: (-2 * _like(inside[h], last) - _like(inside[h], before), h))
        out.append(best)
        left.remove(best)
    return out


def _like(a: set[str], b: set[str]) -> float:
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def placed(hubs: Sequence[str], members: Mapping[str, Sequence[str]]) -> tuple[dict[str, Spot], dict[str, Spot]]:
    """Spots of the groups and of their people."""
    order = ring(hubs, members)
    of: dict[str, list[str]] = {}
    for hub in order:
        for person in members[hub]:
            of.setdefault(person, []).append(hub)
    alone = {hub: [p for p in members[hub] if len(of[p]) == 1] for hub in order}
    between = [p for p, mine in of.items() if len(mine) > 1]
    weight = [1.0 + 0.55 * math.sqrt(len(alone[hub])) for hub in order]
    radius = max(LEAST, 36.0 * sum(weight) / (2 * math.pi) * 2, 0.62 * DOT * math.sqrt(len(between)) + 90)
    spots: dict[str, Spot] = {}
    turn = -math.pi / 2 - math.pi * weight[0] / sum(weight) if order else 0.0
    people: dict[str, Spot] = {}
    for hub, part in zip(order, weight, strict=True):
        wide = 2 * math.pi * part / sum(weight)
        angle = turn + wide / 2
        spots[hub] = _at(radius, angle) if len(order) > 1 else (0.0, 0.0)
        people |= _fan(alone[hub], radius if len(order) > 1 else 0.0, angle, wide)
        turn += wide
    return spots, people | _inside(between, of, spots, radius)


def _at(radius: float, angle: float) -> Spot:
    return round(WIDER * radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)


def _fan(alone: Sequence[str], radius: float, angle: float, wide: float) -> dict[str, Spot]:
    """Those of one group alone in arcs outside it, within its share of the circle."""
    out: dict[str, Spot] = {}
    away, left = radius + FIRST + (0 if radius else 12), list(alone)
    while left:
        room = max(1, int(wide * 0.86 * away / DOT))
        row, left = left[:room], left[room:]
        step = min(wide * 0.86 / len(row), 1.35 * DOT / away)
        out |= {p: _at(away, angle + step * (i - (len(row) - 1) / 2)) for i, p in enumerate(row)}
        away += DOT
    return out


def _inside(between: Sequence[str], of: Mapping[str, Sequence[str]], spots: Mapping[str, Spot], radius: float
            ) -> dict[str, Spot]:  # fmt: skip
    """Those of several groups in the middle of them, moved apart until nobody stands on another."""
    if not between:
        return {}
    at = np.array([np.mean([spots[h] for h in of[p]], axis=0) for p in between], dtype=float)
    at[:, 0] /= WIDER
    far = np.hypot(at[:, 0], at[:, 1])
    order = np.argsort(np.argsort(far, kind="stable"), kind="stable")
    wanted = (radius - 66) * np.sqrt((order + 0.5) / len(between))
    angle = np.where(far > 1e-6, np.arctan2(at[:, 1], at[:, 0]), order * 2.39996)
    crowd = min(1.0, len(between) / 20)  # a few stand in the true middle, many need the whole ring
    spread = crowd * (wanted * 0.75 + 0.25 * far) + (1 - crowd) * far
    at = np.column_stack([spread * np.cos(angle), spread * np.sin(angle)])
    _settle(at, radius - 52)
    return {p: (round(WIDER * float(x), 1), round(float(y), 1)) for p, (x, y) in zip(between, at, strict=True)}


def _settle(at: NDArray[np.float64], within: float) -> None:
    """Push apart whoever stands nearer than a dot's room, and keep all inside the ring."""
    for turn in range(ROUNDS):
        way = at[:, None, :] - at[None, :, :]
        way += np.where(np.eye(len(at))[:, :, None] > 0, 1e9, 0)
        far = np.hypot(way[..., 0], way[..., 1]) + 1e-9
        push = np.clip(DOT - far, 0, None)
        if push.max(initial=0.0) < 1:
            return
        nudge = 1e-3 * np.cos(np.arange(len(at)) * 2.4 + turn)[:, None]
        at += (way / far[..., None] * push[..., None]).sum(axis=1) * 0.4 + nudge
        out = np.hypot(at[:, 0], at[:, 1])
        at *= np.where(out > within, within / np.maximum(out, 1e-9), 1.0)[:, None]
