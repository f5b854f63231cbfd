"""Which measure would have found those who brought people in: the back-test as a table, with its warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.backtest import backtest
from graph.text import Words
from graph.views.background import offered
from graph.views.figures import DASH, decimal, known, records, share
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.views.screen import Screen


def league_table(screen: Screen) -> None:
    """Worked out aside when the user asks; what speaks against it stands above the table."""
    words = screen.words
    with st.expander(words("centres.league.title"), icon=":material/leaderboard:"):
        st.caption(words("backtest.about"))
        found = offered(screen, "backtest", lambda watch: backtest(screen.network, as_of=screen.today, watch=watch))
        if found is None:
            return
        st.markdown("\n".join(f"- {safe(str(note.say(words)))}" for note in found.notes))
        if len(found.rows):
            st.dataframe(listed(found.rows, words), hide_index=True, key="centres.league.table")


def listed(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Each measure with precision, lift and share of value among its first, and their intervals."""
    table = [
        {
            "name": words(str(row["name"])), "precision": spread(row, "precision", share),
            "lift": spread(row, "lift", decimal), "value": spread(row, "value", share),
        }
        for row in records(rows)
    ]  # fmt: skip
    names = ("name", "precision", "lift", "value")
    made = pd.DataFrame(table, columns=names)
    return made.set_axis([words(f"centres.league.{name}") for name in names], axis=1)


def spread(row: dict[str, Any], name: str, say: Any) -> str:
    """A figure with its interval; a dash where it is unknown.

    >>> spread({"a": 0.5, "a_low": 0.2, "a_high": 0.8}, "a", share)
    '50% (20%–80%)'
    """
    if not known(row[name]):
        return DASH
    return f"{say(row[name])} ({say(row[f'{name}_low'])}–{say(row[f'{name}_high'])})"
