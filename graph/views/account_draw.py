"""The power map as SVG parts: bands, lines in their lanes, our people, cards, empty seats and the flags of gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.views.account_card import card, vacancy
from graph.views.account_facts import Case
from graph.views.account_gaps import Empty, Gap
from graph.views.account_marks import flag, moved, path, pill, rep, rep_width, zigzag
from graph.views.account_plan import Contact, Plan, Pull, planned
from graph.views.account_wires import Wire, wires
from graph.views.charts import shortened
from graph.views.draw import TONE, initial
from graph.views.facts import each
from graph.views.picture import Part, part, words_at
from graph.views.seats import Chart, Seat, chart

if TYPE_CHECKING:
    from graph.text import Words

WIDE = 1030.0
MOST_PULLS, MOST_LINES = 12, 3  # influence drawn, contacts drawn a person


@dataclass(frozen=True)
class Drawn:
    """The map: its parts in layers, its size, who sits where, and how much influence is drawn of how much."""

    parts: tuple[Part, ...]
    width: float
    height: float
    chart: Chart
    pulls: int = 0
    of_pulls: int = 0
    ties: tuple[str, ...] = field(default=())
    clashes: int = 0


@dataclass(frozen=True)
class Look:
    """How it is looked at: who is chosen, which influence is lit (all when empty), whether cards can be moved, and
    what stands for ours by id: name and post; `faces` are portraits' addresses by person.
    """

    chosen: str = ""
    lit: tuple[str, ...] = ()
    editing: bool = False
    ours: dict[str, tuple[str, str]] = field(default_factory=dict)
    faces: Mapping[str, str] = field(default_factory=dict)


def seated(case: Case, empty: Sequence[Empty]) -> list[Seat]:
    """A seat for everybody and for every empty one. The heaviest decider has the big card; of the office staff without
    people of their own the first sits beside their superior.
    """
    people = case.people
    deciders = [m for m in people.values() if "decider" in m.roles and m.level in ("decision", "unknown")]
    big = max(deciders, key=lambda m: (m.weight or 0.0, m.id), default=None)
    led = {m.boss for m in people.values()}
    under = {who: seat.id for seat in empty for who in seat.staff}
    beside: dict[str, str] = {}
    for m in people.values():
        office = m.function == "administration" and m.level == "management" and m.id not in led
        if office and m.boss in people and people[m.boss].level == "decision":
            beside.setdefault(m.boss, m.id)
    aside = set(beside.values())
    out = [
        Seat(m.id, m.level, under.get(m.id, m.boss), big=big is not None and m.id == big.id, beside=m.id in aside)
        for m in people.values()
    ]
    return [*out, *(Seat(seat.id, seat.level, seat.boss) for seat in empty)]


def drawn(case: Case, empty: Sequence[Empty], found: Sequence[Gap], look: Look, words: Words) -> Drawn:
    """The whole map; an account without people gives an empty frame."""
    placed = chart(seated(case, empty))
    every = pulls(case)
    strong = every[:MOST_PULLS] + [p for p in every[MOST_PULLS:] if p.id in look.lit]
    every_line = [*strong, *also(case)]
    plan = planned(placed, contacts(case, words), every_line, WIDE)
    lines = wires(placed, plan, every_line)
    flags = {place: number for number, gap in reversed(list(enumerate(found, 1))) for place in gap.places}
    vacant = {seat.id for seat in empty}
    layers = [
        *_bands(plan, words),
        *(_line(wire, look, vacant) for wire in lines),
        *(pill(wire.words, *wire.at, tone="opp" if wire.kind == "clash" else "warn") for wire in lines if wire.words),
        *_ours(case, plan, look, words),
        *(_at(who, case, plan, empty, look, words) for who in sorted(placed.spots, key=lambda w: _order(placed, w))),
        *(flag(n, plan.boxes[who].x + plan.boxes[who].w - 2, plan.boxes[who].y) for who, n in flags.items()),
    ]  # fmt: skip
    ties = tuple(p.id for p in strong)
    return Drawn(
        tuple(layers),
        round(plan.width),
        round(plan.height),
        placed,
        len(strong),
        len(every),
        ties,
        sum(bool(p.clash) for p in strong),
    )


def _order(placed: Chart, who: str) -> tuple[int, float]:
    """From the top row down, left to right: the order of the keyboard."""
    return placed.spots[who].row, placed.spots[who].x


def _at(who: str, case: Case, plan: Plan, empty: Sequence[Empty], look: Look, words: Words) -> Part:
    box = plan.boxes[who]
    if who in case.people:
        face, chosen = look.faces.get(who, ""), look.chosen == who
        return card(case.people[who], box, words, most=case.heavy, chosen=chosen, movable=look.editing, face=face)
    return vacancy(next(seat for seat in empty if seat.id == who), box, words)


def contacts(case: Case, words: Words) -> list[Contact]:
    """Who of ours knows whom, a few a person, stale ones with their days in words."""
    return [
        Contact(k.rep, m.id, k.stage, words("account.stale", n=k.days) if k.stale else "")
        for m in case.people.values()
        for k in m.reps[:MOST_LINES]
    ]


def pulls(case: Case) -> list[Pull]:
    """Who moves whom: what two peers are opposed over first, then the strongest, then the heavier mover."""
    ties, people = case.ties, case.people
    found = [
        Pull(t.id, t.from_id, t.to_id, int(t.strength), TONE[people[t.from_id].attitude], clash(case, t))
        for t in each(ties[(ties["kind"] == "INFLUENCES") & ~ties["proposed"]])
    ] if len(ties) else []  # fmt: skip
    return sorted(found, key=lambda p: (not p.clash, -p.strength, -(people[p.mover].weight or 0.0), p.id))


def also(case: Case) -> list[Pull]:
    """From somebody to each further superior on the map."""
    return [Pull(f"{m.id}>{boss}", m.id, boss, 1, "rule", rule=True) for m in case.people.values() for boss in m.also]


def clash(case: Case, tie: Any) -> str:
    """What two of one level are opposed over: the topic on record where one is for us and the other against."""
    one, other = case.people[tie.from_id], case.people[tie.to_id]
    opposed = {one.attitude, other.attitude} == {"supporter", "opponent"}
    peers = one.level == other.level and one.boss == other.boss
    return shortened(str(tie.sort), 90) if opposed and peers and tie.sort else ""


def _bands(plan: Plan, words: Words) -> list[Part]:
    out = []
    for level, top, bottom in plan.bands:
        out.append(part("rect", cls="f-zone", x=108, y=top, width=plan.width - 114, height=bottom - top, rx=8))
        name = words(f"account.band.{level}")
        middle, x = (top + bottom) / 2, plan.width - 15
        letters = list(name) if not name.isascii() else []
        for place, letter in enumerate(letters):
            y = middle + (place - (len(letters) - 1) / 2) * 15 + 4
            out.append(words_at(x, y, letter, "strong", "middle"))
        if not letters:
            turn = f"rotate(90 {x - 4} {middle})"
            out.append(part("text", name, cls="strong", x=x - 4, y=middle, text_anchor="middle", transform=turn))
    return out


def _line(wire: Wire, look: Look, vacant: set[str]) -> Part:
    if wire.kind == "pull":
        return _pull(wire, look)
    if wire.kind == "clash":
        return part("path", cls="round l-opp", d=zigzag(wire.points), stroke_width=wire.width)
    if wire.kind == "also":
        d = path(wire.points, 7)
        return part("path", cls="round l-rule", d=d, stroke_width=wire.width, stroke_dasharray="0 5")
    dash = "3 3" if vacant & set(wire.ends) else None
    tone = {"rule": "l-rule", "ours": "l-ours", "stale": "l-ours stale"}[wire.tone]
    return part("path", cls=f"round {tone}", d=path(wire.points, 7), stroke_width=wire.width, stroke_dasharray=dash)


def _pull(wire: Wire, look: Look) -> Part:
    (x1, y1), (x2, y2) = wire.points[0], wire.points[-1]
    up = wire.points[-2][1] > y2 if not wire.bent else y1 > y2
    end = y2 + 6 if up else y2 - 6
    if wire.bent:
        half = (y1 + end) / 2
        d = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {half:.1f} {x2:.1f} {half:.1f} {x2:.1f} {end:.1f}"
    else:
        d = path([*wire.points[:-1], (x2, end)], 12)
    tip = f"M{x2:.1f} {y2:.1f}l-4.5 {9 if up else -9} 4.5 {-2 if up else 2} 4.5 {2 if up else -2}z"
    casing = part("path", cls="round l-zone", d=d, stroke_width=wire.width + 4)
    line = part("path", cls=f"round l-{wire.tone}", d=d, stroke_width=wire.width)
    dim = "dim" if look.lit and wire.id not in look.lit else ""
    return part("g", casing, line, part("path", cls=f"f-{wire.tone}", d=tip), cls=dim)


def _ours(case: Case, plan: Plan, look: Look, words: Words) -> list[Part]:
    """Our people on the left: how many, with how many contacts."""
    lines = sum(len(m.reps) for m in case.people.values())
    said = words("account.ours_note", n=len(plan.reps), lines=lines) if plan.reps else words("account.ours_none")
    first, _, second = said.partition("\n")
    out = [words_at(10, 26, words("account.ours"), "name strong"), words_at(10, 43, shortened(first, 116))]
    if second:
        out.append(words_at(10, 59, shortened(second, 116)))
    for who, box in plan.reps.items():
        name, post = look.ours.get(who, (who, ""))
        char = initial(name)
        room = box.w - rep_width(char) - 18
        frame = part("rect", cls="f-card l-hair lift", width=box.w, height=box.h, rx=8)
        out.append(moved(
            box.x, box.y, part("title", name), frame, rep(char, 7, 6),
            words_at(13 + rep_width(char), 20, shortened(name, room, 13), "name strong"),
            words_at(7, 39, shortened(post, box.w - 12)),
        ))  # fmt: skip
    return out
