"""A page on a network, without a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.store.bolt import GraphStore
from graph.store.commands import load
from tests.store.emptied import empty


def _script(network: object, lang: str, page: str, place: str) -> None:
    from importlib import import_module

    from graph.store.access import everyone
    from graph.text import Words
    from graph.views.screen import Screen
    from tests.views.small import DAY

    # these pages read nothing from the store
    import_module(page).show(Screen(None, network, Words(lang), everyone, 1, place, DAY))


def page(name: str, network: Network, lang: str = "zh", patience: float = 20, **query: str) -> AppTest:
    """The page after its first run, `patience` seconds at most; the address may hold a query."""
    told = {"network": network, "lang": lang, "page": name, "place": f"{id(network)}"}
    at = AppTest.from_function(_script, kwargs=told, default_timeout=patience)
    for key, value in query.items():
        at.query_params[key] = value
    return at.run()


@contextmanager
def held(uri: str, monkeypatch: pytest.MonkeyPatch, network: Network, source: str) -> Iterator[GraphStore]:
    """The app pointed at a store that holds that network alone."""
    empty(uri)
    st.cache_resource.clear()
    monkeypatch.setenv("GUANXI_URI", uri)
    with GraphStore.open(uri) as store:
        store.apply(load(network, "tester", source))
        yield store
    st.cache_resource.clear()


def said(at: AppTest) -> str:
    """Everything drawn by components and written by Streamlit, as text."""
    drawn = [str(json.loads(element.proto.json or "null")) for element in at.get("bidi_component")]
    told = [element.value for kind in ("markdown", "caption", "info", "warning", "error") for element in at.get(kind)]
    return "\n".join([*drawn, *map(str, told)])
