"""What is chosen on the map stands in the address as codes, so that a link means the same in every language.

The address wins when somebody comes by a link or goes back; coming from another page without one, what was chosen
before holds again.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from graph.views.filters import ON_PEOPLE, ON_TIES

FILTERS = (*ON_PEOPLE, *ON_TIES)
SEVERAL = (*(name for name in FILTERS if name != "least"), "off", "cols")
ONE: Mapping[str, Any] = {
    "colour": "attitude", "measure": "influence", "least": 1, "steps": 2, "sectors": "account", "day": "", "before": "",
    "sort": "", "view": "accounts", "x": "degree", "y": "betweenness", "scale": "place", "among": "all", "joined": "",
}  # fmt: skip
ASIDE = ("steps", "sectors", "x", "y", "scale", "among", "joined")  # not always on the page, and still remembered
GRACE_S = 0.3  # how long the newest address may be on its way to the browser


def read(options: Mapping[str, Sequence[Any]]) -> None:
    """Before the widgets are drawn: take over what the address asks for, when it is news."""
    state = st.session_state
    asked = {name: str(st.query_params.get(name) or "") for name in (*SEVERAL, *ONE)}
    told: dict[str, str] | None = state.get("map.told")
    if "map.measure" not in state:
        _adopt(asked if any(asked.values()) or told is None else told, options)
    elif told is not None and asked != told and state["app.heard"]:
        _adopt(asked, options)
    for name in ASIDE:
        state[f"map.{name}"] = state.get(f"map.{name}", ONE[name])


def _adopt(asked: Mapping[str, str], options: Mapping[str, Sequence[Any]]) -> None:
    state = st.session_state
    for name in SEVERAL:
        allowed = set(options[name])
        state[f"map.{name}"] = [v for v in asked[name].split(",") if v in allowed]
    for name, usual in ONE.items():
        found = {str(option): option for option in options[name]}
        state[f"map.{name}"] = found.get(asked[name], usual)
    for name in FILTERS:
        state[f"map.on.{name}"] = name not in state["map.off"]


def begun() -> None:
    """A run of the page begins: whether the browser knows the newest address, so that another one is a way back.

    A press while the page was still being drawn, or right after, comes with the address of before.
    """
    ended: float | None = st.session_state.pop("app.ended", None)
    st.session_state["app.heard"] = ended is not None and time.monotonic() - ended > GRACE_S


def ended() -> None:
    """The run came to its end; the newest address is on its way to the browser."""
    st.session_state["app.ended"] = time.monotonic()


def held() -> dict[str, str]:
    """What the widgets hold, as the address says it; "" for what is as usual."""
    state = st.session_state
    said = {name: ",".join(state[f"map.{name}"]) for name in SEVERAL}
    return said | {n: "" if state[f"map.{n}"] == usual else str(state[f"map.{n}"]) for n, usual in ONE.items()}


def write() -> None:
    """After the widgets are drawn: the address says what they hold, in one step back."""
    st.session_state["map.told"] = told = held()
    say(told)


def say(told: Mapping[str, str]) -> None:
    """Let the address say this beside what else it says, in one step back; "" takes a name out of it."""
    before = st.query_params.to_dict()
    now = {name: value for name, value in before.items() if name not in told}
    now |= {name: value for name, value in told.items() if value}
    if now != before:
        st.query_params.from_dict(now)
