"""A link to somebody who is no longer there: who it was, since when and by whose hand, where the journal tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.model.errors import StoreUnreachable
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

ASKS = {"centres": ("who",), "chains": ("who", "root")}  # pages that leave it to us, and what names a person there


def told(screen: Screen, page: str) -> None:
    """Above a page: a sentence for the person its address names and that is not there; nothing when all are."""
    people = screen.facts.people.index if ASKS.get(page) else ()
    for name in ASKS.get(page, ()):
        who = st.query_params.get(name, "")
        if who and who not in people:
            st.warning(sentence(screen, who), icon=":material/person_off:")
            return


def sentence(screen: Screen, who: str) -> str:
    """“高思 已移除（2026-11-03，李沐阳）。”, safe for Markdown; plainer where nothing is on record."""
    words = screen.words
    try:
        found = None if screen.viewer.accounts is not None else _removal(screen, who, screen.key)
    except StoreUnreachable:
        found = None
    if not found:
        return words("map.unknown_person")
    name = found["name"] if found["subject"] == who else ""  # somebody taken out with others has no entry of their own
    values = {"name": safe(str(name or who)), "by": safe(str(found["by"]))}
    return words("map.removed", day=str(found["at"])[:10], **values)


@st.cache_data(max_entries=64, show_spinner=False)
def _removal(_screen: Screen, who: str, key: Any) -> dict[str, Any] | None:
    return _screen.store.removal(who)
