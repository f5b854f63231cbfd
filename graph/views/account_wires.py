"""The lines of a power map in their lanes: to superiors, from our people to theirs, and who moves whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.views.account_lanes import LEFT, Box, Lane
from graph.views.account_plan import PAD, STRAIGHT, Plan, Pull, facing
from graph.views.seats import Chart, Line

SLOTS = (26.0, -26.0, 44.0, -44.0, 58.0, -58.0)  # where lines meet a card's lower edge, from its middle
ABOVE = (22.0, -22.0, 40.0, -40.0)  # and where influence leaves its upper edge
WIDE = (1.5, 1.5, 2.0, 2.75, 3.5)  # our contact by stage, px
ARROW = 3.0
Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Wire:
    """A line through these points with round corners, or a curve between the two (`bent`).

    `kind` is "rule" (to a superior), "also" (to a further one), "contact", "pull" or "clash"; `ends` are the two it
    joins, `words` stand at `at`.
    """

    kind: str
    points: Points
    ends: tuple[str, str]
    width: float = 1.5
    tone: str = "rule"
    bent: bool = False
    words: str = ""
    at: tuple[float, float] = (0.0, 0.0)
    id: str = ""


def wires(chart: Chart, plan: Plan, pulls: Sequence[Pull]) -> list[Wire]:
    """Every line, those beneath first: superiors, our contacts, influence."""
    slots = _Slots(plan)
    rules = [_rule(chart, plan, line) for line in chart.lines]
    used = [x for wire in rules for x, _ in wire.points] + [box.middle for box in plan.boxes.values()]
    contacts = [wire for lane in plan.lanes for wire in _contact(plan, lane, slots)]
    return [*rules, *contacts, *(_pull(chart, plan, pull, slots, used) for pull in pulls)]


class _Slots:
    """The places at a card's edges where lines may meet it; each is given once while there are any."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.taken: set[tuple[str, float]] = set()

    def bottom(self, who: str, toward: float | None = None) -> float:
        """A free place at the lower edge: the one nearest to where the line comes from, else the next."""
        return self._free(who, SLOTS, "low", toward)

    def top(self, who: str, toward: float) -> float:
        """A free place at the upper edge, on the side of where the line goes."""
        return self._free(who, ABOVE, "high", toward)

    def _free(self, who: str, slots: Sequence[float], edge: str, toward: float | None) -> float:
        middle = self.plan.boxes[who].middle
        free = [s for s in slots if (edge + who, s) not in self.taken] or [slots[-1]]
        slot = free[0]
        if toward is not None:
            slot = min(
                free, key=lambda s: (abs(s), s * (middle - toward)) if s * (toward - middle) > 0 else (99, abs(s))
            )
        self.taken.add((edge + who, slot))
        return middle + slot


def _rule(chart: Chart, plan: Plan, line: Line) -> Wire:
    boss, who = plan.boxes[line.boss], plan.boxes[line.who]
    bus = plan.bus[chart.spots[line.boss].row]
    x = plan.left + line.x
    if line.kind == "side":
        y = who.y + who.h / 2
        points = [(boss.x + boss.w, y), (who.x, y)]
    elif line.kind == "rail":
        y = who.y + who.h / 2
        points = [(boss.middle, boss.bottom), (boss.middle, bus), (x, bus), (x, y), (who.x, y)]
    elif abs(boss.middle - x) < STRAIGHT:
        points = [(boss.middle, boss.bottom), (boss.middle, who.y)]
    else:
        points = [(boss.middle, boss.bottom), (boss.middle, bus), (x, bus), (x, who.y)]
    return Wire("rule", points, (line.boss, line.who))


def _contact(plan: Plan, lane: Lane, slots: _Slots) -> list[Wire]:
    """The line from our own card to the farthest of them, and a stub up to each of the others."""
    width, tone = WIDE[max(0, min(lane.stage, 4))], "stale" if lane.said else "ours"
    start = plan.reps[lane.rep].x + plan.reps[lane.rep].w
    if lane.direct:
        end = plan.boxes[lane.people[0]].x
        points = _turned(start, lane.port, lane.x, lane.y, end)
        at = ((max(lane.x, LEFT) + end) / 2, lane.y)
        return [Wire("contact", points, (lane.rep, lane.people[0]), width, tone, words=lane.said, at=at)]
    feet = sorted((slots.bottom(who), who) for who in lane.people)
    far, last = feet[-1]
    points = [*_turned(start, lane.port, lane.x, lane.y, far), (far, plan.boxes[last].bottom)]
    at = ((plan.left + far) / 2, lane.y)
    out = [Wire("contact", points, (lane.rep, last), width, tone, words=lane.said, at=at)]
    for x, who in feet[:-1]:
        out.append(Wire("contact", [(x, lane.y), (x, plan.boxes[who].bottom)], (lane.rep, who), width, tone))
    return out


def _turned(start: float, port: float, x: float, y: float, end: float) -> Points:
    """From our own card out at its port, up or down, and along to the end."""
    return [(start, port), (end, y)] if abs(port - y) < 0.6 else [(start, port), (x, port), (x, y), (end, y)]


def _pull(chart: Chart, plan: Plan, pull: Pull, slots: _Slots, used: list[float]) -> Wire:
    """From the mover's edge to the moved one's: a curve between two rows, else square along free ways."""
    if pull.clash:
        return _clash(chart, plan, pull, slots)
    up = chart.spots[pull.mover].row > chart.spots[pull.moved].row
    mover, moved = plan.boxes[pull.mover], plan.boxes[pull.moved]
    level = chart.spots[pull.mover].row == chart.spots[pull.moved].row
    here, there, off = mover.middle, moved.middle, 0.0 if pull.rule else ARROW
    if up:
        start, end = (slots.top(pull.mover, there), mover.y), (slots.bottom(pull.moved, here), moved.bottom + off)
    elif level:
        start, end = (
            (slots.bottom(pull.mover, there), mover.bottom),
            (slots.bottom(pull.moved, here), moved.bottom + off),
        )
    else:
        start, end = (slots.bottom(pull.mover, there), mover.bottom), (slots.top(pull.moved, here), moved.y - off)
    lanes = [y for (_, id), y in sorted(plan.ways.items(), reverse=up) if id == pull.id]
    middle = [(start[0], lanes[0]), (end[0], lanes[0])] if len(lanes) == 1 else []
    if len(lanes) == 2:
        x = _passage(chart, plan, pull, (start[0] + end[0]) / 2, used)
        middle = [(start[0], lanes[0]), (x, lanes[0]), (x, lanes[1]), (end[0], lanes[1])]
    ends = (pull.mover, pull.moved)
    if pull.rule:
        return Wire("also", [start, *middle, end], ends, 2.0, id=pull.id)
    return Wire("pull", [start, *middle, end], ends, 1.5 + 0.5 * pull.strength, pull.tone, not middle, id=pull.id)


def _clash(chart: Chart, plan: Plan, pull: Pull, slots: _Slots) -> Wire:
    """Between two of one row: straight from card to card, else along the gap below."""
    one, other = sorted((plan.boxes[pull.mover], plan.boxes[pull.moved]), key=lambda box: box.x)
    ends = (pull.mover, pull.moved)
    if facing(chart, pull):
        y = min(one.bottom, other.bottom) - 30
        points = [(one.x + one.w + 4, y), (other.x - 4, y)]
    else:
        (y,) = [y for (_, id), y in plan.ways.items() if id == pull.id]
        left, right = slots.bottom(ends[0], other.middle), slots.bottom(ends[1], one.middle)
        bottoms = plan.boxes[ends[0]].bottom, plan.boxes[ends[1]].bottom
        points = [(left, bottoms[0]), (left, y), (right, y), (right, bottoms[1])]
    at = ((points[-1][0] + points[0][0]) / 2, y)
    return Wire("clash", points, ends, 1.75, "opp", words=pull.clash, at=at, id=pull.id)


def _passage(chart: Chart, plan: Plan, pull: Pull, near: float, used: list[float]) -> float:
    """A free way through the rows between the two, as near as can be; beside everybody when there is none."""
    low, high = sorted((chart.spots[pull.mover].row, chart.spots[pull.moved].row))
    between = [plan.boxes[w] for w, spot in chart.spots.items() if low < spot.row < high]
    rest = max((box.x + box.w for box in between), default=near) + PAD
    free = [x for x in _gaps(between, near) if all(abs(x - other) >= 5 for other in used)]
    x = min(free, key=lambda x: abs(x - near), default=rest)
    used.append(x)
    return x


def _gaps(boxes: Sequence[Box], near: float) -> list[float]:
    """Places where nothing stands in the way: `near` itself, and just beside each card."""
    tries = [near, *(x for box in boxes for x in (box.x - 5, box.x + box.w + 5, box.x - 11, box.x + box.w + 11))]
    return [x for x in tries if all(not box.x - 3 < x < box.x + box.w + 3 for box in boxes)]
