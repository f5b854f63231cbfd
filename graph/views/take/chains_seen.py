"""The Chains page as it can be taken along: its figures, the tree, generations and ways of asking, and the chain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from graph.views.chain_file import chain_table
from graph.views.charts import width
from graph.views.picture import Part, words_at
from graph.views.seen import Seen
from graph.views.take import panels
from graph.views.take.svg import of_parts

if TYPE_CHECKING:
    from graph.views.screen import Screen

LEAST, GAP, WAY = 1000.0, 28.0, (150.0, 300.0, 170.0)


def seen(screen: Screen, title: str, rows: pd.DataFrame, figures: Mapping[str, tuple[str, str, str]],
         panels_: Mapping[str, Part], notes: Sequence[str]) -> Seen:  # fmt: skip
    """`rows` is the chain, nearest generations first; `panels_` are the boxes "tree", "generations", "promises" and
    "funnel" as the page draws them. The people are those of the chain who have a name.
    """
    words, ties = screen.words, screen.facts.ties
    people = [str(one) for one in rows["id"] if one in screen.facts.people.index]
    referred = ties[(ties["kind"] == "REFERRED") & ties["from_id"].isin(people) & ties["to_id"].isin(people)]

    def svg(theme: str) -> str:
        parts, wide, high = drawn(figures, panels_, words("chains.generations.title"), words("chains.funnel.title"))
        return of_parts(parts, wide, high, theme, title=title, notes=notes)

    def tables() -> dict[str, pd.DataFrame]:
        return {
            key: as_table(panels_[key]) for key in ("generations", "promises") if panels.called(panels_[key], "scroll")
        }

    known = tuple(map(str, referred["id"]))
    return Seen("chains", title, tuple(people), known, tuple(notes), chain_table(rows, words), svg, tables=tables)


def drawn(figures: Mapping[str, tuple[str, str, str]], boxes: Mapping[str, Part], generations: str, funnel: str
          ) -> tuple[list[Part], float, float]:  # fmt: skip
    """The figures in a row, the tree with its legend, and below them the generations beside the ways of asking."""
    tree = panels.drawings(boxes["tree"])[0]
    wide = max(LEAST, float(tree[1]["width"]))
    out: list[Part] = []
    x = 0.0
    for label, value, more in figures.values():
        out += [words_at(x, 12, label, "ink3"), words_at(x, 34, value, "large ink"), words_at(x, 52, more, "ink3")]
        x += max(width(label), width(value, 16), width(more)) + GAP
    wide = max(wide, x - GAP)
    out.append(panels.placed(tree, 0, 64, wide))
    high = 64 + float(tree[1]["height"]) + 8
    parts, tall = panels.legend(panels.called(boxes["tree"], "legend")[0], wide)
    out.append(panels.moved(parts, 0, high))
    low = high + tall + GAP
    grid, across, down = panels.table(boxes["generations"])
    out += [words_at(0, low, generations, "ink strong"), panels.moved(grid, 0, low + 10)]
    ways = panels.called(boxes["funnel"], "way")
    lines, deep = panels.beside(ways, WAY)
    if ways:
        left = across + 2 * GAP
        out += [words_at(left, low, funnel, "ink strong"), panels.moved(lines, left, low + 10)]
        across = left + sum(WAY) + GAP * 2
    return out, max(wide, across), low + 10 + max(down, deep)


def as_table(box: Part) -> pd.DataFrame:
    """A table of the page as columns of text; a column of drawings is left out."""
    head, *body = [row[2] for row in panels.within(box, lambda inner: inner[0] == "tr")]
    kept = [i for i in range(len(head)) if not any(panels.drawings(row[i]) for row in body)]
    return pd.DataFrame([[panels.text(row[i]) for i in kept] for row in body],
                        columns=[panels.text(head[i]) for i in kept])  # fmt: skip
