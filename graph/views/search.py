"""The search box: whom the typed text means, while it is typed; the map below neither moves nor waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views import find, shell
from graph.views.facts import by_id

if TYPE_CHECKING:
    from graph.views.screen import Screen


def box(screen: Screen, on_find: Callable[[str], None]) -> None:
    """The box with its hits beneath; whoever is pressed goes to `on_find`, and the page runs again."""

    @st.fragment
    def look() -> None:
        found = st.session_state.pop("map.picked", "")
        if found:
            on_find(found)
            st.rerun()
        words = screen.words
        typed = st.text_input(
            words("map.search"), key="map.search", type="search", live=True, icon=":material/search:",
            placeholder=words("map.search_hint"), label_visibility="collapsed",
        )  # fmt: skip
        with st.container(key="map.hits"):
            if typed:
                _hits(screen, typed)

    look()


def hits(screen: Screen, typed: str) -> list[str]:
    """Ids of the few people meant by that text, likeliest first."""
    return find.find(_index(screen.facts.people, screen.key), typed, by_id(screen.scores["score"]))


def _hits(screen: Screen, typed: str) -> None:
    words, found = screen.words, hits(screen, typed)
    for who in found:
        label = shell.safe(" · ".join(filter(None, (screen.facts.name(who), screen.facts.person(who).account))))
        st.button(label, key=f"map.hit.{who}", on_click=_pick, args=(who,), type="tertiary", width="stretch")
    if not found:
        st.caption(words("map.no_hit", typed=shell.safe(typed)))


@st.cache_resource(max_entries=4, show_spinner=False)
def _index(_people: Any, key: Any) -> list[find.Entry]:
    return find.index(_people)


def _pick(who: str) -> None:
    st.session_state["map.search"] = ""
    st.session_state["map.picked"] = who
