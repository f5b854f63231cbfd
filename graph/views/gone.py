"""A link to somebody who is no longer there: who it was, since when and by whose hand, where the journal tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.model.errors import StoreUnreachable
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen

ASKS = {"centres": ("who",), "chains": ("who", "root")}  # pages that leave it to us, and what names a person there
BACK = 300  # journal entries looked through


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
        found = [e for e in screen.store.history(limit=BACK) if (e["what"], e["subject"]) == ("remove", who)]
    except StoreUnreachable:
        found = []
    if not found or screen.viewer.accounts is not None:
        return words("map.unknown_person")
    values = {"name": safe(str(found[0]["name"] or who)), "by": safe(str(found[0]["by"]))}
    return words("map.removed", day=str(found[0]["at"])[:10], **values)
