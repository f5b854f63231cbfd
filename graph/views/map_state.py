"""What is chosen and kept on the map: in the session, and in the address so that a link and Back find it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import streamlit as st

from graph.views.address import say
from graph.views.fold import FOLD
from graph.views.scene import ALL, MORE, MOST, Choice

if TYPE_CHECKING:
    from graph.views.screen import Screen

NOTHING: dict[str, Any] = {
    "map.who": "", "map.tie": "", "map.circle": "", "map.turn": 0, "map.list_turn": 0, "map.lit": False,
    "map.intent": None, "map.clicked": [0], "map.gone": "", "map.several": (), "map.hidden": (), "map.pinned": (),
    "map.added": (), "map.folded": (), "map.most": MOST, "map.focus_steps": 0,
}  # fmt: skip
LISTS = {"several": "map.several", "hide": "map.hidden", "pin": "map.pinned", "also": "map.added"}  # by address
PLAIN = ("who", "tie", "circle", "fold", "own", "most", "focus")  # what else the address says
MOST_SAID = 150  # ids a list in the address; more would make a link nobody can send
IDS = ("map.who", "map.circle", *LISTS.values())


def remember(screen: Screen) -> None:
    """Take over what the address asks for when somebody came by a link or went back; gone people are let go.

    Whoever was not recorded yet on the day that is shown is put aside until another day is.
    """
    state = st.session_state
    for name, value in NOTHING.items():
        state.setdefault(name, value)
    if "map.next_mode" in state:
        state["map.mode"] = state.pop("map.next_mode")
    _take_back()
    asked = _said()
    if asked != state.get("map.written") and (any(asked.values()) or _back()):
        _adopt(asked)
    now = (screen.latest or screen).facts
    for name in ("map.who", "map.circle"):
        if state[name] and state[name] not in now.people.index:
            state["map.gone"], state[name] = state[name], ""
    for name in LISTS.values():
        state[name] = tuple(p for p in state[name] if p in now.people.index)
    if state["map.tie"] and not _drawable(screen.latest or screen, state["map.tie"]):
        state["map.tie"] = ""
    _put_aside(screen)
    write_address()


def recorded(screen: Screen, tie: str) -> bool:
    """Whether that tie is on record on the day that is shown."""
    return bool((screen.facts.ties["id"] == tie).any())


def _drawable(screen: Screen, tie: str) -> bool:
    """Whether there can be such a line: one on record, or, where these are drawn, a proposed or a lost one."""
    state = st.session_state
    return "proposed" in state["map.sources"] or bool(state["map.before"]) or recorded(screen, tie)


def _back() -> bool:
    """Whether an address without anything in it is a way back on this page, not the way here from another."""
    state = st.session_state
    return "map.written" in state and bool(state.get("app.heard")) and not state.get("app.came")


def _said() -> dict[str, str]:
    return {name: str(st.query_params.get(name) or "") for name in (*PLAIN, *LISTS)}


def _adopt(asked: dict[str, str]) -> None:
    state = st.session_state
    if (asked["who"], asked["tie"]) != (state["map.who"], state["map.tie"]):
        choose(asked["who"], asked["tie"])
    state["map.circle"] = asked["circle"]
    for name, key in LISTS.items():
        state[key] = _parted(asked[name])
    own = [_parted(group) for group in asked["own"].split(";")]
    groups = [(f"group:{n}", group) for n, group in enumerate(filter(None, own), 1)]
    state["map.folded"] = (*groups, *((f"account:{a}", ()) for a in _parted(asked["fold"])))
    state["map.most"] = next((n for n in (MORE, ALL) if asked["most"] == str(n)), MOST)
    state["map.focus_steps"] = int(asked["focus"]) if asked["focus"] in ("1", "2", "3") else 0


def _joined(ids: Sequence[str]) -> str:
    return ",".join(quote(id, safe="") for id in ids[:MOST_SAID])


def _parted(said: str) -> tuple[str, ...]:
    return tuple(unquote(id) for id in said.split(",") if id)


def _put_aside(screen: Screen) -> None:
    """Keep for later who is chosen, hidden, pinned or added and not there on this day, and a tie not drawn yet."""
    state, people, aside = st.session_state, screen.facts.people.index, {}
    for name in IDS:
        ids = (state[name],) if isinstance(state[name], str) else state[name]
        later = tuple(p for p in ids if p and p not in people)
        if later:
            aside[name] = later
            state[name] = "" if isinstance(state[name], str) else tuple(p for p in state[name] if p in people)
    if state["map.tie"] and not _drawable(screen, state["map.tie"]):
        aside["map.tie"], state["map.tie"] = (state["map.tie"],), ""
    state["map.aside"] = aside


def _take_back() -> None:
    """Whoever was put aside is there again, unless somebody else was chosen meanwhile."""
    state = st.session_state
    for name, later in state.pop("map.aside", {}).items():
        state[name] = (state[name] or later[0]) if isinstance(state[name], str) else (*state[name], *later)


def later_words(screen: Screen) -> list[str]:
    """A sentence for each person chosen or in the middle who was not recorded yet on the day that is shown."""
    aside, people = st.session_state.get("map.aside", {}), (screen.latest or screen).facts.people
    ids = dict.fromkeys(aside[name][0] for name in ("map.who", "map.circle") if name in aside)
    day = screen.today.isoformat()
    return [screen.words("map.not_yet", who=str(people.at[p, "name"]), day=day) for p in ids]


def write_address() -> None:
    """The address says what is chosen and kept, and nothing of what is as usual."""
    state = st.session_state
    aside = state.get("map.aside", {})
    whole = {name: (state[name] or aside.get(name, ("",))[0]) for name in ("map.who", "map.tie", "map.circle")}
    told = {name.removeprefix("map."): value for name, value in whole.items()}
    told |= {name: _joined((*state[key], *aside.get(key, ()))) for name, key in LISTS.items()}
    told["fold"] = _joined([key.removeprefix("account:") for key, members in state["map.folded"] if not members])
    told["own"] = ";".join(_joined(members) for _, members in state["map.folded"] if members)
    told["most"] = "" if state["map.most"] == MOST else str(state["map.most"])
    told["focus"] = str(state["map.focus_steps"] or "")
    say(told)
    state["map.written"] = told


def unsaid() -> int:
    """How many people are hidden, pinned, added, chosen or grouped beyond what a link can name."""
    state = st.session_state
    lists = [state[key] for key in LISTS.values()] + [members for _, members in state["map.folded"]]
    return sum(max(0, len(one) - MOST_SAID) for one in lists)


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
    choose("" if several else (nodes or [""])[0], "" if several else (edges or [""])[0], turn=False)
    state["map.several"] = several


def wanted(choice: Choice) -> Choice:
    """The choice with what is hidden, pinned, added, folded and how many the user wants drawn."""
    state = st.session_state
    return replace(
        choice, most=state["map.most"], hidden=tuple(state["map.hidden"]), folded=tuple(state["map.folded"]),
        also=tuple(dict.fromkeys((*state["map.pinned"], *state["map.added"]))),
    )  # fmt: skip
