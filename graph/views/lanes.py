"""Introduction routes as lanes: from left to right where there is room, else one below the other (phones).

Pure SVG parts. A band is 44 px at 100 % and narrows to what chance is left; its pale edge is what is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.analysis.routes_odds import percent
from graph.text import Words
from graph.views.account_marks import moved, role
from graph.views.charts import shortened, width
from graph.views.lane_parts import (
    BUTTON_W,
    CARD_H,
    PORT_H,
    REP_H,
    Goal,
    Lane,
    Leg,
    at_least_one,
    button,
    card,
    facts,
    heading,
    narrowing,
    port,
    who,
    wrapped,
)
from graph.views.picture import Part, part, words_at

FULL = 44.0  # px of a band at 100 %
LANE, TOP, MIDDLE = 234.0, 18.0, 96.0
GOAL_W, BEND, GAP, EDGE = 156.0, 200.0, 18.0, 12.0
PHONE, PAD, DROP = 340.0, 16.0, 92.0  # stacked: width, air, how long a step is
WIDE, MID = 1040.0, 880.0


def drawings(routes: Sequence[Lane], goal: Goal, words: Words) -> Part:
    """The drawing in three widths, of which the page shows the one that fits."""
    widths = (("wide", across(routes, goal, words, WIDE)), ("mid", across(routes, goal, words, MID)),
              ("narrow", stacked(routes, goal, words)))  # fmt: skip
    return part("div", *(part("div", one, cls=name) for name, one in widths), cls="canvas lanes")


def across(routes: Sequence[Lane], goal: Goal, words: Words, wide: float = WIDE) -> Part:
    """The drawing `wide` px across: a lane a route, and the target's column at the right."""
    drawn, high = laid(routes, goal, words, wide)
    return _svg(wide, high, drawn, goal, words)


def laid(routes: Sequence[Lane], goal: Goal, words: Words, wide: float = WIDE) -> tuple[list[Part], float]:
    """What `across` draws, and how high it is."""
    to = wide - GOAL_W - 12
    column, bottom = _column(routes, goal, words, to)
    high = max(TOP + LANE * len(routes) + 6, bottom)
    places = _places(routes, to)
    drawn = [one for i, lane in enumerate(routes) for one in _lane(lane, words, TOP + LANE * i, to, places)]
    frame = part("rect", cls="f-card l-ours", x=to, y=12, width=GOAL_W, height=high - 24, rx=12)
    return [*drawn, frame, *column], high


def _svg(wide: float, high: float, drawn: list[Part], goal: Goal, words: Words) -> Part:
    said = words("routes.drawing", who=goal.stop.name)
    return part("svg", *drawn, viewBox=f"0 0 {wide:.0f} {high:.0f}", width="100%", role="group", aria_label=said)


def _places(routes: Sequence[Lane], to: float) -> list[tuple[float, float]]:
    """Left edge and width of each column of people: all gaps alike, cards narrower where many must fit."""
    legs = max(len(lane.legs) for lane in routes)
    first, each = (116.0, 148.0) if legs < 4 else (104.0, 126.0 if to > 760 else 112.0)
    gap = (to - 32 - first - each * (legs - 1)) / legs
    return [(32.0, first), *((32 + first + gap + i * (each + gap), each) for i in range(legs - 1))]


def _lane(lane: Lane, words: Words, top: float, to: float, places: list[tuple[float, float]]) -> list[Part]:
    """One route: ground, bands, chances and reasons, cards, heading, the reason and the button."""
    y, used = top + MIDDLE, [*places[: len(lane.stops)], (to, GOAL_W)]
    face = "f-card l-ours" if lane.chosen else "f-canvas l-hair"
    drawn = [part("rect", cls=face, x=12, y=top - 6, width=to - 24, height=LANE - 10, rx=12)]
    left, labels = 1.0, []
    for i, leg in enumerate(lane.legs):
        x0, x1 = used[i][0] + used[i][1], used[i + 1][0]
        drawn += narrowing(*_outlines(x0, x1, y, left, left * leg.chance), leg)
        left *= leg.chance
        room = min(x1 - x0 - (EDGE if x1 == to else 0), BEND)
        labels += _label(leg, words, x0 + room / 2, y, room - 4)
    cards = [card(stop, words, x, y, w) for stop, (x, w) in zip(lane.stops, used, strict=False)]
    lines = wrapped(lane.why, to - 32 - BUTTON_W - 50, 13, most=3)
    base = top + 195 - 9 * (len(lines) - 1)
    text = [words_at(32, base + 18 * i, line, "s13") for i, line in enumerate(lines)]
    return [*drawn, *labels, *heading(lane, 32, top + 16, to - 260), *cards, *text,
            button(lane, words, to - 28 - BUTTON_W, top + 173)]  # fmt: skip


def _outlines(x0: float, x1: float, y: float, before: float, after: float) -> tuple[str, str]:
    """A band around y from x0 to x1: as wide as the chance before, and narrowing to what is left after."""
    a, b = before * FULL / 2, max(after * FULL / 2, 0.6)
    end = x0 + min(x1 - x0, BEND)
    mid = (x0 + end) / 2

    def shape(u: float, v: float) -> str:
        over = f"M{x0:.1f} {y - u:.1f}C{mid:.1f} {y - u:.1f} {mid:.1f} {y - v:.1f} {end:.1f} {y - v:.1f}H{x1:.1f}"
        return f"{over}V{y + v:.1f}H{end:.1f}C{mid:.1f} {y + v:.1f} {mid:.1f} {y + u:.1f} {x0:.1f} {y + u:.1f}z"

    return shape(a, a), shape(a, b)


def _label(leg: Leg, words: Words, x: float, y: float, room: float) -> list[Part]:
    """The chance above the band, the reason below; the weakest step says so."""
    drawn = [words_at(x, y - 30, percent(leg.chance), f"large {'warn' if leg.weak else 'ink'}", "middle")]
    drawn += _weakest(words, x, y - 67, "middle") if leg.weak else []
    return drawn + [_line(line, x, y + 38 + 18 * i, room, "middle") for i, line in enumerate(leg.lines) if line]


def _line(said: str, x: float, y: float, room: float, anchor: str) -> Part:
    """A line of a reason; what does not fit is in its tip."""
    tag, facts_, inside = words_at(x, y, shortened(said, room), "", anchor)
    return [tag, facts_, [*inside, part("title", said)]]


def _weakest(words: Words, x: float, y: float, anchor: str) -> list[Part]:
    said = words("routes.weakest")
    wide = width(said) + 18
    left = x - wide / 2 if anchor == "middle" else x
    pill = part("rect", cls="f-warn-soft", x=left, y=y, width=wide, height=20, rx=10)
    return [pill, words_at(left + wide / 2, y + 14, said, "warn", "middle")]


def _column(routes: Sequence[Lane], goal: Goal, words: Words, x: float) -> tuple[list[Part], float]:
    """The target's column: where each route arrives with what chance, the target between; how far it goes down."""
    mid, said = x + GOAL_W / 2, words.choice("buying_role", goal.stop.role or "unknown")
    drawn = [words_at(mid, TOP + 16, words("routes.to_this"), "card-name", "middle")]
    drawn += role(goal.stop.role, said, mid - (width(said) + 14) / 2, TOP + 40, GOAL_W)
    blocks = [who(goal, words, mid), facts(goal, x, GOAL_W), at_least_one(goal, words, mid)]
    bottom = 0.0
    for i, lane in enumerate(routes):
        y = TOP + LANE * i + MIDDLE - PORT_H / 2
        drawn += port(lane, words, x, y, GOAL_W)
        bottom = y + PORT_H
        last = i == len(routes) - 1
        for inside, high in blocks[i:] if last else blocks[i : i + 1]:
            drawn.append(moved(0, bottom + (GAP if last else (LANE - PORT_H - high) / 2), *inside))
            bottom += high + GAP if last else 0
    return drawn, bottom + 24


def stacked(routes: Sequence[Lane], goal: Goal, words: Words) -> Part:
    """The drawing for a phone: the target first, then every route from top to bottom."""
    y, drawn = PAD, []
    for inside, high in (who(goal, words, PHONE / 2), facts(goal, 0, PHONE), at_least_one(goal, words, PHONE / 2)):
        drawn.append(moved(0, y, *inside))
        y += high + 14
    ground = part("rect", cls="f-card l-ours", x=1, y=1, width=PHONE - 2, height=y - 4, rx=12)
    drawn.insert(0, ground)
    for lane in routes:
        inside, high = _downward(lane, words)
        drawn.append(moved(0, y + 10, *inside))
        y += high + 10
    return _svg(PHONE, y + 4, drawn, goal, words)


def _downward(lane: Lane, words: Words) -> tuple[list[Part], float]:
    """One route from top to bottom, and how high it is."""
    inside, y, left = heading(lane, PAD, 26, PHONE - 140), 52.0, 1.0
    bands: list[Part] = []
    for stop, leg in zip(lane.stops, lane.legs, strict=True):
        high = REP_H if stop.ours else CARD_H
        inside.append(card(stop, words, PAD, y + high / 2, PHONE - 2 * PAD))
        y += high
        bands += narrowing(*_fall(y, left, left * leg.chance), leg)
        left *= leg.chance
        inside.append(words_at(104, y + 28, percent(leg.chance), f"large {'warn' if leg.weak else 'ink'}"))
        inside += _weakest(words, 158, y + 12, "start") if leg.weak else []
        inside += [_line(line, 104, y + 50 + 18 * i, PHONE - 120, "start") for i, line in enumerate(leg.lines) if line]
        y += DROP
    inside += port(lane, words, PAD, y, PHONE - 2 * PAD)
    y += PORT_H + 26
    lines = wrapped(lane.why, PHONE - 2 * PAD, 13, most=5)
    inside += [words_at(PAD, y + 20 * i, line, "s13") for i, line in enumerate(lines)]
    y += 20 * len(lines)
    inside.append(button(lane, words, PHONE - PAD - BUTTON_W, y - 4))
    face = "f-card l-ours" if lane.chosen else "f-canvas l-hair"
    ground = part("rect", cls=face, x=1, y=1, width=PHONE - 2, height=y + 42, rx=12)
    return [ground, *bands, *inside], y + 42


def _fall(y: float, before: float, after: float) -> tuple[str, str]:
    """A band that falls from y, narrowing to what is left."""
    x, end, a, b = 56.0, y + DROP, before * FULL / 2, max(after * FULL / 2, 0.6)
    mid = (y + end) / 2

    def shape(u: float, v: float) -> str:
        side = f"M{x - u:.1f} {y:.1f}C{x - u:.1f} {mid:.1f} {x - v:.1f} {mid:.1f} {x - v:.1f} {end:.1f}"
        return f"{side}H{x + v:.1f}C{x + v:.1f} {mid:.1f} {x + u:.1f} {mid:.1f} {x + u:.1f} {y:.1f}z"

    return shape(a, a), shape(a, b)
