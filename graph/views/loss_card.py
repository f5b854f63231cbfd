"""What breaks if the chosen person leaves or turns against us, and the three cheapest ties that would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.views.asked import ask
from graph.views.figures import known, money, records, whole
from graph.views.picture import part, picture

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

HOW = ("leaves", "turns")
COUNTED = ("unreachable", "decision_lost", "decision_longer", "no_contact", "single_threaded")
LISTED = 5


def loss_card(screen: Screen, who: str, pick_key: str = "centres.loss") -> None:
    """Nothing is worked out before the user chooses which of the two."""
    words = screen.words
    how = st.pills(
        words("centres.loss.title"), HOW, key=f"{pick_key}.{who}", format_func=lambda one: words(f"centres.loss.{one}")
    )
    if how is None:
        return
    lost = ask(screen, "loss", who=who, how=how)
    body = [part("p", words(lost.about), cls="c2"), *(part("p", one, cls="s") for one in broken(screen, lost))]
    mended = ask(screen, "repairs", who=who, how=how)
    rows = records(mended.rows)
    if rows:
        body.append(part("h3", words("centres.loss.repairs")))
        body += [part("p", f"{row['rank']}. {row['pretext'].say(words)}", cls="c2") for row in rows]
    body += [part("p", note.say(words), cls="c") for note in mended.notes]
    picture(part("div", *body), key="centres.loss.told")


def broken(screen: Screen, lost: Answer) -> list[str]:
    """The figures that are not nothing, each with the first names behind it."""
    words, said = screen.words, []
    for what in COUNTED:
        names = lost.rows["name"][lost.rows["what"] == what].dropna().astype(str).tolist()
        if lost.figures[what]:
            who = words("answer.and").join(names[:LISTED])
            said.append(
                words("centres.loss.line", what=words(f"loss.what.{what}"), n=whole(lost.figures[what]), who=who)
            )
    value = lost.figures["referral_value"]
    if lost.figures["referred"]:
        worth = money(words, value) if known(value) else words("vocab.unknown")
        said.append(words("centres.loss.referred", n=whole(lost.figures["referred"]), value=worth))
    return said or [words("loss.note.nothing")]
