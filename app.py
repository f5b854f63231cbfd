"""The front door with a browser: settings → store → viewer → language → page."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.errors import GuanxiError, StoreUnreachable
from graph.text import Words
from graph.views import address, background, gone, leaving, news, shell
from graph.views.screen import Screen, refresh, screen

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

    from graph.store.bolt import GraphStore

PAGES = {  # key and address: the module whose `show(screen)` draws it
    "account": "graph.views.account_page",
    "map": "graph.views.map_page",
    "routes": "graph.views.routes_page",
    "centres": "graph.views.centres",
    "chains": "graph.views.chains",
    "overview": "graph.views.overview_page",
    "data": "ingest.view",
}
FIRST = "account"


def main() -> None:
    """One run of the page."""
    address.begun()
    name = Words(st.query_params.get("lang", ""))("shell.name")
    st.set_page_config(page_title=name, page_icon=shell.SEAL, layout="wide")
    st.html(shell.STYLE)
    words = shell.language()
    shell.logo(words)
    pages = {key: st.Page(_page(key), title=words(f"page.{key}"), url_path=key) for key in PAGES}
    page = st.navigation([_door(pages[FIRST]), *pages.values()], position="top")
    try:
        page.run()
    except StoreUnreachable as problem:
        away(words, problem)
    except GuanxiError as problem:
        st.error(shell.told(problem, words))
    address.ended()


def _door(first: StreamlitPage) -> StreamlitPage:
    """What the bare address leads to. Streamlit answers its default page at `/` alone; ours have addresses."""

    def door() -> None:
        st.switch_page(first, query_params=st.query_params.to_dict())

    return st.Page(door, default=True, visibility="hidden")


def _page(key: str) -> Callable[[], None]:
    """A page as Streamlit wants it: a function of its own name."""

    def run() -> None:
        seen = view(Words(st.session_state["language"]), key)
        leaving.demo_banner(seen)
        news.show(seen)
        gone.told(seen, key)
        import_module(PAGES[key]).show(seen)
        background.ready(seen)

    run.__name__ = key
    return run


def view(words: Words, key: str) -> Screen:
    """What this session sees; coming to another page it looks afresh."""
    from graph.store.access import everyone

    uri = os.environ.get("GUANXI_URI", "")
    with st.spinner(words("shell.starting"), show_time=True):
        store = opened(uri)
        st.session_state["app.came"] = st.session_state.get("app.page") != key
        if st.session_state["app.came"]:
            st.session_state["app.page"] = key
            refresh()
        return screen(store, words, everyone, uri)


@st.cache_resource(show_spinner=False)
def opened(uri: str) -> GraphStore:
    """The store at that address, the demo in it when nothing ever was; meanwhile the engine gets ready aside."""
    from graph import demo
    from graph.engine.warm import warm_aside
    from graph.store import commands
    from graph.store.bolt import GraphStore

    warm_aside()
    store = GraphStore.open(uri or None)
    if store.revision() == 0:
        store.apply(commands.load(demo.network(today=date.today()), "guanxi", "demo:hengwan"))
    return store


def away(words: Words, problem: StoreUnreachable) -> None:
    """The database does not answer: what, why, what now, and a way to try again."""
    st.error(f"**{words('shell.away')}** {shell.told(problem, words)}\n\n{words('shell.away_what_now')}")
    if st.button(words("shell.retry"), key="shell.retry", icon=":material/refresh:", type="primary"):
        opened.clear()
        refresh()
        st.rerun()


main()
