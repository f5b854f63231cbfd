"""Ways from one page to another, with the same person chosen there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.views.shell import open_person

if TYPE_CHECKING:
    from graph.views.screen import Screen


def open_map(screen: Screen, who: str) -> None:
    """Leave for the map, lit on that person."""
    open_person(who)
    st.switch_page(st.Page(_elsewhere, url_path="map"), query_params={"who": who, "lang": screen.words.lang})


def _elsewhere() -> None:
    """A page is known by its address; what it shows is said in `app.py`."""
