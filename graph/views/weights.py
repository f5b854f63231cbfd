"""How influence is weighed: three sliders, who would move, and the team's choice, stored and undoable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.analysis.scores import influence_scores, weights_of
from graph.analysis.settings import choose, setting
from graph.model.errors import GuanxiError
from graph.views.figures import share
from graph.views.shell import attempt, told

if TYPE_CHECKING:
    from graph.views.screen import Screen

PARTS = ("bridge", "voice", "across")
TOP = 10


def weights(screen: Screen) -> None:
    """Closed until wanted; shows the effect before anything is stored."""
    words = screen.words
    with st.expander(words("centres.weights.title"), icon=":material/tune:"):
        st.caption(words("centres.weights.about"))
        if not st.toggle(words("centres.weights.try"), key="centres.weights.on"):
            return
        now = weights_of(setting(screen.network, "influence.weights"))
        given = {}
        for column, name in zip(st.columns(len(PARTS)), PARTS, strict=True):
            given[name] = float(column.slider(words(f"centres.part.{name}"), 0, 100, round(100 * now[name]),
                                              key=f"centres.weights.{name}"))  # fmt: skip
        try:
            then = weights_of(given)
        except GuanxiError as problem:
            st.error(told(problem, words))
            return
        st.markdown(words("centres.weights.shares", **{name: share(value) for name, value in then.items()}))
        st.dataframe(moved(screen, then), hide_index=True, key="centres.weights.table")
        _store(screen, {name: round(value, 6) for name, value in then.items()}, now)


def moved(screen: Screen, then: dict[str, float]) -> pd.DataFrame:
    """Who is or would be among the first ten: place now, place then, how far up."""
    words, now = screen.words, screen.scores["score"]
    scores = influence_scores(screen.network, screen.today, then).set_index("id")["score"]
    places = pd.DataFrame(
        {"now": now.rank(method="min", ascending=False), "then": scores.rank(method="min", ascending=False)}
    )
    first = places[(places["now"] <= TOP) | (places["then"] <= TOP)].astype(int).sort_values(["then", "now"])
    names = [screen.facts.name(str(who)) for who in first.index]
    table = pd.DataFrame({"name": names, "then": first["then"].to_list(), "now": first["now"].to_list(),
                          "up": (first["now"] - first["then"]).to_list()})  # fmt: skip
    return table.set_axis([words(f"centres.weights.column.{name}") for name in table.columns], axis=1)


def _store(screen: Screen, wanted: dict[str, float], now: dict[str, float]) -> None:
    words = screen.words
    wanted[PARTS[-1]] = 1 - sum(wanted[name] for name in PARTS[:-1])
    same = all(abs(wanted[name] - now[name]) < 1e-6 for name in PARTS)
    with st.container(horizontal=True):
        if st.button(words("centres.weights.store"), key="centres.weights.store", disabled=same):
            attempt(
                words,
                lambda: screen.apply(choose(screen.network, "influence.weights", wanted, screen.viewer.user)),
            )
