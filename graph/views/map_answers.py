"""What the canvas asked for, done once: another circle, a form, positions kept, people hidden, folded or brought."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError
from graph.views import edit, several, spots, time_bar, undo
from graph.views.expand import expand
from graph.views.fold import FOLD
from graph.views.map_state import choose
from graph.views.scene import ALL, MORE, MOST, Choice, Scene
from graph.views.shell import told

if TYPE_CHECKING:
    from graph.views.screen import Screen

Intent = dict[str, Any]


def answer(screen: Screen, choice: Choice, drawn: Scene) -> None:
    """Do what was asked on the canvas last, if anything; people who are not there are passed over."""
    intent: Intent | None = st.session_state["map.intent"]
    st.session_state["map.intent"] = None
    if not intent:
        return
    kind, there = str(intent["type"]), screen.facts.people.index
    people = [p for p in intent.get("nodes") or [] if p in there]
    if kind in KEPT:
        KEPT[kind](screen, choice, intent)
    elif kind in ("undo", "redo"):
        undo.take(screen, kind)
    elif kind == "circle" and intent["id"] in there:
        open_circle(intent["id"])
    elif kind == "expand" and intent["id"] in there:
        expand(screen, intent["id"], drawn.people)
    elif kind in GROUPS and (people or kind == "fold"):
        GROUPS[kind](people, intent)
    else:
        _edit(screen, kind, intent)


def _edit(screen: Screen, kind: str, intent: Intent) -> None:
    """The forms, in edit mode only; `e` on a person switches to it first."""
    state, there = st.session_state, screen.facts.people.index
    if kind == "edit" and intent["id"] in there:
        if time_bar.past():
            return
        if state.get("map.mode") != "edit":
            state["map.next_mode"], state["map.intent"] = "edit", intent
            st.rerun()
        edit.edit_person(screen, intent["id"])
    elif state.get("map.mode") != "edit":
        return
    elif kind == "add_tie":
        edit.add_tie(screen, intent["from"], intent["to"])
    elif kind == "add_person":
        edit.add_person(screen, intent.get("account", ""))
    elif kind == "remove":
        edit.remove(screen, [p for p in intent["nodes"] if p in there], intent["edges"])


def open_circle(who: str) -> None:
    """Show that person's circle instead of everybody."""
    st.session_state["map.circle"] = who
    choose(who)
    st.rerun()


def _move(screen: Screen, choice: Choice, intent: Intent) -> None:
    """Positions after a drag; when they cannot be kept they hold in this window, and that is said."""
    try:
        spots.move(screen, spots.view_of(choice), intent.get("spots") or {})
    except GuanxiError as problem:
        st.toast(f"{screen.words('map.not_kept')} {told(problem, screen.words)}", icon=":material/cloud_off:")
        return
    st.rerun()


def _reset(screen: Screen, choice: Choice, intent: Intent) -> None:
    try:
        spots.reset(screen, spots.view_of(choice))
    except GuanxiError as problem:
        st.toast(told(problem, screen.words), icon=":material/cloud_off:")
        return
    st.rerun()


def _most(screen: Screen, choice: Choice, intent: Intent) -> None:
    st.session_state["map.most"] = intent["n"] if intent["n"] in (MORE, ALL) else MOST
    st.rerun()


def _let_go(name: str) -> Callable[[Screen, Choice, Intent], None]:
    """An answer that empties one of the lists that are kept."""

    def done(screen: Screen, choice: Choice, intent: Intent) -> None:
        st.session_state[name] = ()
        st.rerun()

    return done


def _unfold(screen: Screen, choice: Choice, intent: Intent) -> None:
    several.unfold(str(intent.get("id") or "").removeprefix(FOLD))


def _fold(people: list[str], intent: Intent) -> None:
    if intent.get("account"):
        several.fold_account(str(intent["account"]))
    elif len(people) > 1:
        several.fold(people)


KEPT: dict[str, Callable[[Screen, Choice, Intent], None]] = {
    "move": _move, "reset": _reset, "most": _most, "unfold": _unfold, "unhide": _let_go("map.hidden"),
    "unpin": _let_go("map.pinned"), "collapse": _let_go("map.added"),
}  # fmt: skip
GROUPS: dict[str, Callable[[list[str], Intent], None]] = {
    "hide": lambda people, _: several.hide(people), "pin": lambda people, _: several.pin(people), "fold": _fold,
}  # fmt: skip
