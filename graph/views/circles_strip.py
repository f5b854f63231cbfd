"""The circles and us: a card a circle, a dot a person, filled where one of ours knows them; amber where nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.text import Words
from graph.views.charts import shortened
from graph.views.figures import known, records, share, whole
from graph.views.picture import Part, drawing, part, picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

SHOWN, OPEN, LISTED = 8, 4, 300
A_LINE, STEP = 12, 11


def strip(screen: Screen, answer: Answer, on_pick: Callable[[str], None]) -> None:
    """The heading in figures, the first circles as cards, all of them as a table; a card reports its circle."""
    words, figures = screen.words, answer.figures
    if not len(answer.rows):
        return
    said = words("centres.circles.note", n=whole(figures["without_us"]), people=whole(figures["people_without_us"]))
    head = part("div", part("h2", words("centres.circles.title")), part("span", said, cls="c2"), cls="row")
    cards = [card(row, words) for row in chosen(answer.rows)]
    picture(head, part("div", *cards, cls="circles"), key="centres.circles", on_pick=on_pick)
    with st.expander(words("centres.circles.all", n=whole(figures["circles"]))):
        st.dataframe(listed(answer.rows.head(LISTED), words), hide_index=True, key="centres.circles.table")
        st.caption(words("circles.about"))


def chosen(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Up to eight circles: the four biggest in which we know nobody, and the biggest others; in the order given."""
    without = rows.index[~rows["ours"].astype(bool)][:OPEN]
    others = rows.index.difference(without, sort=False)[: SHOWN - len(without)]
    return records(rows.loc[sorted([*without, *others])])


def card(row: Mapping[str, Any], words: Words) -> Part:
    """One circle: its name, how many people, a dot each in proportion, and how many we know or who leads in."""
    name = called(row["name"], words)
    size = part("span", whole(row["size"]), cls="c")
    head = part("span", part("b", shortened(name, 118, 13), title=name), size, cls="row between")
    foot = part("span", told(row, words), cls="c2" if row["ours"] else "c2 warn")
    cls = "circle" if row["ours"] else "circle open"
    return part("button", head, dots(row, words), foot, cls=cls, pick=str(row["circle"]), type="button")


def called(name: Any, words: Words) -> str:
    """The name of a circle in words."""
    return name if isinstance(name, str) else str(name.say(words))


def told(row: Mapping[str, Any], words: Words) -> str:
    """How many we know, or who would lead us in."""
    if row["ours"]:
        return words("centres.circles.known", n=whole(row["known"]))
    if known(row["entry"]):
        return words("centres.circles.entry", who=row["entry_name"])
    return words("centres.circles.closed")


def dots(row: Mapping[str, Any], words: Words) -> Part:
    """A dot for each member to draw, those we know first and filled."""
    n, ours = len(row["members"]), int(row["members_known"])
    tone = "ours" if row["ours"] else "warn"
    looks = [f"f-{tone} l-{tone} w1", f"f-card l-{'neu' if row['ours'] else tone} w1"]
    drawn = [
        part("circle", cls=looks[i >= ours], cx=5 + STEP * (i % A_LINE), cy=5 + STEP * (i // A_LINE), r=4)
        for i in range(n)
    ]
    high = STEP * max(1, -(-n // A_LINE)) + 2
    label = words("centres.circles.alt", n=whole(row["size"]), known=whole(row["known"]))
    return drawing(*drawn, height=high, width=A_LINE * STEP + 2, label=label)


def listed(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The circles as a table in the user's words."""
    names: Sequence[str] = ("name", "size", "known", "share", "entry", "rep", "voice")
    told_ = pd.DataFrame(
        {
            "name": [called(one, words) for one in rows["name"]], "size": rows["size"].to_list(),
            "known": rows["known"].to_list(), "share": [share(one) for one in rows["share"]],
            "entry": rows["entry_name"].to_list(), "rep": rows["rep_name"].to_list(),
            "voice": rows["voice_name"].to_list(),
        }
    )  # fmt: skip
    return told_.set_axis([words(f"centres.circles.column.{name}") for name in names], axis=1)
