"""The tables beside a chain: generations against 1 → 2 → 4 → 8, promises still owed, and which way of asking works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from graph.text import Words
from graph.views.charts import interval, rep_mark
from graph.views.figures import DASH, day, decimal, known, money, records, share, whole
from graph.views.picture import Part, at, drawing, part, words_at

FUNNEL = ("asked", "promised", "consented", "met", "won")
SETTLE_DAYS = 90
FEW = 15
DRAWN = 12  # generations in the table, the root among them; of more a sentence tells


def heading(title: str, note: str = "", level: str = "h2") -> Part:
    """A panel's title with a quiet remark at its right."""
    return part("div", part(level, title), part("span", note, cls="c") if note else None, cls="row between")


def figures(shown: Mapping[str, tuple[str, str, str]]) -> Part:
    """A row of figures by key: label, value, remark; a value can be picked by its key."""
    cells = (
        part(
            "div",
            part("div", label, cls="c"),
            part("div", part("b", value, pick=key, aria_label=f"{label} {value}")),
            part("div", more, cls="c"),
        )
        for key, (label, value, more) in shown.items()
    )
    return part("div", *cells, cls="figures")


def table(title: str, heads: Sequence[tuple[str, str]], rows: Sequence[Sequence[Part | str]]) -> Part:
    """A table; heads are (text, class), and a column's class is its head's."""
    top = part("tr", *(part("th", head, cls=cls, scope="col") for head, cls in heads))
    body = (part("tr", *(part("td", cell, cls=cls) for cell, (_, cls) in zip(row, heads, strict=True))) for row in rows)
    inner = part("table", part("thead", top), part("tbody", *body), aria_label=title)
    return part("div", inner, cls="scroll", tabindex=0, role="group", aria_label=title)


def generations(rows: Sequence[Mapping[str, Any]], silent: Mapping[int, int], words: Words) -> Part:
    """Each generation beside the ideal, in which everybody brings two; `silent` counts those never asked, by number."""
    drawn, further = rows[:DRAWN], rows[DRAWN:]
    most = max(max(2 ** int(row["g"]) for row in drawn), max(int(row["named"]) for row in drawn))
    heads = [(words(f"chains.generations.{key}"), "num" if key not in ("g", "bar") else "") for key in
             ("g", "ideal", "named", "bar", "branching", "won", "days", "value")]  # fmt: skip
    title = words("chains.generations.title")
    body = [_generation(row, most, words) for row in drawn]
    note = words("chains.generations.note")
    told = [_thin(rows, silent, words), _further(further, words) if further else None]
    return part("div", heading(title, note), table(title, heads, body), *told, cls="panel")


def _further(rows: Sequence[Mapping[str, Any]], words: Words) -> Part:
    """How many generations and people come after those in the table."""
    people = whole(sum(int(row["named"]) for row in rows))
    return part("p", words("chains.generations.further", n=whole(len(rows)), people=people), cls="c2")


def _generation(row: Mapping[str, Any], most: int, words: Words) -> list[Part | str]:
    g, named = int(row["g"]), int(row["named"])
    frame = part("rect", cls="f-none l-rule", x=0, y=2, width=f"{100 * 2**g / most:.1f}%", height=16, rx=2)
    bar = part("rect", cls="f-ours", x=0, y=5, width=f"{100 * named / most:.1f}%", height=10, rx=2)
    said = words("chains.generation.short", g=g) if g else words("chains.root")
    label = words("chains.generations.alt", named=named, ideal=2**g)
    won = DASH if not g else f"{whole(row['won'])} / {whole(row['contacted'])}"
    return [
        said, part("span", whole(2**g), cls="quiet"),
        part("b", whole(named), pick=f"g.{g}", aria_label=f"{said} {whole(named)}"),
        drawing(frame, bar, height=20, width=92, label=label),
        decimal(row["branching"]) if known(row["branching"]) else DASH, won,
        whole(row["days"]) if known(row["days"]) else DASH,
        money(words, row["value"]) if known(row["value"]) and row["value"] > 0 else DASH,
    ]  # fmt: skip


def _thin(rows: Sequence[Mapping[str, Any]], silent: Mapping[int, int], words: Words) -> Part | None:
    """A sentence on the first generation that brings fewer than two each, and on how many there were never asked."""
    for row, after in pairwise(rows):
        if known(after["branching"]) and after["branching"] < 2:
            g, n = int(row["g"]), silent.get(int(row["g"]), 0)
            key = "chains.generations.thin.silent" if n else "chains.generations.thin"
            said = words("chains.generation.short", g=g) if g else words("chains.root")
            return part("p", words(key, g=g + 1, before=said, of=whole(row["named"]), n=whole(n)), cls="c2")
    return None


def promises(rows: pd.DataFrame, words: Words, today: date) -> Part:
    """Who promised a name and has not given one: a promise is not a name."""
    title = words("chains.promises.title")
    if rows.empty:
        body: Part = part("p", words("chains.promises.none"), cls="c2")
    else:
        keys = ("referrer", "whom", "technique", "asked_on", "days", "rep", "next")
        heads = [(words(f"chains.promises.{key}"), "num" if key == "days" else "") for key in keys]
        body = table(title, heads, [_promise(row, words, today) for row in records(rows)])
    return part("div", heading(title, words("chains.promises.note")), body, cls="panel")


def _promise(row: Mapping[str, Any], words: Words, today: date) -> list[Part | str]:
    days = words("figure.days", n=whole(row["days"])) if known(row["days"]) else DASH
    late = part("span", days, cls="pill warn") if row["overdue"] else days
    return [
        part("b", str(row["name"])), whom(row, words), words.choice("referral_technique", str(row["technique"])),
        day(words, row["asked_on"], today), late,
        rep_mark(row["rep_name"]) if known(row["rep_name"]) else words("vocab.unknown"),
        words(f"chains.promises.next.{next_step(row)}"),
    ]  # fmt: skip


def whom(row: Mapping[str, Any], words: Words) -> Part | str:
    """Whom a promise names; else that nobody is named yet, with how many were promised where that is on record."""
    if known(row["person_name"]):
        return str(row["person_name"])
    few = known(row["promised_count"])
    said = words("chains.promises.several", n=whole(row["promised_count"])) if few else words("chains.nameless")
    return part("span", said, cls="quiet")


def next_step(row: Mapping[str, Any]) -> str:
    """What to do about an open promise: wait, thank and meet again once overdue, settle it after 90 days.

    >>> [next_step({"overdue": late, "days": n}) for late, n in ((False, 18), (True, 34), (True, 101))]
    ['wait', 'thank', 'close']
    """
    if not row["overdue"]:
        return "wait"
    return "close" if known(row["days"]) and row["days"] > SETTLE_DAYS else "thank"


def funnel(rows: pd.DataFrame, told: Sequence[str], words: Words) -> Part:
    """Each way of asking: how many were asked and how far they came, and the rate of wins with its 90 % interval.

    `told` says which ways differ and which cannot be told apart.
    """
    title = words("chains.funnel.title")
    if rows.empty:
        empty = part("p", words("chains.funnel.none"), cls="c2")
        return part("div", heading(title), empty, cls="panel")
    note = words("chains.funnel.note", n=whole(rows["asked"].sum()))
    most = max(0.2, min(1.0, float(rows["high"].max(skipna=True)) + 0.02))
    lines = [_way(row, int(rows["asked"].max()), most, words) for row in records(rows)]
    head = _funnel_head(most, words)
    key = part(
        "div",
        *(part("span", words(f"chains.funnel.key.{one}")) for one in ("left", "right", "hollow")),
        cls="legend plain",
    )
    said = [part("p", one, cls="note") for one in told]
    return part("div", heading(title, note), part("div", head, *lines, cls="funnel"), key, *said, cls="panel")


def _funnel_head(most: float, words: Words) -> Part:
    steps = [
        words_at(f"{10 + 20 * i}%", 12, words(f"chains.funnel.{step}"), "ink3", "middle")
        for i, step in enumerate(FUNNEL)
    ]
    ticks = [words_at(f"{100 * i / 20 / most:.1f}%", 12, f"{5 * i}%", "ink3", "middle") for i in _ticks(most)]
    left = drawing(*steps, height=16, label=words("chains.funnel.steps"))
    right = drawing(*ticks, height=16, label=words("chains.funnel.axis"))
    return part("div", part("span"), left, right, cls="way")


def _ticks(most: float) -> range:
    """Twentieths at which the axis is marked: three to five marks."""
    step = next((s for s in (1, 2, 4, 5) if most * 20 / s <= 4.5), 10)
    return range(0, int(most * 20) + 1, step)


def _way(row: Mapping[str, Any], asked: int, most: float, words: Words) -> Part:
    name = words.choice("referral_technique", str(row["technique"]))
    few = bool(row["small"])
    counts = [int(row[step]) for step in FUNNEL]
    halves = [max(1.0, 19 * n / max(1, asked)) for n in counts]
    drawn: list[Part] = []
    for i, (n, half) in enumerate(zip(counts, halves, strict=True)):
        bar = part(
            "rect", cls=f"f-ours {'half' if few else 'part'}", x="-14", y=-half, width=28, height=2 * half, rx=1.5
        )
        inside = half >= 9
        said = words_at(0, 4.5 if inside else half + 13, whole(n), "on-ours strong" if inside else "", "middle")
        step = part(
            "g", bar, said, pick=f"way.{row['technique']}.{FUNNEL[i]}",
            aria_label=f"{name} {words(f'chains.funnel.{FUNNEL[i]}')} {whole(n)}",
        )  # fmt: skip
        drawn.append(at(f"{10 + 20 * i}%", 20, step))
    label = words("chains.funnel.alt", way=name, asked=counts[0], won=counts[-1])
    rated = known(row["rate"]) and known(row["low"])
    marks = interval(20, row["rate"], row["low"], row["high"], most, sure=not few) if rated else []
    grid = [
        part("line", cls="l-hair", x1=f"{100 * i / 20 / most:.1f}%", x2=f"{100 * i / 20 / most:.1f}%", y1=-4, y2=48)
        for i in _ticks(most)
    ]
    chance = words(
        "chains.funnel.chance", way=name, rate=share(row["rate"]), low=share(row["low"]), high=share(row["high"])
    )
    return part(
        "div", part("span", name, cls="s"), drawing(*drawn, height=44, label=label, live=True),
        drawing(*grid, *marks, height=44, label=chance), cls="way",
    )  # fmt: skip
