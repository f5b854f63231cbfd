"""How the map shows everybody: in their accounts, by two measures, or with their groups; and what each lets choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views.axes import MEASURES, SCALES
from graph.views.groups import AMONG
from graph.views.links import go
from graph.views.scene import Choice

if TYPE_CHECKING:
    from graph.views.screen import Screen

VIEWS = ("accounts", "axes", "groups")
NAMES = ("view", "x", "y", "scale", "among", "joined")


def options() -> dict[str, Sequence[Any]]:
    """What each can be."""
    return {
        "view": VIEWS,
        "x": MEASURES,
        "y": MEASURES,
        "scale": SCALES,
        "among": tuple(AMONG),
        "joined": ("", "people"),
    }


def chosen() -> dict[str, Any]:
    """What is held, as fields of Choice."""
    return {name: st.session_state[f"map.{name}"] for name in NAMES}


def switch(screen: Screen, choice: Choice) -> None:
    """The views, and what the one shown lets choose; nothing on somebody's circle."""
    words = screen.words
    if choice.who:
        st.session_state["map.view"] = choice.view
        return
    st.segmented_control(
        words("map.view"), VIEWS, format_func=lambda v: words(f"map.view.{v}"), key="map.view", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    view = st.session_state["map.view"]
    if view == "axes":
        for axis in ("x", "y"):
            _axis(screen, axis)
        _choice(screen, "scale", SCALES, "axes.scale")
    elif view == "groups":
        _choice(screen, "among", tuple(AMONG), "groups.among")
        _choice(screen, "joined", ("", "people"), "groups.joined")
    elif st.button(words("map.view.chains"), key="map.chains", icon=":material/account_tree:", type="tertiary"):
        who = st.session_state.get("map.who")
        go(screen, "chains", **({"who": who} if who else {}))


def _axis(screen: Screen, axis: str) -> None:
    words = screen.words
    st.selectbox(
        words(f"axes.{axis}"), MEASURES, key=f"map.{axis}", label_visibility="collapsed", width=150,
        format_func=lambda m: words(f"axes.{axis}_is", measure=words(f"metric.{m}.label")),
    )  # fmt: skip


def _choice(screen: Screen, name: str, can: Sequence[str], key: str) -> None:
    words = screen.words
    st.segmented_control(
        words(key), can, format_func=lambda one: words(f"{key}.{one or 'none'}"), key=f"map.{name}", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
