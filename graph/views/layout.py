"""Where people stand. Positions mean something and are the same for the same data: plain numbers, y down, 1 = 1 px."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.views.packing import BETWEEN, WIDE, Spot, packed
from graph.views.shelves import shelved

LEVELS = ("decision", "management", "operation")
STEP = 38.0  # between two rings of a disc
APART = 42.0  # between two people of one ring
MANY = 120  # accounts; more of them stand in rows, because pushing and pulling would take minutes
AIR = 20.0  # between the outermost people and the edge of their disc


@dataclass(frozen=True)
class Zone:
    """One account's disc: centre, radius, the level rings inside."""

    id: str
    x: float
    y: float
    r: float
    rings: tuple[float, ...] = ()


@dataclass(frozen=True)
class Layout:
    """Spots by person, and the discs they stand in."""

    spots: dict[str, Spot] = field(default_factory=dict)
    zones: tuple[Zone, ...] = ()


def rings_of(members: Mapping[str, str], boss: Mapping[str, str]) -> list[list[str]]:
    """People of one account from the inside out: by level, those of one boss side by side; a crowd gets more rings.

    >>> rings_of({"a": "decision", "b": "operation", "c": "management"}, {})
    [['a'], ['c'], ['b']]
    """
    by_level: dict[int, list[str]] = {}
    for person, said in members.items():
        by_level.setdefault(LEVELS.index(said) if said in LEVELS else len(LEVELS), []).append(person)
    rings: list[list[str]] = []
    place: dict[str, float] = {}
    radius = 0.0
    for level in sorted(by_level):
        people = sorted(by_level[level], key=lambda p: (place.get(boss.get(p, ""), 9.0), boss.get(p, ""), p))
        place |= {p: i / len(people) for i, p in enumerate(people)}
        while people:
            room = capacity(radius) if rings else (1 if len(people) == 1 else min(len(people), 6))
            rings.append(people[:room])
            people = people[room:]
            radius = radius_after(radius, len(rings[-1]), first=len(rings) == 1)
    return rings


def capacity(inner: float) -> int:
    """How many people stand on the next ring outside this radius."""
    return max(6, int(2 * math.pi * (inner + STEP) / APART))


def radius_after(inner: float, count: int, *, first: bool) -> float:
    """The radius of a ring of that many people, outside the one before; a first ring of one is the centre itself."""
    least = count * APART / (2 * math.pi)
    if first:
        return 0.0 if count == 1 else max(24.0, least)
    return max(inner + STEP, least)


def disc(members: Mapping[str, str], boss: Mapping[str, str]) -> tuple[dict[str, Spot], float, tuple[float, ...]]:
    """Spots around (0, 0) for the people of one account, the disc's radius, and its rings' radii."""
    spots: dict[str, Spot] = {}
    radii: list[float] = []
    radius = 0.0
    for i, ring in enumerate(rings_of(members, boss)):
        radius = radius_after(radius, len(ring), first=i == 0)
        radii.append(radius)
        start = _start(ring, boss, spots)
        for k, person in enumerate(ring):
            angle = start + 2 * math.pi * k / len(ring)
            spots[person] = (radius * math.cos(angle), radius * math.sin(angle))
    return spots, radius + AIR, tuple(r for r in radii if r)


def _start(ring: Sequence[str], boss: Mapping[str, str], spots: Mapping[str, Spot]) -> float:
    """The turn of a ring that brings its people nearest to their bosses."""
    east = north = 0.0
    for k, person in enumerate(ring):
        x, y = spots.get(boss.get(person, ""), (0.0, 0.0))
        if x or y:
            turn = math.atan2(y, x) - 2 * math.pi * k / len(ring)
            east, north = east + math.cos(turn), north + math.sin(turn)
    return math.atan2(north, east) if east or north else -math.pi / 2


def whole(
    accounts: Mapping[str, Mapping[str, str]],
    boss: Mapping[str, str],
    bonds: Mapping[tuple[str, str], float],
    before: Layout | None = None,
) -> Layout:
    """Everybody: a disc an account, people inside by level, accounts with many ties between them near each other.

    `accounts` is account → person → level, `bonds` how many ties join two accounts. With a layout from `before`,
    whoever was in it stays where they were, unless a disc is full.
    """
    kept = _kept(accounts, boss, before) if before else None
    if kept:
        return kept
    discs = {a: disc(people, boss) for a, people in sorted(accounts.items())}
    radii = {a: d[1] for a, d in discs.items()}
    centres = shelved(radii, bonds) if len(radii) > MANY else packed(radii, bonds)
    spots: dict[str, Spot] = {}
    zones = []
    for account, (inside, r, rings) in discs.items():
        cx, cy = centres[account]
        zones.append(Zone(account, round(cx, 1), round(cy, 1), round(r, 1), tuple(round(x, 1) for x in rings)))
        spots |= {p: (round(cx + x, 1), round(cy + y, 1)) for p, (x, y) in inside.items()}
    return Layout(spots, tuple(zones))


def _kept(accounts: Mapping[str, Mapping[str, str]], boss: Mapping[str, str], before: Layout) -> Layout | None:
    """The layout before with the newcomers in free places of their disc, a new account in a free place of its own,
    or None where somebody does not fit or most are new."""
    zones = {z.id: z for z in before.zones}
    if len(set(accounts) - set(zones)) > 1 + len(accounts) / 5:
        return None
    spots: dict[str, Spot] = {}
    for account, people in accounts.items():
        if account not in zones:
            zones[account], inside = _beside(account, people, boss, list(zones.values()))
            spots |= inside
            continue
        z = zones[account]
        spots |= {p: before.spots[p] for p in people if _inside(before.spots.get(p), z)}
        for person in sorted(set(people) - set(spots)):
            free = _free(z, [spots[p] for p in people if p in spots])
            if free is None:
                return None
            spots[person] = free
    return Layout(spots, tuple(z for z in zones.values() if z.id in accounts))


def _beside(
    account: str, people: Mapping[str, str], boss: Mapping[str, str], there: Sequence[Zone]
) -> tuple[Zone, dict[str, Spot]]:
    """A disc for a new account in the first free place, looked for from the middle outwards."""
    inside, r, rings = disc(people, boss)
    for turn in range(4000):
        away, angle = 12 * math.sqrt(turn), turn * 2.39996  # a sunflower: every place is tried, near ones first
        x, y = round(away * WIDE**0.5 * math.cos(angle), 1), round(away * math.sin(angle), 1)
        if all(math.dist((x, y), (z.x, z.y)) >= r + z.r + BETWEEN for z in there):
            break
    spots = {p: (round(x + px, 1), round(y + py, 1)) for p, (px, py) in inside.items()}
    return Zone(account, x, y, round(r, 1), tuple(round(a, 1) for a in rings)), spots


def _inside(spot: Spot | None, z: Zone) -> bool:
    return spot is not None and math.hypot(spot[0] - z.x, spot[1] - z.y) <= z.r


def _free(z: Zone, taken: Sequence[Spot]) -> Spot | None:
    """The place on the disc's rings farthest from everybody, at least a dot's width away."""
    options = [
        (z.x + r * math.cos(t * math.pi / 24), z.y + r * math.sin(t * math.pi / 24))
        for r in (*z.rings, z.r - AIR / 2) for t in range(48)
    ]  # fmt: skip
    best = max(options, key=lambda o: min((math.dist(o, t) for t in taken), default=99.0))
    far = min((math.dist(best, t) for t in taken), default=99.0)
    return (round(best[0], 1), round(best[1], 1)) if far >= 20 else None
