"""Ways from one page to another, with the same person chosen there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from graph.views.shell import open_person, safe

if TYPE_CHECKING:
    from graph.analysis.answer import Sentence
    from graph.views.screen import Screen


def go(screen: Screen, page: str, **query: str) -> None:
    """Leave for that page, which finds what to show in its address: `go(screen, "routes", to=who)`."""
    st.switch_page(st.Page(_elsewhere, url_path=page), query_params={**query, "lang": screen.words.lang})


def open_map(screen: Screen, who: str) -> None:
    """Leave for the map, lit on that person."""
    open_person(who)
    go(screen, "map", who=who)


def open_chain(who: str) -> None:
    """Let the Chains page show that person in the chain they belong to."""
    st.query_params["who"] = who
    st.query_params.pop("root", None)
    st.session_state.pop("chains.root", None)


def addressed(key: str, options: Sequence[str], first: str) -> Callable[[], None]:
    """Let the widget of that key start with what the address says, else with `first`; gives its `on_change`.

    The address says the stored option under the key's last part, whatever the language of the page.
    """
    name = key.rpartition(".")[2]
    if st.session_state.get(key) not in options:
        asked = st.query_params.get(name, "")
        st.session_state[key] = asked if asked in options else first

    def said() -> None:
        st.query_params[name] = str(st.session_state[key])

    return said


def nothing(screen: Screen, page: str, said: str, notes: Sequence[Sentence] = ()) -> None:
    """Nothing to show yet: one sentence, what to know about it, and the two next actions."""
    words = screen.words
    said = words("figure.sentences").join([said, *(safe(note.say(words)) for note in notes)])
    st.info(said, icon=":material/info:")
    with st.container(horizontal=True):
        for goal, icon in (("data", "upload"), ("map", "hub")):
            if st.button(words(f"empty.to_{goal}"), key=f"{page}.to_{goal}", icon=f":material/{icon}:"):
                go(screen, goal)


def how(screen: Screen, page: str, parts: Sequence[str]) -> None:
    """How the page's figures come about, for whoever wants to know."""
    words = screen.words
    with st.expander(words("figure.how"), icon=":material/info:"):
        st.markdown(
            "\n".join(f"- **{words(f'{page}.how.{one}')}** {words(f'{page}.how.{one}.about')}" for one in parts)
        )


def _elsewhere() -> None:
    """A page is known by its address; what it shows is said in `app.py`."""
