"""What the overview shows, worked out once a revision: accounts, their ties, and what they are grouped by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.answer import Sentence
from graph.analysis.overview import between, circle_by_account, overview
from graph.views.overview_blocks import blocks
from graph.views.overview_board import Board, board

if TYPE_CHECKING:
    from graph.text import Words
    from graph.views.screen import Screen

BY = ("region", "rep", "circle")
RINGS = {"people": ("known", "people", "share"), "key": ("key_known", "key_people", "key_share")}


@dataclass(frozen=True)
class Whole:
    """`accounts` by id: the columns of `analysis.overview` and `column`, "" where unknown; `pairs` of `between`; the
    `figures`; what the area says (`size`: "revenue" or "people"); `names` of the columns by key.
    """

    accounts: pd.DataFrame
    pairs: pd.DataFrame
    figures: dict[str, Any]
    size: str
    names: dict[str, Any]

    @property
    def values(self) -> pd.Series:
        """What the area says, by account; NaN unknown."""
        return self.accounts["annual_revenue" if self.size == "revenue" else "people"].astype(float)

    def said(self, key: str, words: Words) -> str:
        """A column's or row's name."""
        name = self.names.get(key, key)
        return name.say(words) if isinstance(name, Sentence) else str(name)


def whole(screen: Screen, by: str) -> Whole:
    """Everything of the page for that grouping."""
    return _whole(screen, by, screen.key)


def placed(screen: Screen, by: str, chosen: str) -> Board:
    """The board of that grouping; it changes only when somebody outside the drawn ones is chosen."""
    seen = whole(screen, by)
    drawn = _board(screen, by, "", screen.key)
    return (
        drawn if chosen in drawn.spots or chosen not in seen.accounts.index else _board(screen, by, chosen, screen.key)
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _board(_screen: Screen, by: str, chosen: str, key: Any) -> Board:
    seen = whole(_screen, by)
    if by != "region":
        return blocks(seen.accounts["column"], seen.values, chosen)
    return board(seen.accounts["column"], seen.accounts["industry"], seen.values, chosen)


@st.cache_resource(max_entries=4, show_spinner=False)
def _answers(_screen: Screen, key: Any) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    answer = overview(_screen.network, _screen.today, _screen.revision)
    accounts = answer.rows.set_index("id")
    for name in ("region", "industry", "rep", "rep_name"):
        accounts[name] = accounts[name].astype(object).where(accounts[name].notna(), "")
    return accounts, between(_screen.network, _screen.today).rows, dict(answer.figures)


@st.cache_resource(max_entries=8, show_spinner=False)
def _whole(_screen: Screen, by: str, key: Any) -> Whole:
    accounts, pairs, figures = _answers(_screen, key)
    names: dict[str, Any] = {}
    column = accounts["region"]
    if by == "rep":
        column = accounts["rep"]
        names = dict(zip(accounts["rep"], accounts["rep_name"], strict=True))
    elif by == "circle":
        circles = circle_by_account(_screen.network, _screen.today)
        where = circles["circle"].reindex(accounts.index)
        column = where.map(lambda c: "" if pd.isna(c) else str(int(c))).astype(object)
        names = dict(zip(circles["circle"].astype(int).astype(str), circles["name"], strict=True))
    size = "revenue" if accounts["annual_revenue"].notna().sum() * 2 >= max(1, len(accounts)) else "people"
    return Whole(accounts.assign(column=column), pairs, figures, size, names)
