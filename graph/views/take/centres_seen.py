"""The Centres page as it can be taken along: the chart beside the ranking, its list, and the circles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from graph.views.charts import shortened, width
from graph.views.circles_strip import listed
from graph.views.figures import whole
from graph.views.picture import Part, part, words_at
from graph.views.quadrant import DRAWN, mark
from graph.views.ranking import Ranked, bar, between, ranking
from graph.views.seen import Seen
from graph.views.take import panels
from graph.views.take.svg import of_parts

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

CHART, ASIDE, GAP, ROW = 592, 420, 32, 27
COLUMNS = ("place", "name", "account", "title", "region", "score", "bridge", "voice", "across", "accounts_within_2",
           "list", "rep", "asks", "value")  # fmt: skip


def seen(screen: Screen, table: pd.DataFrame, who: str, chart: Part, rows: Sequence[Ranked], circles: Answer,
         notes: Sequence[str]) -> Seen:  # fmt: skip
    """`table` are those of the board, the best first; the first of them are shown. `chart` and `rows` are as drawn."""
    words, ties = screen.words, screen.facts.ties
    shown = table.index[:DRAWN].union([who], sort=False)
    mine = ties["id"][ties["from_id"].isin(shown) & ties["to_id"].isin(shown)]
    title = words("centres.title")

    def svg(theme: str) -> str:
        parts, high = drawn(chart, rows, who, screen)
        return of_parts(parts, CHART + GAP + ASIDE, high, theme, title=title, notes=notes)

    return Seen("centres", title, tuple(map(str, shown)), tuple(map(str, mine)), tuple(notes), _list(screen, table),
                svg, tables=lambda: {"circles": listed(circles.rows, words)} if len(circles.rows) else {})  # fmt: skip


def _list(screen: Screen, table: pd.DataFrame) -> pd.DataFrame:
    """Everybody of the board in the user's words."""
    words = screen.words
    told = table[list(COLUMNS)].round({"score": 1, "bridge": 1, "voice": 1, "across": 1, "value": 0})
    told["list"] = [words(f"centres.list.{one}") if one else "" for one in told["list"]]
    return told.set_axis([words(f"take.col.{one}") for one in COLUMNS], axis=1).reset_index(drop=True)


def drawn(chart: Part, rows: Sequence[Ranked], who: str, screen: Screen) -> panels.Laid:
    """The chart with its legend at the left, the ranking at the right."""
    words = screen.words
    out: list[Part] = [words_at(0, 18, words("centres.quadrant.title"), "ink strong"),
                       words_at(0, 38, words("centres.quadrant.note"), "ink3")]  # fmt: skip
    high = 48.0
    for one in panels.drawings(chart)[:1]:
        out.append(panels.placed(one, 0, high, CHART))
        high += float(one[1]["height"]) + 6
    for box in panels.called(chart, "legend")[:1]:
        parts, tall = panels.legend(box, CHART)
        out.append(panels.moved(parts, 0, high))
        high += tall
    ranks = [words_at(0, 18, words("centres.ranking.title"), "ink strong"), *_ranks(rows, who, screen)]
    return [*out, panels.moved(ranks, CHART + GAP, 0)], max(high, 68 + ROW * len(rows))


def _ranks(rows: Sequence[Ranked], who: str, screen: Screen) -> list[Part]:
    words, out = screen.words, list[Part]()
    most = max((row.high for row in rows if row.high == row.high), default=0.0)
    note = words("centres.ranking.scale" if most else "centres.ranking.note")
    out.append(words_at(0, 38, note, "ink3"))
    for scale in panels.called(ranking(rows, who, words), "scale"):
        out += [panels.placed(one, 270, 48 + ROW * len(rows), 120) for one in panels.drawings(scale)]
    for i, row in enumerate(rows):
        y, strong = 48 + ROW * i, " strong" if row.id == who else ""
        said = words("centres.ranking.parts", **{name: whole(value) for name, value in row.parts.items()})
        spread = between(row, most, words) if most else bar(row.parts, said)
        name = shortened(row.name, 130, 13)
        if strong:
            out.append(part("rect", cls="f-soft", x=-6, y=y - 2, width=ASIDE + 12, height=ROW - 2, rx=6))
        out += [
            words_at(22, y + 15, whole(row.rank), "ink3", "end"), part("g", *mark(row.state, 6, row.known),
                                                                      transform=f"translate(38 {y + 11})"),
            words_at(52, y + 15, name, f"name{strong}"),
            words_at(60 + width(name, 13), y + 15, shortened(row.account, 210 - width(name, 13)), "ink3"),
            panels.placed(spread, 270, y + 4, 120), words_at(ASIDE, y + 15, whole(row.score), f"ink{strong}", "end"),
        ]  # fmt: skip
    return out
