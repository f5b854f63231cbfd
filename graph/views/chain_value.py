"""What referrals were worth and whose that is: credit under five rules, how few it came through, by the team's rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.analysis.settings import CREDITS, setting
from graph.views.asked import ask
from graph.views.charts import lorenz
from graph.views.figures import decimal, known, money, share
from graph.views.links import open_chain, open_map
from graph.views.looks import listed, notes, told
from graph.views.members import text
from graph.views.picture import part, picture

if TYPE_CHECKING:
    from graph.views.screen import Screen

BY = ("referrer", "root", "account")
TOPS = ("top_1", "top_5", "top_10")


def stands(screen: Screen) -> str:
    """The team's rule of credit in words."""
    return screen.words(f"chains.credit.rule.{setting(screen.network, 'chains.credit')}")


def credited(screen: Screen, who: str) -> float:
    """What the team's rule gives that person of all won value, in the account's money; 0 for nothing."""
    rows = ask(screen, "credit").rows
    return float(rows["credit"][rows["id"] == who].sum())


def credit(screen: Screen) -> None:
    """The won value under the five rules side by side, the team's first and in its order."""
    words, answer = screen.words, ask(screen, "credit")
    used = answer.settings["rule"]
    notes(screen, answer)
    st.markdown(words("chains.more.rule.stands", rule=stands(screen)))
    worth = {one: (_rule(screen, one, used), lambda value: money(words, value)) for one in _first(used)}
    listed(screen, "chains.more.credit", answer.rows, {
        "name": (words.field("name"), text), "account": (words.kind("Account"), text), **worth,
    }, open_chain)  # fmt: skip


def _first(used: str) -> list[str]:
    return sorted(CREDITS, key=lambda one: one != used)


def _rule(screen: Screen, one: str, used: str) -> str:
    said = screen.words(f"chains.credit.rule.{one}")
    return screen.words("chains.more.rule.ours", rule=said) if one == used else said


def concentration(screen: Screen) -> None:
    """How much of the won value came through few: the curve, the shares of the top, and both by quarter."""
    words = screen.words
    by = st.segmented_control(
        words("chains.more.by"), BY, key="chains.by", default=BY[0], required=True, label_visibility="collapsed",
        format_func=lambda one: words(f"chains.more.by.{one}"),
    )  # fmt: skip
    asked = {"by": by, "rule": str(setting(screen.network, "chains.credit"))}
    answer = ask(screen, "concentration", **asked)
    found = answer.figures
    notes(screen, answer)
    if not known(found["gini"]):
        return
    st.markdown(words("chains.more.rule.stands", rule=stands(screen)))
    curve, figures = st.columns([290, 860], vertical_alignment="center")
    with curve:
        panel = part("div", part("h3", words("chains.more.lorenz")), lorenz(found["lorenz"], words), cls="panel")
        picture(panel, key="chains.more.lorenz")
    with figures.container(horizontal=True):
        for name in TOPS:
            st.metric(words(f"chains.more.{name}"), share(found[name]))
        st.metric(words("chains.more.gini"), decimal(found["gini"], 2), help=words("chains.more.gini.help"))
    pick = open_chain if by != "account" else lambda who: open_map(screen, who)
    listed(screen, f"chains.more.concentration.{by}", answer.rows, {
        "name": (words("chains.more.by." + by), text),
        **({} if by == "account" else {"account": (words.kind("Account"), text)}),
        "value": (words("chains.generations.value"), lambda value: money(words, value)),
        "share": (words("chains.more.share"), share), "cumulative": (words("chains.more.cumulative"), share),
    }, pick)  # fmt: skip
    _trend(screen, asked)


def _trend(screen: Screen, asked: dict[str, Any]) -> None:
    words, quarters = screen.words, ask(screen, "concentration_trend", **asked)
    notes(screen, quarters)
    st.dataframe(told(quarters.rows.iloc[::-1], {
        "id": (words("chains.more.quarter"), text), **{name: (words(f"chains.more.{name}"), share) for name in TOPS},
        "gini": (words("chains.more.gini"), lambda value: decimal(value, 2)),
    }), hide_index=True, key="chains.more.trend")  # fmt: skip
