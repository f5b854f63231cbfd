"""Two people changed the same thing: both values side by side, field by field, and the user chooses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError
from graph.model.kinds import KINDS
from graph.store import commands
from graph.views.screen import refresh
from graph.views.shell import safe, told

if TYPE_CHECKING:
    from graph.text import Words
    from graph.views.screen import Screen

CLASH = "edit.clash"
THEIRS, MINE = "theirs", "mine"


def differing(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """The fields in which the two disagree, in the order of the form.

    >>> differing({"a": 0, "b": "", "c": 1}, {"a": None, "b": None, "c": 1})
    ['a']
    """
    return [name for name, value in mine.items() if _told(value) != _told(theirs.get(name))]


def _told(value: Any) -> Any:
    """The value; None where nothing was said, which 0 is not."""
    return None if value is None or value in ("", ()) else value


def settle(screen: Screen, kind: str, id: str) -> None:
    """Show both values of every field in dispute and save what the user chooses for each."""
    words, clash = screen.words, st.session_state[CLASH]
    theirs = clash.get("current")
    if theirs is None:
        st.warning(words("edit.clash_gone"))
        if st.button(words("edit.close"), key="edit.close"):
            _done()
        return
    if not differing(clash["mine"], theirs):
        _done()
    st.warning(words("edit.clash"))
    chosen = {}
    for name in differing(clash["mine"], theirs):
        values = {THEIRS: theirs.get(name), MINE: clash["mine"][name]}
        pick = st.radio(
            safe(words.field(name, kind)), (THEIRS, MINE), key=f"edit.clash.{name}", horizontal=True,
            format_func=_side(words, kind, name, values),
        )  # fmt: skip
        chosen[name] = values[str(pick)]
    if st.button(words("edit.save"), type="primary", key="edit.clash_save"):
        _settled(screen, kind, id, chosen, theirs)


def _side(words: Words, kind: str, name: str, values: dict[str, Any]) -> Callable[[str], str]:
    return lambda side: words(f"edit.clash_{side}", value=safe(said(words, kind, name, values[side])))


def _settled(screen: Screen, kind: str, id: str, chosen: dict[str, Any], theirs: dict[str, Any]) -> None:
    rev = st.session_state[CLASH].get("rev") or theirs.get("rev")
    try:
        screen.apply(commands.edit(theirs, kind, id, chosen, screen.viewer.user, rev=rev))
    except GuanxiError as problem:
        st.error(told(problem, screen.words))
        return
    _done()


def _done() -> None:
    st.session_state.pop(CLASH, None)
    refresh()
    st.rerun()


def said(words: Words, kind: str, name: str, value: Any) -> str:
    """A value in words: choices by their vocabulary, nothing as a dash."""
    if value in (None, "", ()):
        return "–"
    vocab = KINDS[kind].field[name].vocab
    values = value if isinstance(value, tuple | list) else (value,)
    return "、".join(words.choice(vocab, str(v)) if vocab else str(v) for v in values)
