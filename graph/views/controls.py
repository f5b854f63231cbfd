"""The rows above the map: title and search, view or edit, undo, filters as chips, what size and colour mean."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis.influence import METRICS
from graph.model.vocab import VOCAB
from graph.views import address, shell, toolbar
from graph.views.facts import LINES, ROLES
from graph.views.links import go
from graph.views.scene import Choice, Scene

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from graph.views.screen import Screen

ATTITUDES = VOCAB["attitude"].allowed
SIZES = ("influence", "degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector", "pagerank",
         "descendants", "downstream_value")  # fmt: skip


def tools(screen: Screen, title: Callable[[Screen], None]) -> tuple[Choice, DeltaGenerator]:
    """Both rows; what they ask for, and the place for what can be taken along."""
    words = screen.words
    address.read(_options(screen))
    slot = toolbar.head(screen, lambda: title(screen), editing=True, on_find=shell.open_person)
    with st.container(horizontal=True, vertical_alignment="center", key="map.bar"):
        who, steps = _circle(screen)
        with st.popover(words("map.filter"), icon=":material/filter_alt:"):
            chosen = _filters(screen)
        measure = _size(screen)
        st.segmented_control(
            words("map.colour"), ("attitude", "role"), format_func=lambda c: words(f"map.colour.{c}"),
            key="map.colour", required=True, label_visibility="collapsed",
        )  # fmt: skip
        _chips(screen, chosen)
    address.write()
    return Choice(**chosen, measure=measure, who=who, steps=steps), slot


def _options(screen: Screen) -> dict[str, Any]:
    """What each filter and choice can be."""
    facts = screen.facts
    return {
        "accounts": facts.accounts["name"].sort_values().index.tolist(), "kinds": LINES, "roles": (*ROLES, "unknown"),
        "regions": sorted({r for r in facts.people["region"] if r}), "attitudes": ATTITUDES, "least": (1, 2, 3),
        "colour": ("attitude", "role"), "measure": [m for m in SIZES if m in METRICS],
    }  # fmt: skip


def _circle(screen: Screen) -> tuple[str, int]:
    """The way back from a circle and its number of steps; nothing on the whole map."""
    words, who = screen.words, st.session_state["map.circle"]
    if not who:
        return "", 0
    st.button(words("map.whole"), key="map.whole", icon=":material/arrow_back:", on_click=_leave_circle)
    steps = st.segmented_control(
        words("map.steps"), (1, 2, 3), default=2, format_func=lambda n: words(f"map.step.{n}"), key="map.steps",
        required=True, label_visibility="collapsed",
    )  # fmt: skip
    return who, int(steps or 2)


def _leave_circle() -> None:
    st.session_state["map.circle"] = ""


def _filters(screen: Screen) -> dict[str, Any]:
    """The widgets of the popover; what stands in them."""
    words, options = screen.words, _options(screen)
    for name in address.SEVERAL:
        say = partial(_say, screen, name)
        if name in ("accounts", "regions"):
            st.multiselect(words(f"map.filter.{name}"), options[name], format_func=say, key=f"map.{name}",
                           placeholder=words("form.choose"))  # fmt: skip
        else:
            st.pills(words(f"map.filter.{name}"), options[name], format_func=say, key=f"map.{name}",
                     selection_mode="multi")  # fmt: skip
    st.slider(words("map.least"), 1, 3, key="map.least")
    state = st.session_state
    return {**{name: tuple(state[f"map.{name}"]) for name in address.SEVERAL}, "least": state["map.least"]}


def _say(screen: Screen, name: str, value: str) -> str:
    """A value of a filter in words."""
    words = screen.words
    if name in ("roles", "attitudes"):
        return words.choice("buying_role" if name == "roles" else "attitude", value)
    if name == "accounts":
        return str(screen.facts.accounts["name"].get(value, value))
    return words(f"map.line.{value}.short") if name == "kinds" else value


def _size(screen: Screen) -> str:
    words = screen.words
    return str(st.selectbox(
        words("map.size"), _options(screen)["measure"], key="map.measure", label_visibility="collapsed", width=190,
        format_func=lambda m: words("map.legend_size", measure=words(f"metric.{m}.label")),
    ))  # fmt: skip


def _chips(screen: Screen, chosen: dict[str, Any]) -> None:
    """Each filter that is on, with a press to take it off."""
    words = screen.words
    for name in address.SEVERAL:
        if chosen[name]:
            label = words(
                "map.chip",
                name=words(f"map.filter.{name}"),
                values=shell.safe("、".join(_say(screen, name, v) for v in chosen[name])),
            )
            st.button(
                label, key=f"map.chip.{name}", icon=":material/close:", type="tertiary", on_click=_clear, args=(name,)
            )
    if chosen["least"] > 1:
        label = words("map.chip", name=words("map.least"), values=chosen["least"])
        st.button(
            label, key="map.chip.least", icon=":material/close:", type="tertiary", on_click=_clear, args=("least",)
        )


def _clear(name: str) -> None:
    st.session_state[f"map.{name}"] = 1 if name == "least" else []


def shown(screen: Screen, choice: Choice, drawn: Scene) -> None:
    """A hint when nothing passes the filters: the way out, one press."""
    if not drawn.total:
        _nobody(screen)
    if drawn.shown or not drawn.total:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(screen.words("map.none_left"))
        st.button(screen.words("map.clear"), key="map.clear", on_click=_clear_all)


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


def _clear_all() -> None:
    for name in (*address.SEVERAL, "least"):
        _clear(name)


def shown_words(screen: Screen, choice: Choice, drawn: Scene) -> str:
    """“显示 300 / 1,204 人，按影响力取前”: how many of how many, and by what when some are left out."""
    words = screen.words
    said = words("map.shown_circle" if choice.who else "map.shown", shown=f"{drawn.shown:,}",
                 all=f"{drawn.asked if choice.who else drawn.total:,}")  # fmt: skip
    if drawn.shown < drawn.asked:
        said += words("map.shown_top", measure=words(f"metric.{choice.measure}.label"))
    return said


def canvas_words(screen: Screen, choice: Choice, drawn: Scene) -> dict[str, str]:
    """Every word that stands on the canvas."""
    words = screen.words
    names = (
        "tools",
        "edit",
        "fit",
        "zoom_in",
        "zoom_out",
        "png",
        "add_person",
        "draw_tie",
        "remove",
        "drawing",
        "legend",
    )
    title = words("map.circle_of", who=screen.facts.name(choice.who)) if choice.who else words("map.title")
    return {
        **{name: words(f"canvas.{name}") for name in names}, "title": title, "day": screen.today.isoformat(),
        "shown": shown_words(screen, choice, drawn), "empty": words("map.empty") if not drawn.total else "",
        "alt": words("canvas.alt", title=title, people=drawn.shown, ties=len(drawn.picture.edges)),
    }  # fmt: skip
