"""What happens meanwhile: a colleague changed something, or the database stopped answering and can only be read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.errors import StoreUnreachable
from graph.views.saved import clock, zone
from graph.views.screen import refresh
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

ANSWERED = "shell.answered"  # when the database last did, UTC


def show(screen: Screen) -> None:
    """A quiet button for a colleague's changes, an amber strip while the database is away; looks every 5 s."""

    @st.fragment(run_every="5s")
    def look() -> None:
        try:
            newer = screen.store.revision() != screen.revision
            fresh = [e for e in screen.store.history(limit=50) if e["revision"] > screen.revision] if newer else []
        except StoreUnreachable:
            _away(screen)
            return
        st.session_state[ANSWERED] = datetime.now(UTC).replace(tzinfo=None).isoformat()
        spots_only = fresh and all(str(e["subject"]).startswith("spots.") for e in fresh)
        if newer and not spots_only:  # else somebody moved people about on their own picture
            _changed(screen, fresh)

    with st.container(key="news"):
        look()


def _changed(screen: Screen, fresh: list[dict[str, str]]) -> None:
    who = "、".join(dict.fromkeys(str(entry["by"]) for entry in fresh))
    label = screen.words("shell.news", n=len(fresh) or 1, who=safe(who))
    if st.button(label, key="shell.news", icon=":material/refresh:", type="tertiary", on_click=refresh):
        st.rerun()


def _away(screen: Screen) -> None:
    """Read only, how old what is seen is, that what was typed is kept, and a way to try at once."""
    words, answered = screen.words, st.session_state.get(ANSWERED)
    said = words("shell.read_only")
    if answered:
        said += words("shell.read_only_since", time=clock(answered, zone()))
    with st.container(key="shell.away", horizontal=True, vertical_alignment="center"):
        st.warning(said + words("shell.read_only_kept"), icon=":material/cloud_off:")
        if st.button(words("shell.retry"), key="shell.again", icon=":material/refresh:", on_click=refresh):
            st.rerun()
