"""Which part of everybody the page compares: all, a region, an industry, a circle or an account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.views.circles_strip import called
from graph.views.links import addressed
from graph.views.shell import safe

if TYPE_CHECKING:
    from graph.analysis.answer import Answer
    from graph.views.screen import Screen

BOARDS = ("region", "industry", "circle", "account")
ALL, PILLS, LISTED = "all", 7, 300


def head(screen: Screen, table: pd.DataFrame, circles: Answer) -> tuple[str, str | None]:
    """Which board, and which part of it: the column of the table and its value, None for everybody."""
    words = screen.words
    which, parts = st.columns([2.6, 7.4], vertical_alignment="center")
    with which:
        kind = st.segmented_control(
            words("centres.board"), BOARDS, key="centres.board", required=True, label_visibility="collapsed",
            on_change=addressed("centres.board", BOARDS, BOARDS[0]),
            format_func=lambda one: words(f"centres.board.{one}"),
        )  # fmt: skip
    names = {
        str(row[0]): called(row[1], words) for row in zip(circles.rows["circle"], circles.rows["name"], strict=True)
    }
    with parts:
        return str(kind), _part(screen, str(kind), table, names if kind == "circle" else None)


def board(kind: str, part: str) -> None:
    """Turn the page to that part of that board."""
    st.query_params["board"], st.query_params[kind] = kind, part
    st.session_state["centres.board"], st.session_state[f"centres.{kind}"] = kind, part


def _part(screen: Screen, kind: str, table: pd.DataFrame, names: Mapping[str, str] | None) -> str | None:
    """One of the parts with most people, with their number; few as pills, many as a list."""
    words, key = screen.words, f"centres.{kind}"
    counts = table[kind].astype(object).where(table[kind] != "").value_counts().sort_index()
    counts = counts.sort_values(ascending=False, kind="stable")
    if names is not None:
        counts = counts[[one for one in counts.index if one in names]]
    asked = st.query_params.get(kind, "")
    kept = list(map(str, counts.index[:LISTED]))
    if asked in counts.index and asked not in kept:
        kept.append(asked)
    options = [ALL, *kept]
    how: dict[str, Any] = {
        "key": key, "label_visibility": "collapsed", "on_change": addressed(key, options, ALL),
        "format_func": lambda one: _said(screen, one, counts, names, len(table)),
    }  # fmt: skip
    label = words(f"centres.board.{kind}")
    few = len(options) <= PILLS + 1 and kind != "circle"
    chosen = st.pills(label, options, required=True, **how) if few else st.selectbox(label, options, **how)
    return None if chosen in (None, ALL) else str(chosen)


def _said(screen: Screen, one: str, counts: pd.Series, names: Mapping[str, str] | None, everybody: int) -> str:
    name = screen.words("centres.all") if one == ALL else (names or {}).get(one, one)
    return f"{safe(name)} {everybody if one == ALL else int(counts[one]):,}"
