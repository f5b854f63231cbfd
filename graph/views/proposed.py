"""Ties that are only proposed: as dashed lines for a map, and beside a card to be confirmed or dismissed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.grounds import Grounds, grounds
from graph.analysis.proposals import proposals
from graph.analysis.verdict import confirmed, dismissed
from graph.views.background import FEW, offered
from graph.views.figures import records
from graph.views.filters import on
from graph.views.shell import attempt, safe
from graph.views.time_bar import past

if TYPE_CHECKING:
    from graph.views.scene import Choice
    from graph.views.screen import Screen

SHOWN, LINES = 3, 60
REASONS = ("strangers", "same_name", "over")


def lines(screen: Screen, people: Iterable[str], most: int = LINES) -> pd.DataFrame:
    """Proposals between these people that nobody has noted yet, as lines of the map: columns of `Facts.ties`.

    At most `most`, the surest; the first call on a big network looks everything up, about two seconds for 100,000.
    """
    rows = proposals(screen.network, people, within=True, as_of=screen.today, found=_grounds(screen)).rows
    rows = rows[~rows["recorded"]].head(most)
    table = rows[["id", "kind", "from_id", "to_id", "sort"]].assign(strength=1, proposed=True)
    return table.reset_index(drop=True)


def added(screen: Screen, choice: Choice, people: Iterable[str], ties: pd.DataFrame) -> pd.DataFrame:
    """The ties with proposals between those people, where the user asked for proposed ties by name."""
    if "proposed" not in choice.sources or not on(choice, "sources"):
        return ties
    return pd.concat([ties, lines(screen, people)], ignore_index=True)


def one(screen: Screen, ends: tuple[str, str], key: str) -> None:
    """The proposal between these two, with its reason, to be confirmed or dismissed; of an earlier day only to be read.

    Nothing where they are tied by now, or nothing speaks for it.
    """
    rows = proposals(screen.network, ends, within=True, as_of=screen.today, found=_grounds(screen)).rows
    for row in records(rows.head(1)):
        _line(screen, row, ends[0], key, named=False)


def section(screen: Screen, who: str, key: str) -> None:
    """Whom this person may know too, the surest first: confirm, or dismiss with a reason that is remembered."""
    small = len(screen.network["Person"]) <= FEW
    found = _grounds(screen) if small else offered(screen, "proposals", lambda _: grounds(screen.network, screen.today))
    if found is None:
        return
    rows = proposals(screen.network, [who], as_of=screen.today, found=found).rows
    for row in records(rows.head(SHOWN)):
        _line(screen, row, who, key)
    if len(rows) > SHOWN:
        with st.expander(screen.words("proposed.more", n=len(rows) - SHOWN), key=f"{key}.proposed_more"):
            for row in records(rows.iloc[SHOWN : 4 * SHOWN]):
                _line(screen, row, who, key)


@st.cache_resource(max_entries=4, show_spinner=False)
def _found(_network: Any, _day: Any, key: Any) -> Grounds:
    return grounds(_network, _day)


def _grounds(screen: Screen) -> Grounds:
    return _found(screen.network, screen.today, screen.key)


def _line(screen: Screen, row: Any, who: str, key: str, *, named: bool = True) -> None:
    """One proposal: who, the two answers, the reason, how sure; without the answers on an earlier day."""
    words = screen.words
    other, name = ("to_id", "to_name") if row["from_id"] == who else ("from_id", "from_name")
    why = str(row["why"].say(words))
    with st.container(key=f"{key}.proposed.{row[other]}", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if named:
                with st.container(width="stretch"):
                    st.markdown(f"**{safe(str(row[name]))}**")
            if not past():
                _answers(screen, row, f"{key}.{{}}.{row[other]}", why)
        st.markdown(safe(why))
        st.caption(_sure(screen, row))


def _answers(screen: Screen, row: Any, key: str, why: str) -> None:
    """Yes, which notes it as a tie, and no, which is remembered; `key` has a place for which of the two."""
    words, user = screen.words, screen.viewer.user
    if st.button(words("proposed.yes"), key=key.format("yes"), icon=":material/check:"):
        noted = words("proposed.note", why=why)
        attempt(words, lambda: screen.apply(confirmed(screen.network, row, user, screen.today, noted)))
    with st.popover(words("proposed.no"), icon=":material/close:"):
        _dismiss(screen, row, key.format("no"))


def _sure(screen: Screen, row: Any) -> str:
    words = screen.words
    if row["recorded"]:
        return words("proposed.noted")
    return words("proposed.sure", share=f"{100 * row['sure']:.0f}%")


def _dismiss(screen: Screen, row: Any, key: str) -> None:
    words = screen.words
    options = [words(f"proposed.reason.{one}") for one in REASONS]
    reason = st.selectbox(words("proposed.why_not"), options, index=0, accept_new_options=True, key=f"{key}.reason")
    st.caption(words("proposed.never_again"))
    if st.button(words("proposed.dismiss"), key=f"{key}.sure", type="primary"):
        user = screen.viewer.user
        attempt(words, lambda: screen.apply(dismissed(screen.network, row, user, screen.today, str(reason or ""))))
