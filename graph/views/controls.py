"""The rows above the map: title and search, what size and colour mean, filters as chips, the day that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis.influence import METRICS
from graph.views import address, chips, filter_panel, shell, time_bar, toolbar, views
from graph.views.links import go
from graph.views.people_list import COLUMNS
from graph.views.scene import Choice, Scene
from graph.views.slices import SECTORS

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from graph.views.screen import Screen

SIZES = ("influence", "degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector", "pagerank",
         "descendants", "downstream_value")  # fmt: skip
CANVAS = ("tools", "edit", "fit", "zoom_in", "zoom_out", "png", "add_person", "draw_tie", "remove", "drawing", "legend")


def arrived(screen: Screen) -> Screen:
    """Take over the address; gives the screen as of the day it asks for."""
    address.read(_options(screen))
    return time_bar.then(screen)


def tools(screen: Screen, title: Callable[[Screen], None]) -> tuple[Choice, DeltaGenerator]:
    """The rows; what they ask for, and the place for what can be taken along. The past can be looked at only."""
    if time_bar.past():
        st.session_state["map.mode"] = "view"
    slot = toolbar.head(screen, lambda: title(screen), editing=not time_bar.past(), on_find=shell.open_person)
    choice = _chosen()
    with st.container(horizontal=True, vertical_alignment="center", key="map.bar"):
        _circle(screen, choice)
        views.switch(screen, choice)
        with st.popover(screen.words("map.filter"), icon=":material/filter_alt:"):
            filter_panel.show(screen, choice)
        _look(screen)
        time_bar.button(screen)
        choice = _chosen()
        chips.show(screen, choice)
    time_bar.show(screen)
    address.write()
    return choice, slot


def _chosen() -> Choice:
    """What the widgets and the address ask for."""
    state = st.session_state
    return Choice(
        **filter_panel.chosen(), measure=state["map.measure"], who=state["map.circle"], steps=int(state["map.steps"]),
        sectors=state["map.sectors"], before=state["map.before"], **views.chosen(),
    )  # fmt: skip


def _options(screen: Screen) -> dict[str, Any]:
    """What each filter and choice can be."""
    return {
        **filter_panel.options(screen), **time_bar.options(screen), **views.options(), "colour": ("attitude", "role"),
        "measure": [m for m in SIZES if m in METRICS], "steps": (1, 2, 3), "sectors": SECTORS,
        "cols": (*COLUMNS, *METRICS), "sort": [sign + c for c in (*COLUMNS, *METRICS) for sign in ("", "-")],
    }  # fmt: skip


def _circle(screen: Screen, choice: Choice) -> None:
    """The way back from a circle, its steps, its sectors and its kinds of tie; nothing on the whole map."""
    words = screen.words
    if not choice.who:
        return
    st.button(words("map.whole"), key="map.whole", icon=":material/arrow_back:", on_click=_leave_circle)
    st.segmented_control(
        words("map.steps"), (1, 2, 3), format_func=lambda n: words(f"map.step.{n}"), key="map.steps",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    st.selectbox(
        words("map.sectors"), SECTORS, format_func=lambda s: words("map.sectors_by", by=words(f"map.sectors.{s}")),
        key="map.sectors", label_visibility="collapsed", width=138,
    )  # fmt: skip
    filter_panel.kinds(screen, choice, label=False)


def _leave_circle() -> None:
    st.session_state["map.circle"] = ""


def _look(screen: Screen) -> None:
    """What size and colour mean."""
    words = screen.words
    st.selectbox(
        words("map.size"), [m for m in SIZES if m in METRICS], key="map.measure", label_visibility="collapsed",
        width=160, format_func=lambda m: words("map.legend_size", measure=words(f"metric.{m}.label")),
    )  # fmt: skip
    st.segmented_control(
        words("map.colour"), ("attitude", "role"), format_func=lambda c: words(f"map.colour.{c}"),
        key="map.colour", required=True, label_visibility="collapsed",
    )  # fmt: skip


def shown(screen: Screen, choice: Choice, drawn: Scene) -> None:
    """A hint when nothing passes the filters: the way out, one press."""
    if not drawn.total:
        _nobody(screen)
    if drawn.shown or not drawn.total:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(screen.words("map.none_left"))
        st.button(screen.words("map.clear"), key="map.clear", on_click=chips.clear_all)


def _nobody(screen: Screen) -> None:
    """An empty store: the two ways to begin."""
    words = screen.words
    with st.container(horizontal=True, vertical_alignment="center", key="map.nobody"):
        st.markdown(words("map.nobody"))
        if st.button(words("map.import"), key="map.import", icon=":material/upload:", type="primary"):
            go(screen, "data")
        st.button(words("map.add_first"), key="map.add_first", icon=":material/person_add:", on_click=_add_first)


def _add_first() -> None:
    st.session_state["map.mode"] = "edit"
    st.session_state["map.intent"] = {"type": "add_person", "account": ""}


def shown_words(screen: Screen, choice: Choice, drawn: Scene) -> str:
    """“显示 300 / 1,204 人，按影响力取前”: how many of how many, and by what when some are left out."""
    words = screen.words
    said = words("map.shown_circle" if choice.who else "map.shown", shown=f"{drawn.shown:,}",
                 all=f"{drawn.asked if choice.who else drawn.total:,}")  # fmt: skip
    if drawn.shown < drawn.asked:
        way = "map.shown_sectors" if choice.who else "map.shown_top"
        said += words(way, measure=words(f"metric.{choice.measure}.label"))
    return said


def canvas_words(screen: Screen, choice: Choice, drawn: Scene) -> dict[str, str]:
    """Every word that stands on the canvas."""
    words = screen.words
    title = words("map.circle_of", who=screen.facts.name(choice.who)) if choice.who else words("map.title")
    return {
        **{name: words(f"canvas.{name}") for name in CANVAS}, "title": title, "day": time_bar.day_words(screen),
        "shown": shown_words(screen, choice, drawn), "empty": words("map.empty") if not drawn.total else "",
        "alt": words("canvas.alt", title=title, people=drawn.shown, ties=len(drawn.picture.edges)),
    }  # fmt: skip
