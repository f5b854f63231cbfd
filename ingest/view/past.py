"""What was changed, by whom and when; any of it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import GuanxiError
from graph.text import Words
from graph.views.figures import DASH
from graph.views.growth import heading, table
from graph.views.leaving import DEMO
from graph.views.picture import Part, part, picture
from graph.views.screen import refresh
from graph.views.shell import safe
from graph.views.shell import told as refusal

if TYPE_CHECKING:
    from graph.views.screen import Screen

STEP = 50
TROUBLE = "data.trouble"


def past(screen: Screen) -> None:
    """The journal, newest first."""
    words = screen.words
    _trouble(screen)
    most = st.session_state.get("data.past.most", STEP)
    entries = screen.store.history(limit=most)
    by_id = {entry["id"]: entry for entry in entries}
    _redo(screen, by_id)
    if not entries:
        st.caption(words("data.past.none"))
        return
    heads = [(words(f"data.past.{name}"), "") for name in ("at", "by", "what", "about", "state")]
    rows = [_row(entry, by_id.get(entry.get("undoes") or "", entry), words) for entry in entries]
    title = words("data.past.title")
    picture(
        part("div", heading(title, words("data.past.note")), table(title, heads, rows), cls="panel"), key="data.past",
        on_pick=lambda change: _undo(screen, change),
    )  # fmt: skip
    if len(entries) == most and st.button(words("data.past.more"), key="data.past.more", type="tertiary"):
        st.session_state["data.past.most"] = most + STEP
        st.rerun()


def _row(entry: dict[str, Any], subject: dict[str, Any], words: Words) -> list[Part | str]:
    """When, who, what, about what (an undo: what it took back), and whether it can still be taken back."""
    what = what_of(subject, words)
    if subject is not entry:
        what = words("data.past.of", verb=words(f"change.{entry['what']}"), what=what)
    return [moment(entry["at"]), str(entry["by"]), what, about(subject, words), _state(entry, words)]


def moment(at: Any) -> str:
    """A time of the journal (UTC) on the clock of this machine, to the minute."""
    found = at if isinstance(at, datetime) else datetime.fromisoformat(str(at))
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def what_of(entry: dict[str, Any], words: Words) -> str:
    """What was done, to what kind of thing."""
    verb, kind = words(f"change.{entry['what']}"), str(entry.get("kind") or "")
    return words("change.of", what=verb, kind=words.kind(kind)) if words.has(f"kind.{kind}") else verb


def about(entry: dict[str, Any], words: Words) -> str:
    """The name of what it is about; for an import its source and how much it brought."""
    source = str(entry.get("source") or "")
    if entry["what"] == "export":
        what, people, *masked = source.split(" ")
        told = words("data.past.taken", title=entry["summary"], form=what.rpartition(".")[2].upper(), n=people)
        return told + (words("data.past.masked") if masked else "")
    if source.startswith(DEMO):
        return words("data.past.demo", name=source.removeprefix(DEMO))
    return source or str(entry.get("name") or entry.get("summary") or "") or DASH


def _state(entry: dict[str, Any], words: Words) -> Part | str:
    if entry.get("undone_by"):
        return part("span", words("data.past.undone"), cls="c")
    if entry["what"] == "undo":
        return part("span", words("data.past.is_undo"), cls="c")
    if entry["what"] == "export":
        return ""
    said = words("data.past.undo.of", what=what_of(entry, words))
    return part("button", words("data.past.undo"), cls="link", pick=str(entry["id"]), type="button", aria_label=said)


def _undo(screen: Screen, change: str) -> None:
    try:
        screen.store.undo(screen.viewer.user, change)
    except GuanxiError as problem:
        st.session_state[TROUBLE] = problem
        return
    refresh()


def _redo(screen: Screen, by_id: Mapping[str, dict[str, Any]]) -> None:
    """The last thing that this user took back, to be done again."""
    words, entry = screen.words, screen.store.redoable(screen.viewer.user)
    if entry is None:
        return
    subject = by_id.get(entry.get("undoes") or "", entry)
    label = words("data.past.redo", what=safe(f"{what_of(subject, words)} {about(subject, words)}"))
    if st.button(label, key="data.redo", icon=":material/redo:"):
        try:
            screen.redo()
        except GuanxiError as problem:
            st.session_state[TROUBLE] = problem
        st.rerun()


def _trouble(screen: Screen) -> None:
    """Why something could not be taken back: mostly because somebody changed it since."""
    problem = st.session_state.pop(TROUBLE, None)
    if problem is not None:
        st.error(refusal(problem, screen.words), icon=":material/warning:")
