"""The stack of filters as chips: each can be switched off without being forgotten, and says what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views import shell
from graph.views.address import FILTERS
from graph.views.facts import Facts
from graph.views.filters import ON_TIES, Step, stack

if TYPE_CHECKING:
    from graph.views.scene import Choice
    from graph.views.screen import Screen

NAMED = 2  # values a chip names; of more it says how many


def say(screen: Screen, name: str, value: str) -> str:
    """A value of a filter in words; an account or rep that is gone stands as its id."""
    words = screen.words
    if name in ("roles", "attitudes", "centres"):
        return words.choice({"roles": "buying_role", "attitudes": "attitude", "centres": "centre_state"}[name], value)
    if name == "kinds":
        return words(f"map.line.{value}.short") if value.isupper() else words.choice("knows_kind", value)
    if name in ("ages", "sources"):
        return words(f"map.filter.{name}.{value}")
    return namer(screen, name)(value)


def namer(screen: Screen, name: str) -> Callable[[str], str]:
    """What says the values of a long filter (accounts, regions, reps), looked up once for all of them."""
    if name == "regions":
        return str
    table = screen.facts.accounts["name"] if name == "accounts" else screen.network["Rep"].set_index("id")["name"]
    names = table.to_dict()
    return lambda value: str(names.get(value, value))


def show(screen: Screen, choice: Choice) -> None:
    """A chip for each filter that asks for something: its box switches it, its cross forgets it."""
    words = screen.words
    for step in _stack(screen.facts, choice, screen.key):
        with st.container(
            horizontal=True, vertical_alignment="center", gap="xxsmall", width="content", key=f"map.chip.{step.name}"
        ):
            st.checkbox(_label(screen, choice, step), key=f"map.on.{step.name}", on_change=_switched)
            st.button(
                words("map.chip.remove", name=words(f"map.filter.{step.name}")), key=f"map.chip.{step.name}.x",
                icon=":material/close:", type="tertiary", on_click=clear, args=(step.name,),
            )  # fmt: skip


def _label(screen: Screen, choice: Choice, step: Step) -> str:
    words, name, values = screen.words, step.name, _values(screen, choice, step.name, NAMED)
    said = words("map.chip", name=words(f"map.filter.{name}"), values=shell.safe(values))
    if not step.on:
        return said
    return said + " " + words("map.chip.ties" if name in ON_TIES else "map.chip.people",
                              left=f"{step.left:,}", of=f"{step.of:,}")  # fmt: skip


def _values(screen: Screen, choice: Choice, name: str, most: int) -> str:
    words = screen.words
    if name == "least":
        return str(choice.least)
    asked = getattr(choice, name)
    values = words("map.chip.and").join(say(screen, name, v) for v in asked[:most])
    return words("map.chip.more", values=values, n=len(asked)) if len(asked) > most else values


def told(screen: Screen, choice: Choice) -> list[str]:
    """Each filter that is on, as a line of plain text: what it is on, and what it asks for."""
    words = screen.words
    steps = [step.name for step in _stack(screen.facts, choice, screen.key) if step.on]
    named = [(words(f"map.filter.{name}"), _values(screen, choice, name, 2 * NAMED)) for name in steps]
    return [words("map.chip", name=name, values=values) for name, values in named]


def _switched() -> None:
    st.session_state["map.off"] = [name for name in FILTERS if not st.session_state.get(f"map.on.{name}", True)]


def clear(name: str) -> None:
    """Forget that filter."""
    st.session_state[f"map.{name}"] = 1 if name == "least" else []
    st.session_state[f"map.on.{name}"] = True
    _switched()


def clear_all() -> None:
    """Forget every filter."""
    for name in FILTERS:
        clear(name)


@st.cache_resource(max_entries=32, show_spinner=False)
def _stack(_facts: Facts, choice: Choice, key: Any) -> list[Step]:
    return stack(_facts, choice)
