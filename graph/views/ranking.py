"""Who leads in influence, with how sure the place is, and the four lists of what to do with whom."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.text import Words
from graph.views.charts import symbol
from graph.views.figures import whole
from graph.views.growth import heading
from graph.views.picture import Part, at, drawing, part, words_at
from graph.views.quadrant import TONES, mark

PARTS = (("bridge", "ours"), ("voice", "voice"), ("across", "across"))
TICKS = (1, 2, 5, 10, 15, 20, 25, 50, 100, 200, 500, 1000, 5000, 20000, 100000)


@dataclass(frozen=True)
class Ranked:
    """One line of the ranking: `parts` are the points of the score by part; places among all, once resampled.

    `low` and `high` are the places 5…95 % of the resamples put them at, around `everywhere`; `sure` when enough is on
    record for a place to mean something.
    """

    id: str
    rank: int
    name: str
    account: str
    score: float
    parts: dict[str, float]
    state: str
    known: bool
    everywhere: int = 0
    low: float = math.nan
    high: float = math.nan
    sure: bool = True


def ranking(rows: Sequence[Ranked], chosen: str, words: Words) -> Part:
    """The lines as buttons, each with its score as a bar of three parts, or with its interval where there is one."""
    most = max((row.high for row in rows if row.high == row.high), default=0.0)
    lines = (_line(row, row.id == chosen, most, words) for row in rows)
    foot = _scale(most, words) if most else _key(words)
    return part("div", part("div", *lines, cls="ranks"), foot)


def _key(words: Words) -> Part:
    key = (part("span", symbol([part("rect", cls=f"f-{tone} part", x=-6, y=-5, width=12, height=10, rx=2)]),
                words(f"centres.part.{name}")) for name, tone in PARTS)  # fmt: skip
    return part("div", *key, cls="legend plain")


def _scale(most: float, words: Words) -> Part:
    """The places under the intervals, and what they are."""
    said = [words_at(_across(tick, most), 12, whole(tick), "ink3", "middle") for tick in _ticks(most)]
    axis = drawing(*said, height=16, label=words("centres.ranking.scale"))
    return part("div", part("span"), part("span"), part("span", words("centres.ranking.scale"), cls="c"), axis,
                part("span"), cls="scale")  # fmt: skip


def _ticks(most: float) -> list[int]:
    """At most four round places, the first one always among them, none too near to its neighbour."""
    kept: list[int] = []
    for tick in TICKS:
        if tick <= most and (not kept or (tick - kept[-1]) / max(1.0, most - 1) >= 0.22):
            kept.append(tick)
    return kept


def _across(place: float, most: float) -> str:
    return f"{4 + 92 * (place - 1) / max(1.0, most - 1):.1f}%"


def _line(row: Ranked, chosen: bool, most: float, words: Words) -> Part:
    who = part("span", row.name, part("span", row.account), cls="who", title=f"{row.name} · {row.account}")
    said = words("centres.ranking.parts", **{name: whole(row.parts[name]) for name, _ in PARTS})
    spread = bar(row.parts, said)
    if most:
        spread = between(row, most, words)
    return part(
        "button", part("span", whole(row.rank), cls="num quiet"), symbol(mark(row.state, 6, row.known)), who,
        spread, part("span", whole(row.score), cls="num", title=said),
        pick=row.id, type="button", aria_pressed=str(chosen).lower(),
    )  # fmt: skip


def between(row: Ranked, most: float, words: Words) -> Part:
    """The place among all with its interval; thin where too little is on record."""
    if row.high != row.high:
        return drawing(height=14, label=words("confidence.badge"))
    tone, strong = TONES[row.state] if row.sure else "neu", "w2" if row.sure else "w1"
    low, high = _across(row.low, most), _across(row.high, most)
    line = part("line", cls=f"l-{tone} {strong}", x1=low, x2=high, y1=7, y2=7)
    ends = [part("line", cls=f"l-{tone} {strong}", x1=x, x2=x, y1=3, y2=11) for x in (low, high)]
    dot = at(_across(row.everywhere, most), 7, *mark(row.state, 5, row.known))
    label = words("centres.ranking.interval", place=whole(row.everywhere), low=whole(row.low), high=whole(row.high))
    if not row.sure:
        label += " " + words("confidence.badge")
    return drawing(line, *ends, dot, height=14, label=label)


def bar(parts: dict[str, float], said: str, high: float = 10) -> Part:
    """The score 0…100 as a bar of its parts."""
    drawn, start = [part("rect", cls="f-band", x=0, y=0, width="100%", height=high, rx=3)], 0.0
    for name, tone in PARTS:
        wide = f"{parts[name]:.1f}%"
        drawn.append(part("rect", cls=f"f-{tone} part", x=f"{start:.1f}%", y=0, width=wide, height=high))
        start += parts[name]
    return drawing(*drawn, height=high, label=said)


@dataclass(frozen=True)
class Entry:
    """One person of a list: what stands behind it, and the next step; `act` marks a step that may be taken now."""

    id: str
    name: str
    told: str
    step: str
    act: bool
    known: bool


def lists(groups: Mapping[str, tuple[int, Sequence[Entry]]], words: Words) -> list[Part]:
    """A panel a list: shape, name, number of people, what it means, and its first people."""
    return [_list(state, n, entries, words) for state, (n, entries) in groups.items()]


def _list(state: str, n: int, entries: Sequence[Entry], words: Words) -> Part:
    tone = " ours" if TONES[state] == "ours" else ""
    title = part(
        "div", symbol(mark(state, 6, True)), part("h3", words(f"centres.list.{state}")),
        part("span", words("centres.people", n=whole(n)), cls="c grow"),
        part("span", words(f"centres.list.{state}.step"), cls=f"pill{tone}"), cls="row",
    )  # fmt: skip
    rows = [
        part("button", part("b", one.name), part("span", one.told, cls="c2 grow"),
             part("span", one.step, cls=f"c2 next{' link' if one.act else ''}"), pick=one.id, type="button")
        for one in entries
    ]  # fmt: skip
    none = None if rows else part("p", words("centres.list.none"), cls="c")
    about = part("div", words(f"centres.list.{state}.about"), cls="c2 about")
    return part("div", title, about, *rows, none, cls="panel list")


def titled(title: str, note: str, *body: Part | None) -> Part:
    """A panel with a heading."""
    return part("div", heading(title, note), *body, cls="panel tall")
