"""One person's circle: rings of distance, a sector an organisation, region or the like. Plain numbers, 1 = 1 px."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.views.around import Found
from graph.views.packing import Spot

RINGS = {0: (0.0,), 1: (0.0, 225.0), 2: (0.0, 150.0, 290.0), 3: (0.0, 122.0, 218.0, 308.0)}
HUB, RIM, GAP = 62.0, 30.0, 2.5
APART = (60.0, 52.0, 50.0)  # between two people of a ring, so that a name fits under each and a mark beside
NEAREST = 30.0  # a newcomer stands at least so far from everybody of the ring
SLICES = 8  # sectors with a name of their own; the people of all others share one
OTHERS = "others"


@dataclass(frozen=True)
class Sector:
    """A slice of the circle in degrees, clockwise from the right."""

    id: str
    start: float
    end: float


@dataclass(frozen=True)
class Circle:
    """Spots, the radius of each ring 1…, the rim, the sectors, and whose sector each person is in."""

    spots: dict[str, Spot]
    radii: tuple[float, ...]
    rim: float
    sectors: tuple[Sector, ...]
    sector_of: dict[str, str]


def circle(
    found: Found, sector_of: Mapping[str, str], bonds: Mapping[tuple[str, str], float], before: Circle | None = None
) -> Circle:
    """Spots of everybody found: ring = steps away, sector as told, each near whom they are reached through.

    With the circle from `before`, whoever was in it stays where they were and newcomers get a free place on their
    ring, unless a sector is new or full.
    """
    centre = next((p for p, (ring, _) in found.items() if not ring), "")
    slices = grouped({p: sector_of.get(p, "") for p in found if p != centre}, found)
    kept = _kept(found, slices, before) if before else None
    return kept or _anew(found, slices, bonds, centre)


def peopled(ring: Circle) -> Circle:
    """The same without the sectors nobody stands in; the others keep their place."""
    held = set(ring.sector_of.values())
    return replace(ring, sectors=tuple(s for s in ring.sectors if s.id in held))


def grouped(sector_of: Mapping[str, str], found: Found) -> dict[str, str]:
    """The same with all but the weightiest sectors as one: those with people near the middle and with many."""
    weight: dict[str, float] = {}
    for person, sector in sector_of.items():
        weight[sector] = weight.get(sector, 0.0) + 1 + 2 / found[person][0]
    if len(weight) <= SLICES + 1:
        return dict(sector_of)
    named = set(sorted(weight, key=lambda s: (-weight[s], s))[:SLICES])
    return {p: s if s in named else OTHERS for p, s in sector_of.items()}


def _anew(found: Found, slices: Mapping[str, str], bonds: Mapping[tuple[str, str], float], centre: str) -> Circle:
    steps = max((ring for ring, _ in found.values()), default=0)
    counts: dict[str, list[int]] = {}
    for person, slice_ in slices.items():
        counts.setdefault(slice_, [0] * (steps + 1))[found[person][0]] += 1
    radii = _radii(steps, list(counts.values()))
    sectors = _sectors(counts, radii, bonds)
    spots: dict[str, Spot] = {centre: (0.0, 0.0)} if centre else {}
    for ring in range(1, steps + 1):
        for s in sectors:
            here = [p for p, slice_ in slices.items() if slice_ == s.id and found[p][0] == ring]
            here.sort(key=lambda p: (_turn(spots.get(found[p][1]), s), p))
            for i, person in enumerate(here):
                spots[person] = _at(radii[ring], s.start + (s.end - s.start) * (i + 0.5) / len(here))
    rim = radii[-1] + RIM if steps else HUB + RIM
    return Circle(spots, tuple(radii[1:]), rim, sectors, dict(slices))


def _at(radius: float, degrees: float) -> Spot:
    angle = math.radians(degrees)
    return round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)


def _kept(found: Found, slices: Mapping[str, str], before: Circle) -> Circle | None:
    """The circle before with newcomers in free places; None where one does not fit or most are new."""
    sectors = {s.id: s for s in before.sectors}
    same = [p for p in found if p in before.spots and _ring(before, p) == found[p][0]]
    steps = max((ring for ring, _ in found.values()), default=0)
    if len(same) * 2 < len(found) or steps != len(before.radii):
        return None
    spots = {p: before.spots[p] for p in same}
    where = {p: before.sector_of.get(p, slices.get(p, "")) for p in same} | {
        p: slices[p] if slices[p] in sectors else OTHERS for p in slices if p not in spots
    }
    for person in (p for p in found if p not in spots):
        s = sectors.get(where[person])
        spot = _free(before.radii[found[person][0] - 1], s, list(spots.values())) if s else None
        if spot is None:
            return None
        spots[person] = spot
    return Circle(spots, before.radii, before.rim, before.sectors, {p: where[p] for p in slices})


def _ring(circle: Circle, person: str) -> int:
    """Which ring somebody stands on; 0 in the middle."""
    away = math.hypot(*circle.spots[person])
    return min(range(len(circle.radii) + 1), key=lambda k: abs((0.0, *circle.radii)[k] - away))


def _free(radius: float, s: Sector, taken: Sequence[Spot]) -> Spot | None:
    """The place of that ring and sector farthest from everybody; None when all are near somebody."""
    options = [_at(radius, s.start + (s.end - s.start) * (i + 0.5) / 24) for i in range(24)]
    best = max(options, key=lambda o: min((math.dist(o, t) for t in taken), default=999.0))
    return best if min((math.dist(best, t) for t in taken), default=999.0) >= NEAREST else None


def _turn(spot: Spot | None, s: Sector) -> float:
    """How far into the sector a spot lies, -180…180 degrees from its middle."""
    if spot is None or spot == (0.0, 0.0):
        return 0.0
    angle = math.degrees(math.atan2(spot[1], spot[0])) - (s.start + s.end) / 2
    return (angle + 180) % 360 - 180


def _ask(counts: Sequence[int], radii: Sequence[float]) -> float:
    """How many degrees a sector needs so that nobody in it stands on anybody: as many as its fullest ring."""
    return max(
        math.degrees((n + 0.3) * apart / r) for n, r, apart in zip(counts[1:], radii[1:], APART, strict=False) if n
    )


def _sectors(
    counts: Mapping[str, Sequence[int]], radii: Sequence[float], bonds: Mapping[tuple[str, str], float]
) -> tuple[Sector, ...]:
    """A slice for each sector, as wide as its fullest ring asks; those with many ties side by side."""
    ask = {slice_: _ask(c, radii) for slice_, c in counts.items()}
    gap = min(GAP, 120 / max(1, len(ask)))
    unit = (360 - gap * len(ask)) / max(1e-9, sum(ask.values()))
    out, angle = [], -34.5
    for slice_ in _chain(ask, bonds):
        out.append(Sector(slice_, round(angle, 2), round(angle + ask[slice_] * unit, 2)))
        angle += ask[slice_] * unit + gap
    return tuple(out)


def _chain(ask: Mapping[str, float], bonds: Mapping[tuple[str, str], float]) -> list[str]:
    """Sectors in a row, each next to the one it has most ties with; the largest first."""
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
    radii = RINGS[min(steps, 3)]
    room = 360 - min(GAP * len(sectors), 120)
    wider = max(1.0, sum(_ask(c, radii) for c in sectors) / room) if sectors else 1.0
    return [round(r * wider, 1) for r in radii]
