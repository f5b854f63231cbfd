"""Where nobody leads: why, and three ways out: longer or freer routes, somebody else of that firm, a tie to add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.arrays import standing
from graph.analysis.routes import begins
from graph.analysis.routes_net import MOST_STEPS, ways_of
from graph.analysis.routes_none import Ask, colleagues
from graph.analysis.routes_odds import percent
from graph.views.figures import records
from graph.views.links import open_map
from graph.views.picture import Part, part, picture
from graph.views.routes_pick import Choice, say
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

OTHERS = 6


def none(screen: Screen, asked: Choice, answer: Answer) -> None:
    """Nobody leads there: why not, and what then."""
    words = screen.words
    told = [note.say(words) for note in answer.notes]
    with st.container(border=True, key="routes.none"):
        picture(
            part("h2", words("routes.none", who=screen.facts.name(asked.to))),
            *(part("p", one, cls="s") for one in told), key="routes.why_none",
        )  # fmt: skip
        ways_out(screen, asked, answer)


def ways_out(screen: Screen, asked: Choice, answer: Answer) -> None:
    """Other questions, where they could help, and other people of the firm."""
    words = screen.words
    if not any(note.key == "route.note.barred" for note in answer.notes):
        _questions(screen, asked, answer)
    rows = others(screen, asked)
    account = str(screen.facts.person(asked.to)["account"])
    if len(rows):
        head = part("h3", words("routes.others", account=account))
        body = part("div", head, *(_other(one) for one in records(rows)), cls="list asks")
        picture(body, key="routes.others", on_pick=lambda who: say(to=who))
    else:
        st.caption(words("routes.no_others", account=safe(account)) if account else words("routes.no_account"))


def _questions(screen: Screen, asked: Choice, answer: Answer) -> None:
    """The same question asked more freely, and the map with its editing on."""
    words = screen.words
    with st.container(horizontal=True, key="routes.out"):
        if asked.steps < MOST_STEPS:
            st.button(words("routes.longer", n=MOST_STEPS), key="routes.longer", icon=":material/route:",
                      on_click=lambda: say(steps=str(MOST_STEPS)))  # fmt: skip
        if asked.supporters:
            st.button(words("routes.freely"), key="routes.freely", on_click=lambda: say(through=""))
        if asked.source:
            st.button(words("routes.from_all"), key="routes.from_all", on_click=lambda: say(**{"from": ""}))
        if not asked.proposed and any(note.key == "route.note.by_proposed" for note in answer.notes):
            st.button(words("routes.with_proposed"), key="routes.with_proposed", on_click=lambda: say(proposed="1"))
        if st.button(words("routes.add_tie"), key="routes.add_tie", icon=":material/add_link:"):
            st.session_state["map.mode"] = "edit"
            open_map(screen, asked.to)


def _other(row: dict[str, Any]) -> Part:
    about = part("span", row["title"] or "", cls="c2 grow")
    return part(
        "button", part("b", row["name"]), about, part("b", percent(row["chance"])), pick=row["id"], type="button"
    )


def others(screen: Screen, asked: Choice) -> pd.DataFrame:
    """The people of the same firm to whom we are led best, with chance 0…1."""
    return _others(screen.network, screen.key, asked, screen).head(OTHERS)


@st.cache_resource(max_entries=16, show_spinner=False)
def _others(_network: object, key: object, asked: Choice, _screen: Screen) -> pd.DataFrame:
    told = asked.asked(_screen)
    then = standing(_screen.network, _screen.today)
    ways = ways_of(then, _screen.today, told["through"], None, told["proposed"])
    starts, to = begins(ways, told["source"]), ways.place(asked.to)
    return colleagues(then, ways, Ask(starts, to, asked.steps, told["through"], None, asked.proposed))
