"""How far apart a power map's rows stand and where our own people are, so that every line has a lane of its own.

All places in px from the drawing's top left. Below each row come the lanes of our contacts, then those of influence
that skips a row, then the line that joins a superior with their staff.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.views.seats import Chart

LANE, TURN, TALL, PAD, BUS, LEAST, CURVE = 7.0, 6.0, 26.0, 10.0, 12.0, 26.0, 40.0
LEFT, RIGHT, TOP = 104.0, 20.0, 16.0  # our team, the name of the band, air above
REP_W, REP_H, REP_TOP, REP_STEP = 92.0, 48.0, 56.0, 58.0
MOST_DIRECT = 3
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


@dataclass(frozen=True)
class Box:
    """A card's frame."""

    x: float
    y: float
    w: float
    h: float

    @property
    def middle(self) -> float:
        """Its centre line."""
        return self.x + self.w / 2

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h


@dataclass
class Lane:
    """A line of one rep to people of a row: along the gap below at `y`, or straight into the first card (`direct`).

    It leaves our own card at `port` and goes up or down at `x`.
    """

    rep: str
    row: int
    stage: int
    said: str
    people: list[str]
    direct: bool = False
    y: float = 0.0
    port: float = 0.0
    x: float = 0.0


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
    low = _our_people(plan)
    plan.left = LEFT + PAD + TURN * _columns(plan.lanes)
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
    bosses = {chart.spots[line.boss].row for line in chart.lines if line.kind != "side"}
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
        y += (BUS if row in bosses else 0) + PAD
        if not last:
            y = max(y, bottom + (CURVE if row in near else LEAST))
        plan.ends.append(y)


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


def _our_people(plan: Plan) -> float:
    """Place our own people beside what they reach, and the lines that leave them; gives where they end."""
    goals: dict[str, list[float]] = {}
    for lane in plan.lanes:
        goals.setdefault(lane.rep, []).append(plan.tops[lane.row] + 30 if lane.direct else lane.y)
    order = sorted(goals, key=lambda rep: (sum(goals[rep]) / len(goals[rep]), rep))
    low = REP_TOP - REP_STEP
    for rep in order:
        wanted = sum(goals[rep]) / len(goals[rep]) - REP_H / 2
        low = max(low + REP_STEP, min(wanted, (plan.ends[-1] if plan.ends else 0.0) - REP_H - PAD))
        plan.reps[rep] = Box(LEFT - REP_W - 4, low, REP_W, REP_H)
    taken = {round(lane.y) for lane in plan.lanes if not lane.direct}
    for rep in order:
        _ports(plan, [lane for lane in plan.lanes if lane.rep == rep], taken)
    return low + REP_H + PAD


def _ports(plan: Plan, lanes: list[Lane], taken: set[int]) -> None:
    """Spread a rep's lines along the card's edge in the order of where they go; no port on another line's height."""
    box = plan.reps[lanes[0].rep]
    lanes.sort(key=lambda lane: (plan.tops[lane.row] + 30 if lane.direct else lane.y, lane.stage))
    step = min(9.0, (REP_H - 8) / len(lanes))
    for place, lane in enumerate(lanes):
        port = box.y + REP_H / 2 + (place - (len(lanes) - 1) / 2) * step
        while any(round(port) + d in taken for d in (-1, 0, 1)) and port < box.bottom - 2:
            port += 1
        lane.port = port
        taken.add(round(port))
        if lane.direct:
            lane.y = _straight(plan, lane, taken)
            taken.add(round(lane.y))


def _straight(plan: Plan, lane: Lane, taken: set[int]) -> float:
    """The height at which a line enters a card from the left: straight on where it can be."""
    top, bottom = plan.tops[lane.row] + 8, plan.tops[lane.row] + 56
    if top <= lane.port <= bottom:
        return lane.port
    free = [y for y in range(round(top), round(bottom), 6) if not {y - 2, y - 1, y, y + 1, y + 2} & taken]
    return float(min(free or [round(top)], key=lambda y: abs(y - lane.port)))


def _columns(lanes: Sequence[Lane]) -> int:
    """Give each line that turns a column of its own where others turn too; how many columns there are."""
    ends: list[float] = []
    turning = [lane for lane in lanes if abs(lane.port - lane.y) > 0.5]
    for lane in sorted(turning, key=lambda lane: (min(lane.port, lane.y), lane.rep)):
        low, high = min(lane.port, lane.y), max(lane.port, lane.y)
        place = next((i for i, end in enumerate(ends) if end + 4 < low), len(ends))
        ends[place:] = [high] if place == len(ends) else [high, *ends[place + 1 :]]
        lane.x = TURN * place
    return max(len(ends), 1)
