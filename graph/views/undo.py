"""Undo and redo by name: each button says what it would take back or do again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError, StoreUnreachable
from graph.model.kinds import TIES
from graph.text import Words
from graph.views.shell import safe, told
from graph.views.spots import PREFIX, again

if TYPE_CHECKING:
    from graph.views.screen import Screen


def undo_buttons(screen: Screen) -> None:
    """Undo and redo, each saying what it would take back or do again; nothing while the database is away."""
    store, user = screen.store, screen.viewer.user
    try:
        found = {"undo": store.undoable(user), "redo": store.redoable(user)}
    except StoreUnreachable:
        found = {"undo": None, "redo": None}
    for verb, entry in found.items():
        if entry is None and verb == "redo":
            continue
        label = named(screen.words, verb, _undone(screen, entry) if entry and verb == "redo" else entry)
        if st.button(label, key=f"shell.{verb}", icon=f":material/{verb}:", disabled=entry is None):
            take(screen, verb)


def _undone(screen: Screen, entry: dict[str, Any]) -> dict[str, Any]:
    """What that entry took back, while the journal still shows it."""
    return next((e for e in screen.store.history(limit=50) if e["id"] == entry["undoes"]), entry)


def named(words: Words, verb: str, entry: dict[str, Any] | None) -> str:
    """The button's words: “撤销：加关系”."""
    if entry is None:
        return words(f"shell.{verb}")
    return words(f"shell.{verb}_named", what=safe(change_words(words, entry)))


def change_words(words: Words, entry: dict[str, Any]) -> str:
    """A journal entry in a few words: what was done, to what kind of thing, and its name if it has one."""
    what, kind = words(f"change.{entry['what']}"), str(entry["kind"] or "")
    if str(entry.get("subject", "")).startswith(PREFIX):
        return f"{words('change.moved')} {str(entry['name'] or '')[:12]}".strip()
    if not kind:
        return what
    thing = words("change.a_tie", kind=words.kind(kind)) if kind in TIES else words.kind(kind)
    name = str(entry["name"] or "")[:12]
    said = words("change.of_named" if name else "change.of", what=what, kind=thing, name=name)
    several = sum(entry.get("counts", {}).get(kind, {}).values()) if entry["what"] in ("set", "undo", "redo") else 1
    said = words("change.and_more", said=said, n=several) if several > 1 else said
    return said if entry["what"] != "undo" else said.removeprefix(what).strip()


def take(screen: Screen, verb: str) -> None:
    """Undo or redo; when somebody changed the same thing meanwhile, say so instead."""
    try:
        receipt = again(screen, verb) or (screen.undo() if verb == "undo" else screen.redo())
    except GuanxiError as problem:
        st.toast(told(problem, screen.words), icon=":material/warning:")
        return
    if receipt:
        st.rerun()
