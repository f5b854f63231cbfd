"""Everybody on the map as a table, with the same person chosen: for the keyboard, the screen reader and print."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

COLUMNS = ("name", "account", "title", "attitude", "role", "contact", "region", "stage", "days", "centre_state")

if TYPE_CHECKING:
    from graph.views.scene import Choice, Scene
    from graph.views.screen import Screen


def show(screen: Screen, choice: Choice, drawn: Scene, who: str, choose: Callable[[str], None], *, tall: bool) -> None:
    """The table, best by the chosen measure first; a press on a row chooses that person."""
    words = screen.words
    st.markdown(f"**{words('map.list', n=drawn.shown)}**")
    if not drawn.people:
        st.caption(words("map.empty"))
        return
    key = f"map.list.{st.session_state['map.list_turn']}"  # chosen elsewhere: a new table, so that no old press echoes
    rows = [drawn.people.index(who)] if who in drawn.people else []

    def picked() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if list(chosen) != rows:
            choose(drawn.people[chosen[0]] if chosen else "")

    st.dataframe(
        table(screen, choice, drawn), key=key, on_select=picked, selection_mode="single-row", hide_index=True,
        selection_default={"selection": {"rows": rows}},
        height=560 if tall else 320, alt=words("map.list", n=drawn.shown), placeholder="–",
        column_config={words(f"metric.{choice.measure}.label"): st.column_config.NumberColumn(format="compact")},
    )  # fmt: skip


def table(screen: Screen, choice: Choice, drawn: Scene) -> pd.DataFrame:
    """Name, account, the measure, attitude, post, and who of ours knows them, in the order of the picture."""
    words, people = screen.words, screen.facts.people.loc[drawn.people]
    score = screen.measure(choice.measure).reindex(people.index)
    return pd.DataFrame({
        words.field("name"): people["name"], words.kind("Account"): people["account"],
        words(f"metric.{choice.measure}.label"): score.round(3),
        words.field("attitude"): [words.choice("attitude", a) for a in people["attitude"]],
        words.field("title"): people["title"], words("panel.contact"): people["rep"],
    })  # fmt: skip
