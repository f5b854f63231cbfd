"""What breaks if the chosen person leaves or turns against us, and the three cheapest ties that would mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views.asked import ask
from graph.views.figures import known, money, records, whole
from graph.views.links import open_map
from graph.views.picture import Part, part, picture

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.text import Words
    from graph.views.screen import Screen

HOW = ("leaves", "turns")
COUNTED = ("unreachable", "decision_lost", "decision_longer", "no_contact", "single_threaded")
LISTED = 5


def loss_card(screen: Screen, who: str, on_pick: Callable[[str], None]) -> None:
    """Nothing is worked out before the user chooses which of the two; a name leads to that person by `on_pick`."""
    words = screen.words
    how = st.pills(
        words("centres.loss.title"), HOW, key=f"centres.loss.{who}",
        format_func=lambda one: words(f"centres.loss.{one}"),
    )  # fmt: skip
    if how is None:
        return
    lost = ask(screen, "loss", who=who, how=how)
    body = [part("p", words(lost.about), cls="c2"), *broken(screen, lost)]
    mended = ask(screen, "repairs", who=who, how=how)
    if len(mended.rows):
        body.append(part("h3", words("centres.loss.repairs")))
        body += [repair(row, words) for row in records(mended.rows)]
    body += [part("p", note.say(words), cls="c") for note in mended.notes]
    people = screen.network["Person"]["id"]
    picture(part("div", *body, cls="loss"), key="centres.loss.told",
            on_pick=lambda one: on_pick(one) if people.isin([one]).any() else open_map(screen, one))  # fmt: skip


def broken(screen: Screen, lost: Answer) -> list[Part]:
    """The figures that are not nothing, each with the first names behind it, to go on to."""
    words, said = screen.words, []
    for what in COUNTED:
        rows = lost.rows[lost.rows["what"] == what].dropna(subset="name")
        if lost.figures[what]:
            head = words("centres.loss.line", what=words(f"loss.what.{what}"), n=whole(lost.figures[what]))
            rest = lost.figures[what] - LISTED
            more = words("centres.loss.more", n=whole(rest)) if rest > 0 else None
            said.append(part("p", head, *(named(row) for row in records(rows.head(LISTED))), more, cls="s"))
    value = lost.figures["referral_value"]
    if lost.figures["referred"]:
        worth = money(words, value) if known(value) else words("vocab.unknown")
        told = words("centres.loss.referred", n=whole(lost.figures["referred"]), value=worth)
        said.append(part("p", told, cls="s"))
    return said or [part("p", words("loss.note.nothing"), cls="s")]


def named(row: Mapping[str, Any]) -> Part:
    """A name that leads to whom it names."""
    return part("button", str(row["name"]), cls="link", pick=str(row["id"]), type="button")


def repair(row: Mapping[str, Any], words: Words) -> Part:
    """One tie that would mend most: whom to meet and how, leading to them."""
    return part("p", f"{row['rank']}. ", part("button", row["pretext"].say(words), cls="link", pick=str(row["id"]),
                                              type="button"), cls="c2")  # fmt: skip
