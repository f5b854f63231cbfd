"""Taking a page along: the menu beside the title, and the files it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.views.download import as_csv

if TYPE_CHECKING:
    from graph.views.screen import Screen
    from graph.views.seen import Seen


def menu(screen: Screen, seen: Seen) -> None:
    """What can be taken of this page: its list as CSV."""
    words = screen.words
    with st.popover(words("take.menu"), icon=":material/download:"):
        st.download_button(
            words("take.csv"), lambda: as_csv(seen.table, {name: name for name in seen.table.columns}),
            f"{seen.page}.csv", "text/csv", key=f"{seen.page}.take.csv", icon=":material/table:",
        )  # fmt: skip
