"""A page on a network, without a browser."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from graph.model.network import Network


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


def said(at: AppTest) -> str:
    """Everything drawn by components and written by Streamlit, as text."""
    drawn = [str(json.loads(element.proto.json or "null")) for element in at.get("bidi_component")]
    told = [element.value for kind in ("markdown", "caption", "info", "warning", "error") for element in at.get(kind)]
    return "\n".join([*drawn, *map(str, told)])
