"""What the sectors of a circle stand for: organisation, region, group of acquaintances, or whose contact they are."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from graph.views.circle import OTHERS
from graph.views.facts import by_id, each

if TYPE_CHECKING:
    from graph.views.screen import Screen

SECTORS = ("account", "region", "group", "rep")
NOBODY = {"account": "map.no_account", "region": "map.no_region", "group": "map.no_group", "rep": "panel.nobody"}


def sectors_of(screen: Screen, by: str, people: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Each of these people's sector ("" where they have none), and the name of each sector in words."""
    words, facts = screen.words, screen.facts
    table = facts.people.loc[list(people)]
    if by == "account":
        found, names = by_id(table["account_id"]), by_id(facts.accounts["name"])
    elif by == "group":
        found, names = _groups(screen, table)
    else:
        column = {"rep": "rep_id"}.get(by, by)
        known = table[table["known"]] if by == "rep" else table
        found = by_id(known[column])
        names = dict(zip(table[column], table[by], strict=True))
    told = {s: str(names.get(s, s)) for s in set(found.values()) if s}
    return found, told | {"": words(NOBODY.get(by, "map.no_account")), OTHERS: words("map.other_sectors")}


def _groups(screen: Screen, table: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """Who of these is in which group of people who know each other, and what the groups are called."""
    from graph.views.circles_strip import called

    circle, rows = _gathered(screen, screen.key)
    named = {str(r.circle): called(r.called, screen.words) for r in each(rows)}
    found = by_id(circle.reindex(table.index))
    return {p: c for p, c in found.items() if c in named}, named


@st.cache_resource(max_entries=4, show_spinner=False)
def _gathered(_screen: Screen, key: object) -> tuple[pd.Series, pd.DataFrame]:
    """The group of everybody who is in one, and a row a group."""
    from graph.analysis.circles import everybody, gathered
    from graph.analysis.people import standing

    then = standing(_screen.network, _screen.today)
    people = everybody(then, _screen.today).set_index("id")["circle"]
    rows = gathered(then, _screen.today)[["circle", "name"]].rename(columns={"name": "called"})
    return people[people >= 0].astype(int).astype(str), rows
