"""Which people and ties are on the map, and the picture of them: what was chosen in, what is drawn out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.views.circle import circle, distances, nearest
from graph.views.draw import WAYS, Picture, circle_picture, whole_picture
from graph.views.facts import LINES, Facts, by_id, each
from graph.views.layout import Layout, whole

if TYPE_CHECKING:
    from graph.views.screen import Screen

MOST = 300  # people drawn unasked
MOST_AROUND = 48  # people in one person's circle


@dataclass(frozen=True)
class Choice:
    """What the user asked to see; empty means all. `who` asks for that person's circle of so many steps."""

    accounts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    attitudes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    least: int = 1
    measure: str = "influence"
    who: str = ""
    steps: int = 2
    also: str = ""

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters on people that are on, by the column of Facts.people they hold."""
        all_ = {"account_id": self.accounts, "role": self.roles, "attitude": self.attitudes, "region": self.regions}
        return {name: values for name, values in all_.items() if values}


@dataclass(frozen=True)
class Scene:
    """A picture with how many people it shows of how many there are to be shown, and of all."""

    picture: Picture
    shown: int
    asked: int
    total: int
    people: list[str] = field(default_factory=list)


def scene(screen: Screen, choice: Choice, chosen: str = "") -> Scene:
    """The picture for that choice, drawn once a revision; whoever is chosen is on it even when not among the first."""
    key = (*screen.key, screen.words.lang)
    drawn = _scene(screen, choice, key)
    if not chosen or choice.who or chosen in drawn.people or drawn.shown == drawn.asked:
        return drawn
    return _scene(screen, replace(choice, also=chosen), key)


@st.cache_resource(max_entries=12, show_spinner=False)
def _scene(_screen: Screen, choice: Choice, key: Any) -> Scene:
    facts, score = _screen.facts, by_id(_screen.measure(choice.measure))
    ties = chosen_ties(facts.ties, choice)
    if choice.who in facts.people.index:
        return _around(_screen, facts, choice, ties, score)
    return _all(_screen, facts, choice, ties, score)


def chosen_people(people: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The people that pass every filter."""
    for column, values in choice.filters.items():
        people = people[people[column].isin(values)]
    return people


def chosen_ties(ties: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The ties of the kinds wanted; the least strength holds for acquaintance and influence, which have one."""
    kept = ties[ties["kind"].isin(choice.kinds or LINES)]
    rated = kept["kind"].isin(("KNOWS", "INFLUENCES"))
    return kept[~rated | (kept["strength"] >= choice.least)]


def bonds(facts: Facts) -> dict[tuple[str, str], float]:
    """How many ties join each two accounts, smaller id first."""
    account = facts.people["account_id"]
    ends = pd.DataFrame({"a": facts.ties["from_id"].map(account), "b": facts.ties["to_id"].map(account)}).dropna()
    ends = ends[ends["a"] != ends["b"]]
    pairs = pd.DataFrame({"a": ends.min(axis=1), "b": ends.max(axis=1)})
    counted = pairs.groupby(["a", "b"]).size().reset_index(name="n")
    return {(str(row.a), str(row.b)): float(row.n) for row in each(counted)}


def _around(screen: Screen, facts: Facts, choice: Choice, ties: pd.DataFrame, score: Mapping[str, float]) -> Scene:
    allowed = {*chosen_people(facts.people, choice).index, choice.who}
    ways = ties[ties["kind"].isin(WAYS) & ties["from_id"].isin(allowed) & ties["to_id"].isin(allowed)]
    found = distances(choice.who, ways[["from_id", "to_id"]].itertuples(index=False, name=None), choice.steps)
    kept = nearest(found, score, MOST_AROUND)
    ring = circle(kept, by_id(facts.people["account_id"]), bonds(facts))
    picture = circle_picture(facts, kept, ties, ring, score, screen.words)
    return Scene(picture, len(kept), len(found), len(facts.people), picture.rank)


def _all(screen: Screen, facts: Facts, choice: Choice, ties: pd.DataFrame, score: Mapping[str, float]) -> Scene:
    asked = chosen_people(facts.people, choice)
    order = sorted(asked.index, key=lambda p: (-score.get(p, -1.0), p))
    shown = order[:MOST]
    if choice.also in asked.index and choice.also not in shown:
        shown = [*shown[: MOST - 1], choice.also]
    small = len(facts.people) <= MOST
    placed = facts.people if small else asked.loc[shown]
    before = _before(screen.place, None if small else (tuple(choice.filters.items()), choice.measure))
    layout = whole(_accounts(placed), _bosses(facts), bonds(facts), before[-1] if before else None)
    before[:] = [layout]
    picture = whole_picture(facts, shown, ties, layout, score, screen.words)
    return Scene(picture, len(shown), len(asked), len(facts.people), picture.rank)


@st.cache_resource(max_entries=24, show_spinner=False)
def _before(place: str, sort: Any) -> list[Layout]:
    """The layout drawn last for this sort of picture, so that whoever was in it keeps their place."""
    return []


def _accounts(people: pd.DataFrame) -> dict[str, dict[str, str]]:
    groups = people.groupby("account_id", sort=True)["level"]
    return {str(account): {str(p): str(level) for p, level in levels.items()} for account, levels in groups}


def _bosses(facts: Facts) -> dict[str, str]:
    reports = facts.ties[facts.ties["kind"] == "REPORTS_TO"]
    return dict(zip(reports["from_id"], reports["to_id"], strict=True))
