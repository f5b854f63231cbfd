"""Bringing more of one person's ties onto the map, by kind, the strongest first; somebody with thousands is guarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.views.facts import LINES
from graph.views.scene import ALL
from graph.views.shell import safe

if TYPE_CHECKING:
    from collections.abc import Collection

    from graph.views.screen import Screen

STEPS = (50, 200)  # how many are brought at once when there are more


def beside(screen: Screen, who: str, drawn: Collection[str]) -> dict[str, list[str]]:
    """By kind of tie, whoever is tied to that person and not drawn yet: the strongest first, then by influence."""
    ties = screen.facts.ties
    mine = ties[(ties["from_id"] == who) | (ties["to_id"] == who)]
    other = mine["to_id"].where(mine["from_id"] == who, mine["from_id"])
    mine = pd.DataFrame({"kind": mine["kind"], "strength": mine["strength"], "other": other})
    mine = mine[~mine["other"].isin(list(drawn)) & mine["other"].isin(screen.facts.people.index)]
    mine = mine.assign(score=mine["other"].map(screen.scores["score"]).fillna(0.0))
    mine = mine.sort_values(["strength", "score", "other"], ascending=[False, False, True])
    return {kind: mine.loc[mine["kind"] == kind, "other"].drop_duplicates().tolist() for kind in LINES}


def expand(screen: Screen, who: str, drawn: Collection[str]) -> None:
    """Ask which ties to bring: a button a kind, with how many; more than 50 are brought by strength."""
    words, found = screen.words, beside(screen, who, drawn)
    room = max(0, ALL - len(drawn))

    @st.dialog(words("expand.title", who=safe(screen.facts.name(who))))
    def body() -> None:
        if not any(found.values()):
            st.markdown(words("expand.nothing"))
            return
        for kind, people in found.items():
            if not people:
                continue
            st.markdown(words("expand.kind", kind=words(f"map.line.{kind}.short"), n=f"{len(people):,}"))
            with st.container(horizontal=True):
                for n in [n for n in STEPS if n < len(people)] or [len(people)]:
                    label = words("expand.top" if n < len(people) else "expand.all", n=min(n, room))
                    if st.button(label, key=f"expand.{kind}.{n}", disabled=not room):
                        bring(people[: min(n, room)])
        if max(map(len, found.values())) > STEPS[0]:
            st.caption(words("expand.guard"))
            if st.button(words("expand.list"), key="expand.list", icon=":material/list:"):
                st.session_state["map.who"] = who
                st.rerun()

    body()


def bring(people: list[str]) -> None:
    """Draw these from now on, as long as they are not hidden."""
    state = st.session_state
    state["map.added"] = tuple(dict.fromkeys((*state["map.added"], *people)))
    state["map.hidden"] = tuple(p for p in state["map.hidden"] if p not in people)
    st.rerun()
