"""数据与记录 Data: bring files in, see and take back what was changed, take data out, and what store this is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from graph.views import toolbar
from graph.views.links import addressed
from graph.views.picture import heading
from ingest.view.bring import bring
from ingest.view.keep import keep
from ingest.view.many import many
from ingest.view.past import past
from ingest.view.take import take

if TYPE_CHECKING:
    from graph.views.screen import Screen

PARTS: dict[str, Callable[[Screen], None]] = {"bring": bring, "many": many, "past": past, "take": take, "keep": keep}


def show(screen: Screen) -> None:
    """One part at a time; which one stands in the address."""
    words = screen.words
    toolbar.head(screen, lambda: heading(words, "data"))
    chosen = st.segmented_control(
        words("data.part"), list(PARTS), format_func=lambda one: words(f"data.part.{one}"), key="data.part",
        required=True, label_visibility="collapsed", on_change=addressed("data.part", list(PARTS), "bring"),
    )  # fmt: skip
    PARTS[str(chosen)](screen)
