"""What one more chain is expected to bring: closed form beside simulation, and the chances that both stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.views.asked import ask
from graph.views.figures import DASH, decimal, known, records, share, whole
from graph.views.looks import notes, told

if TYPE_CHECKING:
    from graph.text import Words
    from graph.views.screen import Screen


def reach(screen: Screen) -> None:
    """Closed form and simulation with their intervals, generation by generation; the chances behind them."""
    words, answer = screen.words, ask(screen, "expected_reach")
    found = answer.figures
    notes(screen, answer)
    with st.container(horizontal=True):
        st.metric(words("chains.more.closed_form"), decimal(found["expected"]))
        if found["simulation"] is not None:
            run = found["simulation"]
            st.metric(words("chains.more.simulation"), decimal(run["expected"]))
            st.caption(words("chains.more.simulation.interval", low=decimal(run["low"]), high=decimal(run["high"])))
    said = words(f"chains.more.{answer.settings['probabilities']}")
    low, high = decimal(found["low"]), decimal(found["high"])
    st.caption(words("chains.more.closed_form.interval", low=low, high=high, said=said))
    columns = {"generation": (words("chains.generations.g"), whole),
               **{name: (words(f"chains.more.reach.{name}"), decimal)
                  for name in ("ideal", "expected", "low", "high", "so_far")}}  # fmt: skip
    st.dataframe(told(answer.rows, columns), hide_index=True, key="chains.more.reach")
    with st.expander(words("chains.odds.title")):
        _odds(screen)


def _odds(screen: Screen) -> None:
    """How likely a request, and a tie, brings somebody: fitted to our own past, or assumed and said so."""
    words, answer = screen.words, ask(screen, "odds")
    notes(screen, answer)
    rows = answer.rows.assign(
        level=[level_said(row["factor"], str(row["level"]), words) for row in records(answer.rows)],
        chance=[f"{share(row['chance'])} ({share(row['low'])}–{share(row['high'])})" for row in records(answer.rows)],
    )
    st.dataframe(told(rows, {
        "factor": (words("chains.odds.factor"), lambda one: words(f"chains.odds.factor.{one}")),
        "level": (words("chains.odds.level"), str), "cases": (words("chains.odds.cases"), whole),
        "carried": (words("chains.odds.carried"), whole), "share": (words("chains.odds.share"), share),
        "chance": (words("chains.odds.chance"), str),
    }), hide_index=True, key="chains.more.odds")  # fmt: skip


def level_said(factor: str, level: Any, words: Words) -> str:
    """A level of a factor as people say it: a way of asking, a generation, or the strength of a tie."""
    if factor in ("conversion", "technique"):
        return words.choice("referral_technique", level)
    if factor == "generation":
        return words("chains.generation", g=int(level)) if int(level) else words("chains.odds.originator")
    return decimal(float(level), 2) if known(level) else DASH
