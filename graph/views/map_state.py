"""What is chosen and kept on the map: in the session, and in the address so that a link and Back find it again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError
from graph.views.fold import FOLD
from graph.views.scene import ALL, MORE, MOST, Choice

if TYPE_CHECKING:
    from graph.views.screen import Screen

NOTHING: dict[str, Any] = {
    "map.who": "", "map.tie": "", "map.circle": "", "map.turn": 0, "map.list_turn": 0, "map.lit": False,
    "map.intent": None, "map.clicked": [0], "map.gone": "", "map.several": (), "map.hidden": (), "map.pinned": (),
    "map.added": (), "map.folded": (), "map.most": MOST, "map.focus_steps": 0,
}  # fmt: skip
LISTS = {"hide": "map.hidden", "pin": "map.pinned"}  # in the address: the keys of the session
MOST_SAID = 40  # ids a list in the address; more would make a link nobody can send


def remember(screen: Screen) -> None:
    """Take over what the address asks for when somebody came by a link or went back; gone people are let go."""
    state = st.session_state
    for name, value in NOTHING.items():
        state.setdefault(name, value)
    if "map.next_mode" in state:
        state["map.mode"] = state.pop("map.next_mode")
    asked = _said()
    if any(asked.values()) and asked != state.get("map.written"):
        _adopt(asked)
    people = screen.facts.people.index
    for name in ("map.who", "map.circle"):
        if state[name] and state[name] not in people:
            state["map.gone"], state[name] = state[name], ""
    for name in ("map.several", "map.hidden", "map.pinned", "map.added"):
        if any(p not in people for p in state[name]):
            state[name] = tuple(p for p in state[name] if p in people)
    if state["map.tie"] and not (screen.facts.ties["id"] == state["map.tie"]).any():
        state["map.tie"] = ""
    write_address()


def _said() -> dict[str, str]:
    return {name: str(st.query_params.get(name) or "") for name in ("who", "circle", *LISTS, "fold", "most", "focus")}


def _adopt(asked: dict[str, str]) -> None:
    state = st.session_state
    if asked["who"] != state["map.who"]:
        choose(asked["who"])
    state["map.circle"] = asked["circle"]
    for name, key in LISTS.items():
        state[key] = tuple(filter(None, asked[name].split(",")))
    own = tuple(group for group in state["map.folded"] if group[1])
    state["map.folded"] = (*own, *((f"account:{a}", ()) for a in filter(None, asked["fold"].split(","))))
    state["map.most"] = next((n for n in (MORE, ALL) if asked["most"] == str(n)), MOST)
    state["map.focus_steps"] = int(asked["focus"]) if asked["focus"] in ("1", "2", "3") else 0


def write_address() -> None:
    """The address says what is chosen and kept, and nothing of what is as usual."""
    state = st.session_state
    told = {"who": state["map.who"], "circle": state["map.circle"]}
    told |= {name: ",".join(state[key][:MOST_SAID]) for name, key in LISTS.items()}
    told["fold"] = ",".join(key.removeprefix("account:") for key, members in state["map.folded"] if not members)
    told["most"] = "" if state["map.most"] == MOST else str(state["map.most"])
    told["focus"] = str(state["map.focus_steps"] or "")
    for name, value in told.items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]
    state["map.written"] = told


def choose(who: str = "", tie: str = "", *, turn: bool = True, listed: bool = False) -> None:
    """Make that person or tie the chosen one. The canvas is told (`turn`) unless it was clicked there, and so is
    the list unless the press was on it (`listed`).
    """
    state = st.session_state
    state["map.list_turn"] += not listed
    state["map.who"], state["map.tie"], state["map.lit"], state["map.several"] = who, tie, False, ()
    if who or tie:
        state["map.gone"] = ""
    if turn:
        state["map.turn"] += 1
        state["map.focus"] = {"id": who, "edge": tie, "turn": state["map.turn"]}


def clicked(selection: dict[str, Any]) -> None:
    """Take over what was chosen on the canvas: a person, a tie, or several people; each click once."""
    state = st.session_state
    nodes = [n for n in selection.get("nodes") or [] if not n.startswith(FOLD)]
    edges = [e for e in selection.get("edges") or [] if not e.startswith(FOLD)]
    told = [*nodes, *edges[:1], selection.get("turn", 0)]
    if told == state["map.clicked"]:
        return
    state["map.clicked"] = told
    state["map.focus_steps"] = int(selection.get("steps") or 0)
    several = tuple(nodes) if len(nodes) > 1 else ()
    choose("" if several else (nodes or [""])[0], (edges or [""])[0], turn=False)
    state["map.several"] = several


def wanted(choice: Choice) -> Choice:
    """The choice with what is hidden, pinned, added, folded and how many the user wants drawn."""
    state = st.session_state
    return replace(
        choice, most=state["map.most"], hidden=tuple(state["map.hidden"]), folded=tuple(state["map.folded"]),
        also=tuple(dict.fromkeys((*state["map.pinned"], *state["map.added"]))),
    )  # fmt: skip


def gone_words(screen: Screen) -> str:
    """What became of the person a link led to: removed, when and by whom, or not known here."""
    words, id = screen.words, st.session_state["map.gone"]
    try:
        past = screen.store.history(limit=1000)
    except GuanxiError:
        past = []
    for entry in past:
        if entry["subject"] == id and entry["what"] == "remove":
            day = str(entry["at"])[:10]
            return words("map.removed", name=entry["name"] or id, day=day, by=entry["by"])
    return words("map.unknown_person")
