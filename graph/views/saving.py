"""Doing what a form or a field asks for: shown when done; a conflict is put to the user, what was typed stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import Conflict, GuanxiError
from graph.views.clash import CLASH
from graph.views.shell import told

if TYPE_CHECKING:
    from graph.store.commands import Command
    from graph.views.screen import Screen

DRAWN = ("KNOWS", "INFLUENCES", "REPORTS_TO")  # kinds of tie that can be drawn between two people
TROUBLE = "saved.trouble"


def save(
    screen: Screen, make: Callable[[], Command], mine: dict[str, Any] | None = None, who: str | None = None
) -> None:
    """Do the change and show it; a conflict is put to the user, any other refusal is told and the form stays.

    `mine` is what the form says, for a conflict; `who` is chosen afterwards, and a tie that was drawn with it.
    """
    try:
        command = make()
        screen.apply(command)
    except Conflict as problem:
        if mine is None:
            st.error(told(problem, screen.words))
            return
        st.session_state[CLASH] = {"mine": mine, **problem.values}
        st.rerun(scope="fragment")
    except GuanxiError as problem:
        st.error(told(problem, screen.words))
        return
    st.session_state.pop(TROUBLE, None)
    if who is not None:
        drawn = command.what == "tie" and command.changes[-1].kind in DRAWN
        tie = command.changes[-1].id if drawn else ""
        st.session_state["map.who"], st.session_state["map.tie"] = who, tie
        for counter in ("map.turn", "map.list_turn"):
            st.session_state[counter] = st.session_state.get(counter, 0) + 1
    st.rerun()


def at_once(screen: Screen, make: Callable[[], Command], mine: dict[str, Any] | None = None) -> None:
    """Do the change of one field, as the callback of its widget; what stands against it is said beside the title.

    A conflict leaves `mine` to be settled where the field stands.
    """
    try:
        screen.apply(make())
        st.session_state.pop(TROUBLE, None)
    except GuanxiError as problem:
        if isinstance(problem, Conflict) and mine is not None and problem.values.get("id"):
            st.session_state[CLASH] = {"mine": mine, **problem.values}
            return
        st.session_state[TROUBLE] = told(problem, screen.words)
        st.toast(told(problem, screen.words), icon=":material/warning:")


def fresh() -> str:
    """A key no dialog has had before, so that nothing typed into an earlier one comes back."""
    st.session_state.pop(CLASH, None)
    st.session_state["edit.count"] = st.session_state.get("edit.count", 0) + 1
    return f"edit.{st.session_state['edit.count']}"
