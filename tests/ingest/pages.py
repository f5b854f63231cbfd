"""The Data page on a store, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

if TYPE_CHECKING:
    from graph.store.bolt import GraphStore


def _script(store: object, lang: str, part: str, place: str) -> None:
    import streamlit as st

    from graph.store.access import everyone
    from graph.text import Words
    from graph.views.screen import screen
    from ingest.view import show

    st.session_state.setdefault("data.part", part)
    show(screen(store, Words(lang), everyone, place))


def data_page(store: GraphStore, part: str = "bring", lang: str = "zh", place: str = "") -> AppTest:
    """That part of the page after its first run."""
    about = {"store": store, "lang": lang, "part": part, "place": place or str(id(store))}
    return AppTest.from_function(_script, kwargs=about, default_timeout=30).run()


def uploaded(at: AppTest, **files: str) -> AppTest:
    """The page after those files were dropped on it: name without ending → CSV text."""
    given = [(f"{name}.csv", text.encode(), "text/csv") for name, text in files.items()]
    uploader = next(one for one in at.get("file_uploader"))
    return uploader.set_value(given).run()


def drawn(at: AppTest) -> str:
    """Everything drawn by components, as text."""
    return "\n".join(str(one.proto) for one in at.get("bidi_component"))
