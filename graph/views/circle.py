"""One person's circle: rings of distance, a sector an organisation. Plain numbers."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.views.packing import Spot

RINGS = (0.0, 122.0, 218.0, 308.0)
HUB, RIM, GAP = 62.0, 30.0, 2.5
APART = 40.0


@dataclass(frozen=True)
class Sector:
    """A slice of the circle in degrees, clockwise from the right."""

    id: str
    start: float
    end: float


@dataclass(frozen=True)
class Circle:
    """Spots, the radius of each ring 1…, the rim, and the sectors."""

    spots: dict[str, Spot]
    radii: tuple[float, ...]
    rim: float
    sectors: tuple[Sector, ...]


def distances(centre: str, ties: Iterable[tuple[str, str]], steps: int) -> dict[str, tuple[int, str]]:
    """Everybody within that many steps: person → (steps away, whom they are reached through).

    >>> distances("a", [("a", "b"), ("c", "b"), ("c", "d")], 2)
    {'a': (0, ''), 'b': (1, 'a'), 'c': (2, 'b')}
    """
    beside: dict[str, set[str]] = {}
    for one, other in ties:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    found: dict[str, tuple[int, str]] = {centre: (0, "")}
    queue = deque([centre])
    while queue:
        person = queue.popleft()
        if found[person][0] == steps:
            continue
        for neighbour in sorted(beside.get(person, ())):
            if neighbour not in found:
                found[neighbour] = (found[person][0] + 1, person)
                queue.append(neighbour)
    return found


def nearest(found: Mapping[str, tuple[int, str]], score: Mapping[str, float], most: int) -> dict[str, tuple[int, str]]:
    """At most that many of them: ring by ring, the highest scores first, never without the one they are reached by."""
    order = sorted(found, key=lambda p: (found[p][0], -score.get(p, 0.0), p))
    kept: dict[str, tuple[int, str]] = {}
    for person in order:
        if len(kept) < most and (not found[person][1] or found[person][1] in kept):
            kept[person] = found[person]
    return kept


def circle(
    found: Mapping[str, tuple[int, str]], sector_of: Mapping[str, str], bonds: Mapping[tuple[str, str], float]
) -> Circle:
    """Spots of everybody found: ring = steps away, sector = organisation, each near whom they are reached through."""
    steps = max((ring for ring, _ in found.values()), default=0)
    rings = [sorted(p for p, (ring, _) in found.items() if ring == k) for k in range(steps + 1)]
    counts: dict[str, list[int]] = {}
    for k, people in enumerate(rings[1:], 1):
        for person in people:
            counts.setdefault(sector_of.get(person, ""), [0] * (steps + 1))[k] += 1
    radii = _radii(steps, list(counts.values()))
    sectors = _sectors(counts, radii, bonds)
    spots: dict[str, Spot] = {rings[0][0]: (0.0, 0.0)} if rings[0] else {}
    for k, people in enumerate(rings[1:], 1):
        for s in sectors:
            here = [p for p in people if sector_of.get(p, "") == s.id]
            here.sort(key=lambda p: (_turn(spots.get(found[p][1]), s), p))
            for i, person in enumerate(here):
                angle = math.radians(s.start + (s.end - s.start) * (i + 0.5) / len(here))
                spots[person] = (round(radii[k] * math.cos(angle), 1), round(radii[k] * math.sin(angle), 1))
    return Circle(spots, tuple(radii[1:]), radii[-1] + RIM if steps else HUB + RIM, sectors)


def _turn(spot: Spot | None, s: Sector) -> float:
    """How far into the sector a spot lies, -180…180 degrees from its middle."""
    if spot is None or spot == (0.0, 0.0):
        return 0.0
    angle = math.degrees(math.atan2(spot[1], spot[0])) - (s.start + s.end) / 2
    return (angle + 180) % 360 - 180


def _ask(counts: Sequence[int], radii: Sequence[float]) -> float:
    """How many degrees a sector needs so that nobody in it stands on anybody: as many as its fullest ring."""
    return max(math.degrees((n + 0.4) * APART / r) for n, r in zip(counts[1:], radii[1:], strict=True) if n)


def _sectors(
    counts: Mapping[str, Sequence[int]], radii: Sequence[float], bonds: Mapping[tuple[str, str], float]
) -> tuple[Sector, ...]:
    """A slice for each organisation, as wide as its fullest ring asks; organisations with many ties side by side."""
    ask = {account: _ask(c, radii) for account, c in counts.items()}
    gap = min(GAP, 120 / max(1, len(ask)))
    unit = (360 - gap * len(ask)) / max(1e-9, sum(ask.values()))
    out, angle = [], -34.5
    for account in _chain(ask, bonds):
        out.append(Sector(account, round(angle, 2), round(angle + ask[account] * unit, 2)))
        angle += ask[account] * unit + gap
    return tuple(out)


def _chain(ask: Mapping[str, float], bonds: Mapping[tuple[str, str], float]) -> list[str]:
    """Organisations in a row, each next to the one it has most ties with; the largest first."""
    left = sorted(ask, key=lambda a: (-ask[a], a))
    row = left[:1]
    left = left[1:]
    while left:
        last = row[-1]
        near = max(left, key=lambda a: bonds.get((min(a, last), max(a, last)), 0.0))
        row.append(near)
        left.remove(near)
    return row


def _radii(steps: int, sectors: Sequence[Sequence[int]]) -> list[float]:
    """The centre and one radius a ring: as drawn where all have room, all wider where they have not."""
    radii = [RINGS[k] if k < len(RINGS) else RINGS[-1] + 90 * (k - len(RINGS) + 1) for k in range(steps + 1)]
    room = 360 - min(GAP * len(sectors), 120)
    wider = max(1.0, sum(_ask(c, radii) for c in sectors) / room) if sectors else 1.0
    return [round(r * wider, 1) for r in radii]
