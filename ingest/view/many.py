"""Many people at once: choose accounts, and change their people in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.views import edit_many
from graph.views.facts import by_id

if TYPE_CHECKING:
    from graph.views.screen import Screen


def many(screen: Screen) -> None:
    """The accounts and the button that opens the table; without an account whoever has none."""
    words, people = screen.words, screen.facts.people
    names = by_id(screen.facts.accounts["name"])
    st.caption(words("many.about"))
    chosen = st.multiselect(
        words.kind("Account"), list(names), key="data.many.accounts", format_func=lambda one: names[one],
        placeholder=words("form.choose"),
    )  # fmt: skip
    ids = list(people.index[people["account_id"].isin(chosen or [""])])
    if st.button(words("many.open", n=min(len(ids), edit_many.MOST)), key="data.many.open", type="primary"):
        edit_many.table(screen, ids)
