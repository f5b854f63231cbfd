"""The suggested way from the middle of a circle to somebody further out: the best chance, as `routes` works it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError

if TYPE_CHECKING:
    from graph.views.screen import Screen


def way(screen: Screen, centre: str, who: str) -> list[str]:
    """Ids from the centre to that person, both ends too; [] where there is no way of at most four steps."""
    return _way(screen, centre, who, screen.key) if centre and who and centre != who else []


@st.cache_data(max_entries=200, show_spinner=False)
def _way(_screen: Screen, centre: str, who: str, key: Any) -> list[str]:
    from graph.analysis.routes import routes

    try:
        found = routes(_screen.network, who, source=centre, as_of=_screen.today).rows
    except GuanxiError:  # somebody who stands in no network has no way to them
        return []
    if found.empty:
        return []
    steps = found.iloc[0]["steps"]
    return [centre, *(str(step["to"]) for step in steps)]
