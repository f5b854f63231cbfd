"""The row above every page: title, search, view or edit, undo, and a place for what can be taken along."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from graph.views import saved, search, undo
from graph.views.links import open_map

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from graph.views.screen import Screen


def head(
    screen: Screen, title: Callable[[], None], *, editing: bool = False, on_find: Callable[[str], None] | None = None
) -> DeltaGenerator:
    """Draw the row; gives the place at its end where a page puts its `take.menu` once it knows what it shows.

    `title` draws the left part. `editing` shows view or edit (`map.mode`) and undo and redo by name. Whoever is found
    goes to `on_find`, else is shown on the map.
    """
    words = screen.words
    with st.container(horizontal=True, vertical_alignment="center", key="map.head"):
        with st.container(width="stretch"):
            title()
        if editing:
            saved.state(screen)
        with st.container(width=280, key="map.find"):
            search.box(screen, on_find or (lambda who: open_map(screen, who)))
        if editing:
            st.segmented_control(
                words("map.mode"), ("view", "edit"), format_func=lambda m: words(f"map.mode.{m}"), default="view",
                key="map.mode", required=True, label_visibility="collapsed",
            )  # fmt: skip
            undo.undo_buttons(screen)
        return st.container(width="content")
