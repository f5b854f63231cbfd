"""Everybody on the map as a table of real rows: for the keyboard, the screen reader, the phone and print.

Streamlit's own grid is a canvas: nothing in it can be printed whole, read out, or folded for a narrow screen.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import streamlit as st

from graph.analysis.influence import METRICS
from graph.model.vocab import VOCAB
from graph.views import address, explained
from graph.views.map_state import choose

if TYPE_CHECKING:
    from graph.views.scene import Choice, Scene
    from graph.views.screen import Screen

Item = dict[str, Any]
LIST = "map.list"
FIRST = ("name", "account", "", "attitude", "title", "rep")  # "" stands for the measure that size shows
COLUMNS = ("name", "account", "title", "attitude", "role", "rep", "stage", "days", "region", "centre_state")
SAID = {"attitude": "attitude", "role": "buying_role", "stage": "relationship_stage", "centre_state": "centre_state"}
SHOWN = 300  # rows drawn at first
_HERE = Path(__file__).parent


def show(screen: Screen, choice: Choice, drawn: Scene, *, tall: bool) -> None:
    """The list under its heading with the choice of columns; what is chosen in it is chosen on the map."""
    words, state = screen.words, st.session_state
    with st.container(horizontal=True, vertical_alignment="center", key="map.list_head"):
        st.markdown(f"**{words('map.list', n=drawn.shown)}**", width="stretch")
        explained.measure(screen, choice.measure)
        _columns(screen)
    if not drawn.people:
        st.caption(words("map.empty"))
        return
    chosen = list(state["map.several"]) or [state["map.who"]] * bool(state["map.who"])
    html, css, js = _assets()
    st.components.v2.component("guanxi_list", html=html, css=css, js=js)(
        key=LIST, on_list_change=lambda: picked(screen), default={"list": {}},
        data=_data(screen, choice, drawn)
        | {"chosen": chosen, "turn": state.get("map.list_told", ""), "height": 560 if tall else 320},
    )  # fmt: skip
    address.write()


def _columns(screen: Screen) -> None:
    words = screen.words
    with st.popover(words("list.columns"), icon=":material/view_column:"):
        st.multiselect(words("list.columns"), [*COLUMNS, *METRICS], key="map.cols", placeholder=words("list.usual"),
                       format_func=lambda name: heading(screen, name))  # fmt: skip


def picked(screen: Screen) -> None:
    """Take over who was chosen in the list, and by what it is sorted, once."""
    state, told = st.session_state, (st.session_state.get(LIST) or {}).get("list") or {}
    if not told or told.get("turn") == state.get("map.list_told"):
        return
    state["map.list_told"] = told.get("turn")
    state["map.sort"] = str(told.get("sort") or "")
    people = [p for p in told.get("chosen") or [] if p in screen.facts.people.index]
    held = list(state["map.several"]) or [state["map.who"]] * bool(state["map.who"])
    if people == held:
        return
    several = tuple(people) if len(people) > 1 else ()
    choose("" if several else (people or [""])[0], listed=True)
    if several:
        state["map.several"] = several
        state["map.focus"] = {"id": "", "edge": "", "several": people, "turn": state["map.turn"]}


def chosen_columns(choice: Choice) -> list[str]:
    """The columns asked for, else the usual ones, name first; every one once."""
    asked = st.session_state.get("map.cols") or [name or choice.measure for name in FIRST]
    return list(dict.fromkeys(["name", *asked]))


def heading(screen: Screen, name: str) -> str:
    """The heading of a column."""
    words = screen.words
    if name in METRICS:
        return words(f"metric.{name}.label")
    own = {"account": words.kind("Account"), "rep": words("panel.contact"), "days": words("list.days")}
    return own.get(name) or words.field("relationship_stage" if name == "stage" else name)


def values(screen: Screen, people: list[str], name: str) -> pd.Series:
    """That column of those people: a measure or days as numbers (NaN unknown), the rest as words."""
    if name in METRICS:
        return screen.measure(name).reindex(people).round(3)
    column = screen.facts.people.loc[people, name]
    if name in SAID:
        said = {value: screen.words.choice(SAID[name], value) for value in column.unique()}
        return column.map(said)
    return column


def table(screen: Screen, choice: Choice, drawn: Scene) -> pd.DataFrame:
    """The list as a table under its headings, in the order of the picture."""
    return pd.DataFrame({
        heading(screen, name): values(screen, drawn.people, name) for name in chosen_columns(choice)
    }, index=drawn.people)  # fmt: skip


def _data(screen: Screen, choice: Choice, drawn: Scene) -> Item:
    """What the browser draws: columns, and a row a person with its cells as said and as sorted."""
    words, people, names = screen.words, screen.facts.people.loc[drawn.people], chosen_columns(choice)
    cells, ranks = [], []
    for name in names:
        column = values(screen, drawn.people, name)
        number = name in METRICS or name == "days"
        cells.append([_number(v) for v in column] if number else column.astype(object).fillna("").astype(str).tolist())
        ranks.append(_ranks(column, people[name] if name in SAID else None, number=number))
    looks = people[["attitude", "known", "stale"]].astype(object).itertuples()
    rows = [
        {"id": str(p.Index), "attitude": p.attitude, "hollow": not p.known, "stale": bool(p.stale),
         "cells": [column[i] for column in cells], "ranks": [column[i] for column in ranks]}
        for i, p in enumerate(looks)
    ]  # fmt: skip
    return {
        "rows": rows, "sort": st.session_state["map.sort"], "first": SHOWN,
        "columns": [{"key": n, "label": heading(screen, n), "number": n in METRICS or n == "days"} for n in names],
        "words": {
            "label": words("map.list", n=drawn.shown), "choose": words("list.choose", name="{name}"),
            "sorted": words("list.sorted", column="{column}"), "more": words("list.more", n="{n}"),
        },
    }  # fmt: skip


def _ranks(column: pd.Series, codes: pd.Series | None, *, number: bool) -> list[float | None]:
    """Each cell's place when sorted upwards: numbers by size, choices by their order, texts as spelled; None last."""
    if number:
        return [None if np.isnan(v) else float(v) for v in column.astype(float)]
    if codes is not None:
        order = {value: i for i, value in enumerate(VOCAB[SAID[str(codes.name)]].allowed)}
        return [float(order[v]) if v in order and v != "unknown" else None for v in codes]
    from graph.model.spelling import spellings

    said = column.astype(object).fillna("").astype(str)
    spelled = {text: tuple(reversed(spellings(text).split(" ")[:2])) for text in said.unique()}
    order = {text: i for i, text in enumerate(sorted(spelled, key=lambda text: (spelled[text], text)))}
    return [float(order[text]) if text else None for text in said]


def _number(value: Any) -> str:
    """A number as the list shows it; unknown is a dash."""
    if value is None or np.isnan(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 10 or float(value).is_integer() else f"{value:.3g}"


def tabs(screen: Screen) -> None:
    """On a phone: the list or the map; wide screens show both."""
    words = screen.words
    st.segmented_control(
        words("list.tabs"), ("list", "map"), format_func=lambda t: words(f"list.tab.{t}"), default="list",
        key="map.tab", required=True, label_visibility="collapsed", width="stretch",
    )  # fmt: skip


@cache
def _assets() -> tuple[str, str, str]:
    front = _HERE / "map" / "frontend"
    before = [(front / name).read_text(encoding="utf-8") for name in ("tokens.js", "marks.js")]
    html, css, js = ((_HERE / "listing" / f"list.{end}").read_text(encoding="utf-8") for end in ("html", "css", "js"))
    return html, css, "\n".join([*before, js])
