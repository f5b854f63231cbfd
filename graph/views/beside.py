"""What stands around a person's card on every page: facts to change in place, whom they may know, notes and tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.model.kinds import STORED_TIES
from graph.views import inline, notes, proposed, time_bar
from graph.views.clash import CLASH
from graph.views.panel import tie_row
from graph.views.person_acts import person_acts
from graph.views.saved import SAID
from graph.views.screen import BEFORE, SEEN
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen


def editing(screen: Screen, who: str, page: str) -> None:
    """Above the card in edit mode: what can be done with that person, and their facts to be changed in place."""
    _whole()
    if st.session_state.get("map.mode") != "edit":
        return
    with st.container(key=f"{page}.editing", gap="small"):
        st.markdown(f"**{safe(screen.facts.name(who))}**")
        person_acts(screen, who, page)
        inline.fields(screen, who, page)


def person(screen: Screen, who: str, page: str) -> None:
    """Below the card: whom they may know too, notes and tasks; nothing of an earlier day, which nobody can change."""
    if time_bar.past():
        return
    proposed.section(screen, who, page)
    notes.section(screen, (who,), page)


def tie(screen: Screen, tie: str, page: str) -> None:
    """For one tie: what was noted on it; a derived one has nothing of its own."""
    _whole()
    kind, row = tie_row(screen, tie)
    if kind in STORED_TIES and not time_bar.past():
        ends = tuple(row[end] for end in ("from_id", "to_id") if row[end] in screen.facts.people.index)
        notes.section(screen, ends, page, tie)


def _whole() -> None:
    """A change was made, or met another's, in a part of the page that runs alone: all of it runs, for undo, saved state
    and picture.
    """
    changed = SEEN not in st.session_state and BEFORE in st.session_state
    met = bool(st.session_state.get(CLASH)) and st.session_state.get(SAID, "clash") != "clash"
    if changed or met:
        st.rerun()
