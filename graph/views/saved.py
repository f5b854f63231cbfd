"""Whether everything is saved: since when, how much is not yet, or what stands in the way."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from graph.model.errors import StoreUnreachable
from graph.views.clash import CLASH
from graph.views.saving import TROUBLE

if TYPE_CHECKING:
    from graph.views.screen import Screen

PENDING, LAST, SAID = "edit.pending", "saved.last", "saved.said"
ICONS = {"saved": "check", "pending": "edit", "clash": "call_split", "away": "cloud_off", "trouble": "warning"}


def state(screen: Screen) -> None:
    """A small text for the row above a page; nothing before this user's first change."""
    said = told(screen)
    st.session_state[SAID] = said[0] if said else ""
    if said is not None:
        name, text = said
        with st.container(key=f"saved.{name}", width="content"):
            st.caption(f":material/{ICONS[name]}: {text}")


def told(screen: Screen) -> tuple[str, str] | None:
    """How it stands, one of ICONS, and in words; None when this user has changed nothing yet."""
    words, session = screen.words, st.session_state
    if session.get(CLASH):
        return "clash", words("saved.clash")
    if session.get(TROUBLE):
        return "trouble", words("saved.trouble")
    if session.get(PENDING):
        return "pending", words("saved.pending", n=session[PENDING])
    try:
        at = _last(screen)
    except StoreUnreachable:
        return "away", words("saved.away")
    return ("saved", words("saved.saved", time=clock(at, zone()))) if at else None


def _last(screen: Screen) -> str:
    """When this user's newest change was made, "" for never; asked once a revision."""
    known = st.session_state.get(LAST)
    if known is None or known[0] != screen.revision:
        newest = screen.store.undoable(screen.viewer.user)
        known = st.session_state[LAST] = (screen.revision, str(newest["at"]) if newest else "")
    return str(known[1])


def zone() -> tzinfo:
    """Where the browser is; UTC where it does not say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def clock(at: str, where: tzinfo) -> str:
    """The time of day of a moment of the journal (UTC), and the day too unless it is today."""
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(where)
    time = f"{moment:%H:%M}"
    return time if moment.date() == datetime.now(where).date() else f"{moment:%Y-%m-%d} {time}"
