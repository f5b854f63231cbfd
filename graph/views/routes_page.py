"""引荐路径 Routes: who can introduce us to one person, three ways beside each other, and the asking itself."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views import request, routes_draw, routes_none, take, toolbar
from graph.views.asked import ask
from graph.views.figures import records
from graph.views.lanes import drawings
from graph.views.links import nothing, open_map
from graph.views.picture import part, picture
from graph.views.routes_pick import Choice, address, choice, say, target
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.lane_parts import Lane
    from graph.views.screen import Screen

STYLE = Path(str(files("graph.views") / "routes_page.css"))
OPEN = "routes.open"


def show(screen: Screen) -> None:
    """The page: title and tools, whom to reach from whom, the lanes beside the asking."""
    st.html(STYLE)
    slot = toolbar.head(screen, lambda: _title(screen), on_find=lambda who: say(to=who))
    if screen.facts.people.empty:
        nothing(screen, "routes", screen.words("routes.empty"))
        return
    _opened(screen)
    with st.container(key="routes.stage"):
        left, right = st.columns([1056, 320], gap="small")
    with left:
        asked = choice(screen)
        _gone(screen)
        answer = ask(screen, "routes", **asked.asked(screen))
        rows = records(answer.rows)
        closed = routes_draw.barred(screen, rows)
        at = routes_draw.picked(rows, address()[1], closed)
        drawn = routes_draw.lanes_of(screen, rows, at, closed)
        if rows:
            _lanes(screen, asked, answer, drawn)
        else:
            routes_none.none(screen, asked, answer)
    with slot:
        take.menu(screen, "routes", lambda: routes_draw.seen(screen, asked, answer, drawn))
    if rows:
        with right, st.container(border=True, key="routes.panel"):
            _panel(screen, asked, answer, rows, at)


def _title(screen: Screen) -> None:
    words, note = screen.words, None
    if len(screen.facts.people):
        p = screen.facts.person(target(screen))
        who = " · ".join(filter(None, (p["name"], p["title"])))
        note = part("span", words("routes.who_can", who=who), cls="s quiet")
    picture(part("div", part("h1", words("page.routes")), note, cls="row"), key="routes.title")


def _opened(screen: Screen) -> None:
    """Somebody on a route was pressed: on to the map with them."""
    who = st.session_state.pop(OPEN, "")
    if who in screen.facts.people.index:
        open_map(screen, who)


def _gone(screen: Screen) -> None:
    """A link to somebody who is not there any more says so."""
    to = address()[0]
    if to and to not in screen.facts.people.index:
        st.info(screen.words("routes.gone"), icon=":material/person_off:")


def _lanes(screen: Screen, asked: Choice, answer: Answer, drawn: list[Lane]) -> None:
    """The lanes, and beneath how many first people there are and what to know of the ties."""
    words = screen.words
    goal = routes_draw.goal(screen, asked.to, answer, len(drawn))
    picture(drawings(drawn, goal, words), key="routes.lanes", on_pick=_pick)
    told = routes_draw.below(answer, len(drawn), screen.today, words)
    st.caption(safe(words("figure.sentences").join(told)))


def _pick(what: str) -> None:
    kind, _, id_ = what.partition(":")
    if kind == "route":
        say(route=id_)
    else:
        st.session_state[OPEN] = id_


def _panel(screen: Screen, asked: Choice, answer: Answer, rows: list[dict[str, Any]], at: int) -> None:
    """Beside the lanes: the asking, how the chances come about, and what else can be done."""
    words = screen.words
    request.panel(screen, rows[at])
    request.how(screen, rows)
    with st.expander(words("routes.basis")):
        request.factors(screen, rows[at])
    with st.expander(words("routes.else")):
        routes_none.ways_out(screen, asked, answer)
