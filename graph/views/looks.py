"""Closer looks at the foot of a page, one at a time: nothing is asked of the analysis until a look is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.views.figures import known, whole
from graph.views.picture import part, picture
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

SHOWN = 100
Column = tuple[str, Callable[[Any], str]]


def looks(screen: Screen, page: str, choices: Mapping[str, Callable[[Screen], None]]) -> None:
    """One of the choices, picked here or by `look` in the address; none at first. Words: <page>.more.<choice>."""
    words, key = screen.words, f"{page}.look"
    if key not in st.session_state:
        asked = st.query_params.get("look")
        st.session_state[key] = asked if asked in choices else None

    def addressed() -> None:
        if st.session_state[key]:
            st.query_params["look"] = st.session_state[key]
        else:
            st.query_params.pop("look", None)

    picture(part("h2", words("chains.more.title")), key=f"{page}.more.title")
    look = st.pills(words("chains.more.title"), list(choices), format_func=lambda one: words(f"{page}.more.{one}"),
                    key=key, on_change=addressed, label_visibility="collapsed")  # fmt: skip
    if look:
        choices[look](screen)


def told(rows: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Rows in words: each column under its heading, each value as its function says it.

    >>> told(pd.DataFrame({"n": [2], "m": [0]}), {"n": ("Count", str)}).to_dict("list")
    {'Count': ['2']}
    """
    return pd.DataFrame({head: [say(value) for value in rows[name]] for name, (head, say) in columns.items()})


def listed(
    screen: Screen, key: str, rows: pd.DataFrame, columns: Mapping[str, Column], on_pick: Callable[[str], None],
    cut: str = "chains.more.cut",
) -> None:  # fmt: skip
    """Rows of people cut at `SHOWN`; choosing a line hands its `id` on. `cut` says how many and what a line does."""
    if rows.empty:
        return
    words, first = screen.words, rows.head(SHOWN)
    ids = first["id"].to_list()

    def chosen() -> None:
        lines = st.session_state[key].selection.rows
        if lines and known(ids[lines[0]]):
            on_pick(ids[lines[0]])

    st.caption(words(cut, n=whole(len(first)), all=whole(len(rows))))
    st.dataframe(told(first, columns), hide_index=True, key=key, on_select=chosen, selection_mode="single-row")


def notes(screen: Screen, answer: Answer) -> None:
    """What the numbers mean and what they do not rest on."""
    words = screen.words
    said = [words(answer.about)] if answer.about else []
    st.caption(words("figure.sentences").join([*said, *(safe(note.say(words)) for note in answer.notes)]))
