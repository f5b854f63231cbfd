"""The person chosen in a chain: who brought them and how, what they brought, and where to go from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.views.asked import ask
from graph.views.chain_value import credited, stands
from graph.views.figures import day, money, whole
from graph.views.links import open_map
from graph.views.members import text
from graph.views.picture import part, picture

if TYPE_CHECKING:
    from graph.views.screen import Screen


def closer(screen: Screen, rows: pd.DataFrame) -> None:
    """The chosen person: who brought them and how, what they brought, and where to go from here."""
    words, slot = screen.words, st.container()
    found = rows[rows["id"] == st.query_params.get("who", "")]
    if found.empty:
        slot.caption(words("chains.pick"))
        return
    who = found.iloc[0]
    chain = ask(screen, "chains", who=str(who["id"])).rows.iloc[0]
    with slot.container(border=True, key="chains.closer"):
        told, lit, top = st.columns([5, 1.6, 1.6], vertical_alignment="center")
        with told:
            line = part("p", part("b", text(who["name"])), f" {text(who['account'])}", cls="s")
            lines = (_brought(screen, who, rows), _brings(screen, chain), _credited(screen, str(who["id"])))
            picture(line, *(part("p", said, cls="c2") for said in lines), key="chains.chosen")
        if lit.button(words("chains.to_map"), key="chains.to_map", width="stretch", type="primary"):
            open_map(screen, str(who["id"]))
        if top.button(words("chains.make_root"), key="chains.make_root", width="stretch"):
            st.query_params["root"] = str(who["id"])
            st.session_state.pop("chains.root", None)
            st.rerun()


def _brought(screen: Screen, who: pd.Series, rows: pd.DataFrame) -> str:
    """Who referred them, how and when; the originator was referred by nobody."""
    words = screen.words
    if not text(who["parent"]):
        return words("chains.closer.root")
    names = dict(zip(rows["id"], rows["name"], strict=True))
    return words(
        "chains.closer.brought", by=text(names.get(who["parent"])), day=day(words, who["consented_on"], screen.today),
        way=words.choice("referral_technique", str(who["technique"])),
        status=words.choice("referral_status", str(who["status"])),
    )  # fmt: skip


def _brings(screen: Screen, chain: pd.Series) -> str:
    key = "chains.closer.brings" if chain["reach"] else "chains.closer.none"
    value = money(screen.words, chain["value_downstream"])
    return screen.words(key, n=whole(chain["reach"]), g=chain["depth"], won=whole(chain["won"]), value=value)


def _credited(screen: Screen, who: str) -> str:
    """What they are credited with, and under which rule."""
    value = money(screen.words, credited(screen, who))
    return screen.words("chains.closer.credit", value=value, rule=stands(screen))
