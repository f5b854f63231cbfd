"""How far apart a power map's rows stand and where our own people are, so that every line has a lane of its own.

All places in px from the drawing's top left. Below each row come the lanes of our contacts, then those of influence
that skips a row, then the line that joins a superior with their staff.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.views.account_lanes import LEFT, TURN, Box, Lane, beside, columns
from graph.views.seats import Chart, Line

__all__ = ["Box", "Contact", "Lane", "Plan", "Pull", "facing", "planned", "ways"]

LANE, TALL, PAD, BUS, LEAST, CURVE = 6.0, 26.0, 10.0, 10.0, 18.0, 38.0
RIGHT, TOP = 18.0, 14.0  # the name of the band, air above
MOST_DIRECT = 3
STRAIGHT = 0.6  # px sideways up to which a line counts as upright
FAR = 330.0  # across, between two rows, from where on influence runs square
ROOM = 120.0  # for words on a line that comes straight from the left


@dataclass(frozen=True)
class Contact:
    """One of ours knows somebody: stage 1-4, and in words how long ago when that is too long."""

    rep: str
    who: str
    stage: int
    said: str = ""


@dataclass(frozen=True)
class Pull:
    """Somebody moves somebody else: strength 1-3 and the mover's tone. `clash` is what the two are opposed over; `rule`
    makes it the line from somebody to a further superior.
    """

    id: str
    mover: str
    moved: str
    strength: int
    tone: str
    clash: str = ""
    rule: bool = False


@dataclass
class Plan:
    """Boxes of cards and of our people by id, bands (level, top, bottom), lanes, and heights by row: its top, its end
    (where the next row's part begins), its joining line, and the lanes of influence by (row, id).
    """

    boxes: dict[str, Box] = field(default_factory=dict)
    reps: dict[str, Box] = field(default_factory=dict)
    bands: list[tuple[str, float, float]] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    bus: list[float] = field(default_factory=list)
    ways: dict[tuple[int, str], float] = field(default_factory=dict)
    left: float = LEFT
    width: float = 0.0
    height: float = 0.0


def planned(chart: Chart, contacts: Sequence[Contact], pulls: Sequence[Pull], wide: float = 0.0) -> Plan:
    """Everything placed, at least `wide`. An empty chart gives an empty plan with a height.

    Lines of one rep and one stage to one row share a lane; whoever stands first in a row is met from the left.
    """
    plan = Plan(lanes=_lanes(chart, contacts))
    _heights(plan, chart, pulls)
    plan.reps = beside(plan.lanes, plan.tops, plan.ends[-1] if plan.ends else 0.0)
    low = max((box.bottom for box in plan.reps.values()), default=0.0) + PAD
    plan.left = LEFT + PAD + TURN * columns(plan.lanes)
    for lane in plan.lanes:
        lane.x += LEFT + 8
    plan.boxes = {who: Box(plan.left + s.x, plan.tops[s.row], s.w, s.h) for who, s in chart.spots.items()}
    plan.width = max(wide, max((b.x + b.w for b in plan.boxes.values()), default=plan.left) + PAD + RIGHT)
    plan.height = max(plan.ends[-1] if plan.ends else 240.0, low)
    if plan.bands:
        plan.bands[-1] = (*plan.bands[-1][:2], plan.height - 6)
    return plan


def _lanes(chart: Chart, contacts: Sequence[Contact]) -> list[Lane]:
    first: dict[int, str] = {}
    for who, spot in sorted(chart.spots.items(), key=lambda item: item[1].x):
        first.setdefault(spot.row, who)
    straight: dict[str, int] = {}
    shared: dict[tuple[int, str, int, str], Lane] = {}
    out = []
    for c in contacts:
        if c.who not in chart.spots:
            continue
        spot = chart.spots[c.who]
        if first[spot.row] == c.who and straight.get(c.who, 0) < MOST_DIRECT and (not c.said or spot.x >= ROOM):
            straight[c.who] = straight.get(c.who, 0) + 1
            out.append(Lane(c.rep, spot.row, c.stage, c.said, [c.who], direct=True))
            continue
        key = (spot.row, c.rep, c.stage, c.said)
        if key not in shared:
            shared[key] = Lane(c.rep, spot.row, c.stage, c.said, [])
            out.append(shared[key])
        shared[key].people.append(c.who)
    return out


def _heights(plan: Plan, chart: Chart, pulls: Sequence[Pull]) -> None:
    """Set tops, ends, joining lines, lanes and bands, from the top down."""
    bent = {chart.spots[line.boss].row for line in chart.lines if _turns(chart, line)}
    near = {min(chart.spots[p.mover].row, chart.spots[p.moved].row) for p in pulls if not ways(chart, p)}
    y = TOP
    for row, level in enumerate(chart.rows):
        deep = max(spot.h for spot in chart.spots.values() if spot.row == row)
        plan.tops.append(y)
        if not plan.bands or plan.bands[-1][0] != level:
            plan.bands.append((level, y - PAD, 0.0))
        bottom = y + deep
        y = bottom + PAD - 2
        for lane in plan.lanes:
            if lane.row == row and not lane.direct:
                lane.y = y + (TALL / 2 - LANE / 2 if lane.said else 0.0)
                y += TALL if lane.said else LANE
        for pull in pulls:
            if row in ways(chart, pull):
                tall = TALL if pull.clash else LANE
                plan.ways[row, pull.id] = y + 2 + (tall - LANE) / 2
                y += tall + 2
        last = row + 1 == len(chart.rows)
        if last or chart.rows[row + 1] != level:
            plan.bands[-1] = (level, plan.bands[-1][1], y + 2)
            y += 8
        plan.bus.append(y + 4)
        y += (BUS if row in bent else 0) + PAD
        if not last:
            y = max(y, bottom + (CURVE if row in near else LEAST))
        plan.ends.append(y)


def _turns(chart: Chart, line: Line) -> bool:
    """Whether a line to a superior runs sideways in the gap below them."""
    return line.kind == "rail" or (line.kind == "down" and abs(chart.spots[line.boss].middle - line.x) >= STRAIGHT)


def ways(chart: Chart, pull: Pull) -> tuple[int, ...]:
    """The gaps (by the row above) along which a pull runs; none where it curves from one row to the next close by."""
    mover, moved = chart.spots[pull.mover], chart.spots[pull.moved]
    a, b = mover.row, moved.row
    if abs(a - b) == 1:
        return () if abs(mover.middle - moved.middle) < FAR and not pull.rule else (min(a, b),)
    if a == b:
        return () if pull.clash and facing(chart, pull) else (a,)
    return (a - 1, b) if a > b else (a, b - 1)


def facing(chart: Chart, pull: Pull) -> bool:
    """Whether the two stand in one row with nobody between and room for words."""
    one, other = sorted((chart.spots[pull.mover], chart.spots[pull.moved]), key=lambda spot: spot.x)
    between = (s for s in chart.spots.values() if s.row == one.row and one.x < s.x < other.x)
    return one.row == other.row and other.x - one.x - one.w >= ROOM and not any(True for _ in between)
