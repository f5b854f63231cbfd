"""Tables, trees and charts drawn from plain data.

A page says what to draw as parts (a tag, its attributes, what is in it); the browser makes elements of them one by
one. Text is always set as text, so that nothing a user typed is ever read as HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from graph.text import Words

Part = list[Any]

_HERE = Path(__file__).parent
_TOKENS = _HERE.parent / "map" / "frontend" / "tokens.js"


def part(tag: str, *inside: Part | str | None, cls: str = "", pick: str = "", **attributes: Any) -> Part:
    """One element. `pick` makes it a button that reports that id; `_` in a name stands for `-`, None is left out.

    >>> part("b", "王伟", cls="name", aria_label="x")
    ['b', {'class': 'name', 'aria-label': 'x'}, ['王伟']]
    """
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    marks = {"class": cls, "pick": pick}
    told = {**{name: value for name, value in marks.items() if value}, **named}
    return [tag, told, [one for one in inside if one is not None and one != ""]]


def drawing(*inside: Part | None, height: float, label: str, width: str | float = "100%", live: bool = False) -> Part:
    """An SVG of that height in px; `live` when parts of it can be picked."""
    role = "group" if live else "img"
    return part("svg", *inside, width=width, height=height, role=role, aria_label=label)


def at(x: str | float, y: float, *inside: Part | None) -> Part:
    """Parts whose origin stands at x (px, or per cent of the width) and y (px)."""
    return part("svg", *inside, x=x, y=y, overflow="visible")


def words_at(x: str | float, y: float, said: str, cls: str = "", anchor: str = "start") -> Part:
    """A line of text in a drawing, its baseline at y."""
    return part("text", said, cls=cls, x=x, y=y, text_anchor=anchor)


def heading(words: Words, page: str) -> None:
    """The title of a page, with the line beside it that says what the page is for."""
    title = part("h1", words(f"{page}.title"))
    picture(part("div", title, part("span", words(f"{page}.subtitle"), cls="s quiet"), cls="row"), key=f"{page}.head")


def picture(
    *body: Part | None, key: str, on_pick: Callable[[str], None] | None = None,
    on_drop: Callable[[str, str], None] | None = None,
) -> None:  # fmt: skip
    """Show the parts; `on_pick` is called with the id of a part that was clicked, or chosen with Enter.

    `on_drop` is called with the ids of a part marked `grab` and of the one marked `onto` that it was dragged to. In a
    box marked `zoom`, buttons marked `do` ("in", "out", "fit") change the size of its drawing.
    """

    def picked() -> None:
        who = st.session_state[key].get("picked")
        if who and on_pick:
            on_pick(str(who))

    def dropped() -> None:
        told = st.session_state[key].get("dropped")
        if told and on_drop:
            on_drop(str(told["id"]), str(told["onto"]))

    body_ = [one for one in body if one is not None]
    _component()(key=key, data={"body": body_}, on_picked_change=picked, on_dropped_change=dropped)


def _component() -> Any:
    html, css, js = _assets()
    return st.components.v2.component("guanxi_picture", html=html, css=css, js=js)


@cache
def _assets() -> tuple[str, str, str]:
    tokens, script, style = (
        path.read_text(encoding="utf-8") for path in (_TOKENS, _HERE / "picture.js", _HERE / "picture.css")
    )
    return '<div class="picture"></div>', style, f"{tokens}\n{script}"
