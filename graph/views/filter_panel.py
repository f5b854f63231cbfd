"""The filters' own widgets, and what each of them can be set to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.vocab import VOCAB
from graph.views.address import FILTERS
from graph.views.chips import namer, say
from graph.views.facts import ROLES
from graph.views.filters import AGES, KINDS, SOURCES, counted
from graph.views.map_state import wanted
from graph.views.scene import Choice, scene

if TYPE_CHECKING:
    from graph.views.screen import Screen

LONG = ("accounts", "regions", "reps")  # chosen from a list, the others are pills


def options(screen: Screen) -> dict[str, Sequence[Any]]:
    """What each filter can be."""
    facts = screen.facts
    return {
        "accounts": facts.accounts["name"].sort_values().index.tolist(), "regions": _regions(screen),
        "reps": screen.network["Rep"].sort_values("name")["id"].tolist(), "roles": (*ROLES, "unknown"),
        "attitudes": VOCAB["attitude"].allowed, "centres": VOCAB["centre_state"].allowed, "ages": AGES,
        "kinds": KINDS, "sources": SOURCES, "least": (1, 2, 3), "off": FILTERS,
    }  # fmt: skip


def _regions(screen: Screen) -> list[str]:
    return sorted({str(region) for region in screen.facts.people["region"].unique() if region})


def chosen() -> dict[str, Any]:
    """What every filter holds, as fields of Choice."""
    state = st.session_state
    return {
        **{name: tuple(state[f"map.{name}"]) for name in FILTERS if name != "least"},
        "least": int(state["map.least"]), "off": tuple(state["map.off"]),
    }  # fmt: skip


def show(screen: Screen, choice: Choice) -> None:
    """The widgets, one under the other; on a circle the kinds of tie stand above the map instead."""
    words, can = screen.words, options(screen)
    for name in FILTERS:
        if name == "kinds":
            if not choice.who:
                kinds(screen, choice)
        elif name == "least":
            st.slider(words("map.filter.least"), 1, 3, key="map.least")
        elif name in LONG:
            st.multiselect(words(f"map.filter.{name}"), can[name], format_func=namer(screen, name),
                           key=f"map.{name}", placeholder=words("form.choose"))  # fmt: skip
        else:
            st.pills(words(f"map.filter.{name}"), can[name], format_func=partial(say, screen, name),
                     key=f"map.{name}", selection_mode="multi")  # fmt: skip


def kinds(screen: Screen, choice: Choice, *, label: bool = True) -> None:
    """A pill for every kind of tie there is between the people drawn, with how many; those pressed alone are drawn."""
    words = screen.words
    counts = _counts(screen, replace(wanted(choice), kinds=()), screen.key)
    held = st.session_state["map.kinds"]
    shown = [kind for kind in KINDS if counts.get(kind) or kind in held]
    labels = {kind: words("map.kind_count", kind=say(screen, "kinds", kind), n=counts.get(kind, 0)) for kind in shown}
    if st.session_state.get("map.kinds.said") != labels:  # other words make another widget: it keeps what was pressed
        st.session_state["map.kinds.said"] = labels
        st.session_state["map.kinds"] = list(held)
    st.pills(
        words("map.filter.kinds"), shown, format_func=lambda kind: labels.get(kind, kind), key="map.kinds",
        selection_mode="multi", label_visibility="visible" if label else "collapsed",
    )  # fmt: skip


@st.cache_resource(max_entries=32, show_spinner=False)
def _counts(_screen: Screen, choice: Choice, key: Any) -> Mapping[str, int]:
    """How many ties of each kind join the people drawn when no kind is asked for."""
    people = scene(_screen, choice).people
    return counted(_screen.facts.among(people), people)
