"""Colours, type face and marks as the browser has them, read off the same files: one place says how things look."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_VIEWS = Path(__file__).parent.parent
_FRONTEND = _VIEWS / "map" / "frontend"


@cache
def tokens(theme: str = "light") -> dict[str, str]:
    """Colour by token of that theme, "light" or "dark", as #RRGGBB; KeyError for any other.

    >>> tokens()["page"]
    '#FFFFFF'
    """
    text = (_FRONTEND / "tokens.js").read_text(encoding="utf-8")
    found = dict(re.findall(r"^  (\w+): \{(.*?)^  \}", text, re.MULTILINE | re.DOTALL))
    return dict(re.findall(r'"?([\w-]+)"?: "(#[0-9A-F]{6})"', found[theme]))


@cache
def face() -> str:
    """The stack of type faces."""
    text = (_FRONTEND / "tokens.js").read_text(encoding="utf-8")
    found = re.search(r"const FACE = '(.+?)'", text)
    assert found is not None
    return found[1].replace('"', "'")


@cache
def marks(name: str) -> dict[str, str]:
    """Paths by value: "SYMBOL" of the attitudes (around 0, 7 wide), "GLYPH" of the roles (in a box of 10)."""
    text = (_FRONTEND / "marks.js").read_text(encoding="utf-8")
    found = re.search(rf"const {name} = {{(.*?)}};", text, re.DOTALL)
    assert found is not None
    return dict(re.findall(r'(\w+): "(M[^"]+)"', found[1]))


def tones(name: str) -> dict[str, str]:
    """Token by attitude ("ATTITUDE") or role ("ROLE")."""
    text = (_FRONTEND / "tokens.js").read_text(encoding="utf-8")
    found = re.search(rf"const {name} = {{(.*?)}};", text, re.DOTALL)
    assert found is not None
    return dict(re.findall(r'(\w+): "([\w-]+)"', found[1]))


@cache
def style(theme: str = "light") -> str:
    """The style sheet of the pictures with every variable in its place, so that any program reads it."""
    css = (_VIEWS / "picture" / "picture.css").read_text(encoding="utf-8")
    colours = {**tokens(theme), "face": face()}
    return re.sub(r"var\(--([\w-]+)\)", lambda m: colours[m[1]], css)
