"""The people behind a figure of the Chains page: a click on a figure lists them, a click on a name leads to them.

What is open stands in the address as `behind`: people, won, credit, reproduction, virality, broken, owed,
`g.<generation>`, or `way.<technique>.<step>`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.credit import sales_of
from graph.analysis.settings import setting
from graph.views.asked import ask
from graph.views.figures import DASH, day, known, money, records, whole
from graph.views.growth import FUNNEL, heading, table
from graph.views.links import open_chain
from graph.views.picture import Part, part, picture

if TYPE_CHECKING:
    from graph.views.screen import Screen

Found = tuple[str, pd.DataFrame] | None
SHOWN = 60
OPEN = "behind"


def toggle(figure: str) -> None:
    """Open the list behind that figure, or close it when it is open."""
    if st.query_params.get(OPEN) == figure:
        del st.query_params[OPEN]
    else:
        st.query_params[OPEN] = figure


def behind(screen: Screen, rows: pd.DataFrame, owed: pd.DataFrame, broken: list[str], root: str) -> None:
    """The list that is open, if it is one of this chain's or of the ways of asking; `rows` are the chain's people."""
    figure, words = st.query_params.get(OPEN, ""), screen.words
    if figure == "credit":
        rule = str(setting(screen.network, "chains.credit"))
        found: Found = (words("chains.figure.credit"), sales_of(screen.network, root, rule, screen.today))
    else:
        found = _listed(screen, figure, rows, owed, broken)
    if found is None:
        return
    title, people = found
    heads = [(words(f"chains.behind.{name}"), "num" if name == "value" else "") for name in
             ("name", "account", "status", "day", "value")]  # fmt: skip
    lines = [_line(screen, row) for row in records(people.head(SHOWN))]
    many = words("chains.behind.many", n=whole(len(lines)), all=whole(len(people)))
    close = part("button", words("chains.behind.close"), pick=f"{OPEN}:{figure}", cls="link", type="button")
    body = table(title, heads, lines) if lines else part("p", words("chains.behind.nobody"), cls="c2")
    panel = part("div", heading(title, many), body, close, cls="panel")
    picture(panel, key="chains.behind", on_pick=_pick)


def _listed(screen: Screen, figure: str, rows: pd.DataFrame, owed: pd.DataFrame, broken: list[str]) -> Found:
    words = screen.words
    others = rows[rows["generation"] > 0]
    kind, _, rest = figure.partition(".")
    if kind == "g" and rest.isdigit():
        title = words("chains.generation", g=int(rest)) if int(rest) else words("chains.root")
        return title, rows[rows["generation"] == int(rest)]
    if kind == "way":
        technique, _, step = rest.partition(".")
        return _asked(screen, technique, step) if step in FUNNEL else None
    lists = {
        "people": rows, "won": rows[rows["won"].astype(bool)], "reproduction": others, "virality": rows,
        "broken": rows[rows["id"].isin(broken)], "owed": _owing(owed),
    }  # fmt: skip
    return (words(f"chains.figure.{figure}"), lists[figure]) if figure in lists else None


def _owing(owed: pd.DataFrame) -> pd.DataFrame:
    return owed.assign(id=owed["referrer"], status="promised")


def _asked(screen: Screen, technique: str, step: str) -> tuple[str, pd.DataFrame]:
    """The referrals of one way of asking that got at least to that step."""
    rows = ask(screen, "reached", technique=technique, step=step).rows
    way = screen.words.choice("referral_technique", technique)
    return f"{way} · {screen.words(f'chains.funnel.{step}')}", rows.assign(id=rows["person"].fillna(rows["referrer"]))


def _line(screen: Screen, row: Mapping[str, Any]) -> list[Part | str]:
    words = screen.words
    when = next((row[name] for name in ("won_on", "consented_on", "asked_on") if known(row.get(name))), None)
    status = str(row["status"]) if known(row.get("status")) else ""
    name = str(row["name"]) if known(row["name"]) else words("chains.behind.nameless")
    return [
        part("b", name, pick=str(row["id"])), str(row["account"]) if known(row["account"]) else "",
        words.choice("referral_status", status) if status else DASH, day(words, when, screen.today),
        money(words, row.get("won_amount")) if known(row.get("won_amount")) else DASH,
    ]  # fmt: skip


def _pick(picked: str) -> None:
    if picked.startswith(f"{OPEN}:"):
        toggle(picked.removeprefix(f"{OPEN}:"))
    else:
        open_chain(picked)
