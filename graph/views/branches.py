"""A referral chain drawn by generation: who brought whom, how far each has come, and what it was worth."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from graph.text import Words
from graph.views.charts import STEPS, dial, shortened, symbol, width
from graph.views.figures import money
from graph.views.members import Member
from graph.views.picture import Part, at, drawing, part, words_at
from graph.views.tree import Place, layout

ROW, TOP, LEFT, SIDE = 36, 54, 44, 140
NARROW, WIDE, FULL, FLAG = 158, 236, 868, 110
DOT, LARGEST, LOWEST = 6.5, 20.0, 220


def branches(
    members: Mapping[str, Member], children: Mapping[str, Sequence[str]], root: str, chosen: str, words: Words
) -> Part:
    """The chain of `root` as one panel: columns are generations, with a legend below."""
    places = layout(children, root)
    last = max(place.generation for place in places)
    gap = min(WIDE, max(NARROW, (FULL - LEFT - SIDE) / max(1, last)))
    flagged = any(members[place.id].broken is not None for place in places if place.generation == last)
    wide, high = (
        LEFT + last * gap + SIDE + (FLAG if flagged else 0),
        TOP + ROW * (1 + max(place.row for place in places)) - 8,
    )
    scale = _scale(members, places)
    drawn = [*_columns(last, gap, high, words), *_lines(places, members, gap, scale)]
    for place in places:
        drawn.append(_person(members[place.id], place, gap, scale, chosen, bool(children.get(place.id)), words))
    label = words("chains.tree.alt", who=members[root].name, n=len(places) - 1, g=last)
    tree = drawing(*drawn, height=max(high, LOWEST), width=max(wide, 320), label=label, live=True)
    left_out = len(members) - len(places)
    note = part("p", words("chains.tree.part", n=len(places), all=len(members)), cls="c more") if left_out > 0 else None
    return part("div", part("div", tree, cls="scroll"), note, legend(words), cls="canvas")


def _scale(members: Mapping[str, Member], places: Sequence[Place]) -> float:
    """Px of radius for the square root of money, so that the largest purchase fits its row."""
    most = max((members[place.id].amount for place in places if members[place.id].amount > 0), default=0.0)
    return LARGEST / math.sqrt(most) if most else 0.0


def _radius(member: Member, scale: float) -> float:
    return max(DOT, scale * math.sqrt(member.amount)) if member.amount > 0 else DOT


def _spot(place: Place, gap: float) -> tuple[float, float]:
    return LEFT + place.generation * gap, TOP + place.row * ROW


def _columns(last: int, gap: float, high: float, words: Words) -> list[Part]:
    drawn = []
    for step in range(last + 1):
        x = LEFT + step * gap
        said = words("chains.generation", g=step) if step else words("chains.root")
        drawn.append(words_at(x - 10, 24, said, "ink3 strong"))
        if step:
            drawn.append(part("line", cls="l-hair", x1=x - 26, x2=x - 26, y1=12, y2=max(high, LOWEST) - 10))
    return drawn


def _lines(places: Sequence[Place], members: Mapping[str, Member], gap: float, scale: float) -> list[Part]:
    spots = {place.id: _spot(place, gap) for place in places}
    drawn = []
    for place in places[1:]:
        (x0, y0), (x1, y1) = spots[place.parent], spots[place.id]
        start, end = x0 + _radius(members[place.parent], scale), x1 - _radius(members[place.id], scale) - 1
        course = f"M{start:.1f} {y0:.1f}H{x1 - 56:.1f}C{x1 - 26:.1f} {y0:.1f} {x1 - 40:.1f} {y1:.1f} {end:.1f} {y1:.1f}"
        drawn.append(part("path", cls="round l-rule w1" if members[place.id].closed else "round l-tie w2", d=course))
    return drawn


def _person(who: Member, place: Place, gap: float, scale: float, chosen: str, refers: bool, words: Words) -> Part:
    """A dial or disc with its name and state above the line and the organisation below it."""
    (x, y), r = _spot(place, gap), _radius(who, scale)
    room = min(gap, SIDE + 20) - r - 34
    said = _state(who, words)
    name = shortened(who.name or words("chains.nameless"), max(40, room - width(said) - 6), 13)
    up, down = (7, 16) if refers else (2, 15)
    tone = "ink3" if who.closed or who.nameless else "ink"
    line = part(
        "text",
        part("tspan", name, cls=f"name {tone} {'strong' if who.won or place.id == chosen else ''}"),
        part("tspan", said, dx=6, cls="t-ours strong" if who.won and who.amount > 0 else "t-quiet") if said else None,
        cls="halo", x=r + 7, y=-up,
    )  # fmt: skip
    ring = part("circle", cls="f-none l-ours w3", r=r + 4) if place.id == chosen else None
    ground = part("circle", cls="f-canvas", r=r + 2)
    mark = dial(who.status, r) if who.status else [part("circle", cls="f-card l-ours w2", r=r)]
    below = words_at(r + 7, down, shortened(who.account, room), "ink3 halo")
    full = part("title", " · ".join(filter(None, (who.name, said, who.account))))
    flag = _flag(who, r + 7 + width(name, 13) + width(said) + 20, words)
    target = part("rect", cls="hit", x=-r - 4, y=-18, width=r + room + 11, height=36)
    body = (target, ground, ring, *mark, line, below, flag, full)
    if who.nameless:
        return at(round(x, 1), round(y, 1), part("g", *body))
    return at(round(x, 1), round(y, 1), part("g", *body, pick=who.id, aria_pressed=str(place.id == chosen).lower()))


def _state(who: Member, words: Words) -> str:
    if who.won and who.amount > 0:
        return money(words, who.amount)
    return words.choice("referral_status", who.status) if who.status else ""


def _flag(who: Member, x: float, words: Words) -> Part | None:
    """Amber: they bought, and nobody has asked them since."""
    if who.broken is None:
        return None
    mark = part("line", cls="l-warn w3", x1=x, x2=x, y1=-14, y2=4)
    return part("g", mark, words_at(x + 6, -2, words("chains.broken.days", n=who.broken), "warn halo"))


def legend(words: Words) -> Part:
    """What the marks mean."""
    keys = [*STEPS, "lost"]
    shown = {key: words.choice("referral_status", key) for key in STEPS} | {"lost": words("chains.legend.closed")}
    area = symbol([part("circle", cls="f-ours", cx=-9, r=3.5), part("circle", cls="f-ours", cx=5, r=7)], 30)
    cut = symbol([part("line", cls="l-warn w3", y1=-7, y2=7)], 10)
    return part(
        "div",
        *(part("span", symbol(dial(key, DOT)), shown[key]) for key in keys),
        part("span", area, words("chains.legend.area")),
        part("span", cut, words("chains.legend.broken")),
        cls="legend",
    )
