"""Our own people at the left of a power map: how high each stands, and how their lines leave without crossing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEFT = 102.0  # kept for our team
REP_W, REP_H, REP_TOP, REP_STEP = 92.0, 48.0, 56.0, 58.0
ENTRY = 30.0  # below a card's top: where a line meets it from the left
TURN = 5.0  # between two columns in which lines turn
ROUNDS = 8


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


def beside(lanes: Sequence[Lane], tops: Sequence[float], end: float) -> dict[str, Box]:
    """Our own people by id, from the top down: beside the card that their line enters, else where their thickest goes.

    `tops` are the rows' upper edges, `end` where the last row ends. Sets each lane's port, and its height if direct.
    """
    wanted: dict[str, float] = {}
    for rep in {lane.rep for lane in lanes}:
        own = [lane for lane in lanes if lane.rep == rep]
        straight = [_goal(lane, tops) for lane in own if lane.direct]
        best = max(lane.stage for lane in own)
        goals = [_goal(lane, tops) for lane in own if lane.stage == best]
        wanted[rep] = (min(straight) if straight else sum(goals) / len(goals)) - REP_H / 2
    order = sorted(wanted, key=lambda rep: (wanted[rep], rep))
    boxes, low = {}, REP_TOP - REP_STEP
    for place, rep in enumerate(order):
        room = end - REP_H - 10 - (len(order) - 1 - place) * REP_STEP
        low = max(low + REP_STEP, min(wanted[rep], room))
        boxes[rep] = Box(LEFT - REP_W - 4, low, REP_W, REP_H)
    taken = {round(lane.y) for lane in lanes if not lane.direct}
    for rep in order:
        _ports(boxes[rep], [lane for lane in lanes if lane.rep == rep], tops, taken)
    return boxes


def _goal(lane: Lane, tops: Sequence[float]) -> float:
    return tops[lane.row] + ENTRY if lane.direct else lane.y


def _ports(box: Box, lanes: list[Lane], tops: Sequence[float], taken: set[int]) -> None:
    """Spread a rep's lines along the card's edge in the order of where they go; no port on another line's height."""
    lanes.sort(key=lambda lane: (_goal(lane, tops), lane.stage))
    step = min(9.0, (REP_H - 8) / len(lanes))
    for place, lane in enumerate(lanes):
        port = box.y + REP_H / 2 + (place - (len(lanes) - 1) / 2) * step
        while any(round(port) + d in taken for d in (-1, 0, 1)) and port < box.bottom - 2:
            port += 1
        lane.port = port
        taken.add(round(port))
        if lane.direct:
            lane.y = _straight(lane, tops[lane.row], taken)
            taken.add(round(lane.y))


def _straight(lane: Lane, row: float, taken: set[int]) -> float:
    """The height at which a line enters a card from the left: straight on where it can be."""
    top, bottom = row + 8, row + 56
    if top <= lane.port <= bottom:
        return lane.port
    free = [y for y in range(round(top), round(bottom), 6) if not {y - 2, y - 1, y, y + 1, y + 2} & taken]
    return float(min(free or [round(top)], key=lambda y: abs(y - lane.port)))


def columns(lanes: Sequence[Lane]) -> int:
    """Give each line that turns a column of its own where others turn too, so that few lines cross; how many columns.

    Sets `x` from 0 on. Who stands further left is tried by exchanging neighbours until nothing gets better.
    """
    turning = sorted(
        (lane for lane in lanes if abs(lane.port - lane.y) > 0.5),
        key=lambda lane: (min(lane.port, lane.y), lane.rep, lane.port),
    )
    for _ in range(ROUNDS):
        swaps = 0
        for i in range(len(turning) - 1):
            one, other = turning[i], turning[i + 1]
            if _crossings(other, one) < _crossings(one, other):
                turning[i], turning[i + 1] = other, one
                swaps += 1
        if not swaps:
            break
    places: list[int] = []
    for i, lane in enumerate(turning):
        places.append(1 + max((places[j] for j in range(i) if _meet(turning[j], lane)), default=-1))
        lane.x = TURN * places[i]
    return max(places, default=0) + 1


def _span(lane: Lane) -> tuple[float, float]:
    return min(lane.port, lane.y), max(lane.port, lane.y)


def _meet(one: Lane, other: Lane) -> bool:
    """Whether the two would lie upon each other, or nearly, in one column."""
    (a, b), (c, d) = _span(one), _span(other)
    return a <= d + 4 and c <= b + 4


def _crossings(left: Lane, right: Lane) -> int:
    """How often two lines cross when the first turns further left."""
    (a, b), (c, d) = _span(left), _span(right)
    return (a < right.port < b) + (c < left.y < d)
