"""The tie chosen on the map: what is on record, why it is only proposed and what may be answered, or what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis.changes import LOST
from graph.views import beside, edit, marked, proposed
from graph.views.map.component import show_card
from graph.views.map_state import recorded
from graph.views.panel import tie_card

if TYPE_CHECKING:
    from graph.views.scene import Choice, Scene
    from graph.views.screen import Screen

CARD = "map.card"


def show(screen: Screen, choice: Choice, drawn: Scene, tie: str, on_press: Callable[[], None]) -> None:
    """Its card and what can be said about it; nothing for a line that is no longer drawn and not on record."""
    edge = next((e for e in drawn.picture.edges if e["id"] == tie), {})
    if recorded(screen, tie):
        show_card(tie_card(screen, tie), key=CARD, on_intent=on_press)
        beside.tie(screen, tie, "map")
    elif edge.get("change") == LOST and choice.before:
        lost = {"pill": {"text": screen.words("map.change.lost"), "tone": "opp"}}
        show_card(tie_card(marked.then(screen, choice.before), tie) | lost, key=CARD, on_intent=on_press)
    elif edge.get("kind") == "PROPOSED":
        show_card(_proposal(screen, edge), key=CARD, on_intent=on_press)
    if edge.get("kind") == "PROPOSED":
        proposed.one(screen, (edge["from"], edge["to"]), "map")


def _proposal(screen: Screen, edge: dict[str, Any]) -> dict[str, Any]:
    """The head of the card of a line that stands in no record."""
    name = " – ".join(screen.facts.name(edge[end]) for end in ("from", "to"))
    return {"name": name, "about": "", "pill": {"text": screen.words("map.line.PROPOSED"), "tone": ""}, "facts": []}


def acts(screen: Screen, tie: str) -> None:
    """In edit mode: change it, remove it; a tie that is not on record has neither."""
    if st.session_state.get("map.mode") != "edit" or not recorded(screen, tie):
        return
    words = screen.words
    with st.container(horizontal=True):
        if st.button(words("edit.edit_tie"), key="map.edit_tie", icon=":material/edit:"):
            edit.edit_tie(screen, tie)
        if st.button(words("edit.remove_tie"), key="map.remove_tie", icon=":material/link_off:"):
            edit.remove(screen, [], [tie])
