"""What the browser makes by itself: a PNG of the picture, and the sheet of paper to print or keep as PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from graph.text import Words
from graph.views.seen import Seen

_HERE = Path(__file__).parent
_TOKENS = _HERE.parent / "map" / "frontend" / "tokens.js"


def show(words: Words, seen: Seen, paper: str, name: str, theme: str, on_taken: Callable[[str], None]) -> None:
    """The two buttons; `on_taken` is told "png" or "pdf" as soon as one is pressed."""
    key = f"{seen.page}.take.client"

    def told() -> None:
        form = (st.session_state[key].get("taken") or {}).get("form")
        if form in ("png", "pdf"):
            on_taken(form)

    data = {
        "svg": seen.svg(theme) if seen.svg else "", "paper": paper, "name": name, "png_label": words("take.png"),
        "paper_label": words("take.paper"),
    }  # fmt: skip
    _component()(key=key, data=data, on_taken_change=told)


def _component() -> Any:
    css, js = _assets()
    return st.components.v2.component("guanxi_take", html='<div class="take"></div>', css=css, js=js)


@cache
def _assets() -> tuple[str, str]:
    script = "\n".join(path.read_text(encoding="utf-8") for path in (_TOKENS, _HERE / "client.js"))
    return (_HERE / "client.css").read_text(encoding="utf-8"), script
