"""Mounting the two components in a page: served once by HTTP from a cache folder, or inline where that cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from graph.views.map.assets import CARD, MAP, Bundle, written

Data = Mapping[str, Any]


def show_map(data: Data, *, key: str, on_selection: Callable[[], None], on_intent: Callable[[], None]) -> None:
    """The canvas. Its selection stays under `st.session_state[key]`, an intent is there during `on_intent` only."""
    _mount(MAP)(
        data=dict(data), key=key, default={"selection": {"nodes": [], "edges": []}},
        on_selection_change=on_selection, on_intent_change=on_intent,
    )  # fmt: skip


def show_card(data: Data, *, key: str, on_intent: Callable[[], None]) -> None:
    """One person's card; a press on it is an intent like those of the canvas."""
    _mount(CARD)(data=dict(data), key=key, on_intent_change=on_intent)


def _mount(bundle: Bundle) -> Any:
    """The component ready to mount. Streamlit finds manifests of installed packages only where the distribution
    is called like its package, so ours is handed to it here.
    """
    manager = get_bidi_component_manager()
    name = f"guanxi.{bundle.name}"
    file = f"{bundle.name}-{bundle.stamp}"
    known = manager.get(name)
    if known is not None and not known.is_placeholder:
        return st.components.v2.component(name, html=bundle.html, css=f"{file}.css", js=f"{file}.js")
    try:
        folder = written(bundle)
    except OSError:  # no cache folder to write to: the same code goes over the websocket instead
        return st.components.v2.component(f"guanxi_{bundle.name}", html=bundle.html, css=bundle.css, js=bundle.js)
    manifest = ComponentManifest("guanxi", "1", [ComponentConfig(bundle.name, asset_dir=folder.name)])
    manager.register_from_manifest(manifest, folder.parent)
    return st.components.v2.component(name, html=bundle.html, css=f"{file}.css", js=f"{file}.js")
