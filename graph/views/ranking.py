"""Who leads in influence, with what the score is made of, and the four lists of what to do with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.text import Words
from graph.views.charts import symbol
from graph.views.figures import whole
from graph.views.growth import heading
from graph.views.picture import Part, drawing, part
from graph.views.quadrant import TONES, mark

PARTS = (("bridge", "ours"), ("voice", "voice"), ("across", "across"))


@dataclass(frozen=True)
class Ranked:
    """One line of the ranking: `parts` are the points of the score by part."""

    id: str
    rank: int
    name: str
    account: str
    score: float
    parts: dict[str, float]
    state: str
    known: bool


def ranking(rows: Sequence[Ranked], chosen: str, words: Words) -> Part:
    """The lines as buttons, each with its score as a bar of three parts."""
    lines = (_line(row, row.id == chosen, words) for row in rows)
    key = (part("span", symbol([part("rect", cls=f"f-{tone} part", x=-6, y=-5, width=12, height=10, rx=2)]),
                words(f"centres.part.{name}")) for name, tone in PARTS)  # fmt: skip
    return part("div", part("div", *lines, cls="ranks"), part("div", *key, cls="legend plain"))


def _line(row: Ranked, chosen: bool, words: Words) -> Part:
    who = part("span", row.name, part("span", row.account), cls="who", title=f"{row.name} · {row.account}")
    said = words("centres.ranking.parts", **{name: whole(row.parts[name]) for name, _ in PARTS})
    return part(
        "button", part("span", whole(row.rank), cls="num quiet"), symbol(mark(row.state, 6, row.known)), who,
        bar(row.parts, said), part("span", whole(row.score), cls="num"),
        pick=row.id, type="button", aria_pressed=str(chosen).lower(),
    )  # fmt: skip


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
             part("span", one.step, cls=f"c2{' link' if one.act else ''}"), pick=one.id, type="button")
        for one in entries
    ]  # fmt: skip
    none = None if rows else part("p", words("centres.list.none"), cls="c")
    about = part("div", words(f"centres.list.{state}.about"), cls="c2 about")
    return part("div", title, about, *rows, none, cls="panel list")


def titled(title: str, note: str, *body: Part | None) -> Part:
    """A panel with a heading."""
    return part("div", heading(title, note), *body, cls="panel tall")
