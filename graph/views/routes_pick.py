"""What the Routes page is asked: to whom, from whom, in how many steps, through whom; all of it in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.routes import node
from graph.analysis.routes_net import MOST_STEPS
from graph.views.facts import by_id

if TYPE_CHECKING:
    from graph.views.screen import Screen

STEPS = tuple(range(2, MOST_STEPS + 1))
USUAL_STEPS = 3
LISTED = 120  # people to choose from; anybody else is found by the search box
OURS = ""


@dataclass(frozen=True)
class Choice:
    """The question: target and start by id ("" for all of ours), most steps, and the two switches."""

    to: str
    source: str
    steps: int
    supporters: bool
    proposed: bool

    def asked(self, screen: Screen) -> dict[str, Any]:
        """As `analysis.routes.routes` wants it."""
        return {
            "target": self.to, "source": node(screen.network, "Rep", self.source) if self.source else None,
            "most": self.steps, "through": "supporter" if self.supporters else None, "proposed": self.proposed,
            "alternatives": 3, "distinct": True,
        }  # fmt: skip


def address() -> tuple[str, str]:
    """Whom the address names as the target, and which route as chosen."""
    return st.query_params.get("to", ""), st.query_params.get("route", "")


def say(**told: str) -> None:
    """Put that into the address; "" takes it out. Another question forgets which route was chosen."""
    for name, value in told.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
    if "route" not in told:
        st.query_params.pop("route", None)


def choice(screen: Screen) -> Choice:
    """The row of selectors; what the address says, they show."""
    words, to = screen.words, target(screen)
    with st.container(horizontal=True, vertical_alignment="center", key="routes.bar"):
        options = targets(screen, to)
        people = screen.facts.people
        picked = _select(words("routes.to"), options, to, "to", 300, lambda one: _label(people, one))
        reps = _reps(screen)
        source = _select(words("routes.from"), [OURS, *reps], st.query_params.get("from", OURS), "from", 200,
                         lambda one: reps.get(one) or words("routes.from.ours"))  # fmt: skip
        most, told = [str(n) for n in STEPS], st.query_params.get("steps", str(USUAL_STEPS))
        steps = _select(words("routes.steps"), most, told, "steps", 150,
                        lambda one: words("routes.steps.n", n=one), str(USUAL_STEPS))  # fmt: skip
        only = _switch(words("routes.through"), "through", "supporter")
        proposed = _switch(words("routes.proposed"), "proposed", "1")
    return Choice(picked, source, int(steps), only, proposed)


def _select(
    label: str, options: list[str], told: str, name: str, wide: int, say_as: Callable[[str], str], usual: str = ""
) -> str:
    """A selector that shows what the address says and changes it; the first option where that is none of them."""
    key = f"routes.{name}"
    st.session_state[key] = told if told in options else usual if usual in options else options[0]

    def changed() -> None:
        value = str(st.session_state[key])
        say(**{name: "" if value == usual else value})

    return str(st.selectbox(label, options, key=key, format_func=say_as, on_change=changed, width=wide))


def _switch(label: str, name: str, value: str) -> bool:
    key = f"routes.{name}"
    st.session_state[key] = st.query_params.get(name) == value
    return st.toggle(label, key=key, on_change=lambda: say(**{name: value if st.session_state[key] else ""}))


def target(screen: Screen) -> str:
    """Whom the address names, else whoever is chosen on the map, else the first decider none of ours knows."""
    people = screen.facts.people.index
    asked = (address()[0], str(st.session_state.get("map.who", "")), *_deciders(screen.facts.people, screen.key)[:1])
    return next((who for who in asked if who in people), str(people[0]))


def targets(screen: Screen, to: str) -> list[str]:
    """The target, their colleagues, then deciders and people of the decision level, whom none of ours knows first."""
    people = screen.facts.people
    firm = str(people.at[to, "account_id"])
    near: list[str] = list(people.index[people["account_id"] == firm][:LISTED]) if firm else []
    return list(dict.fromkeys([to, *near, *_deciders(people, screen.key)]))[:LISTED]


@st.cache_resource(max_entries=4, show_spinner=False)
def _deciders(_people: pd.DataFrame, key: Any) -> list[str]:
    table = _people[["known", "account", "name"]].assign(
        minor=(_people["role"] != "decider").astype(int) + (_people["level"] != "decision").astype(int)
    )
    table = table.rename_axis("id").reset_index().nsmallest(LISTED * 4, ["minor", "known"], keep="first")
    return [str(one) for one in table.sort_values(["minor", "known", "account", "id"])["id"]][:LISTED]


def _label(people: pd.DataFrame, who: str) -> str:
    return " · ".join(str(one) for one in (people.at[who, "name"], people.at[who, "account"]) if one)


def _reps(screen: Screen) -> dict[str, str]:
    """Our active people by id, in order of name."""
    reps = screen.network["Rep"]
    return by_id(reps[reps["active"] != "no"].sort_values(["name", "id"]).set_index("id")["name"])
