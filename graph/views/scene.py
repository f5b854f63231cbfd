"""Which people and ties are on the map, and the picture of them: what was chosen in, what is drawn out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.views import marked, proposed
from graph.views.around import WAYS, distances, nearest
from graph.views.circle import OTHERS, Circle, circle, grouped, peopled
from graph.views.draw import Picture, circle_picture, whole_picture
from graph.views.facts import Facts, each, highest
from graph.views.filters import ON_PEOPLE, ON_TIES, chosen_people, chosen_ties, on
from graph.views.fold import Folded, folded
from graph.views.layout import whole
from graph.views.slices import sectors_of

if TYPE_CHECKING:
    from graph.views.screen import Screen

MOST, MORE, ALL = 300, 600, 1500  # people drawn unasked, when asked for more, and at the very most
WIDER = {MOST: 1.0, MORE: 1.8, ALL: 3.0}  # so many times the people on the rings of a circle


@dataclass(frozen=True)
class Choice:
    """What the user asked to see; empty means all, and filters named in `off` are switched off.

    `who` asks for that person's circle of so many `steps`, in `sectors` by account, region, group or rep. What changed
    since the day `before` is marked. At most `most` people are drawn; those of `also` in any case, those of `hidden`
    in none. `folded` are drawn as one node each: an account (`account:<id>`, no members named) or any people (key and
    members). `view` says how everybody is drawn: by the measures `x` and `y` on a `scale` ("place" or "value"), or with
    the groups `among` which they are, `joined` to one another instead where that says so.
    """

    accounts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    attitudes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    reps: tuple[str, ...] = ()
    centres: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    least: int = 1
    off: tuple[str, ...] = ()
    measure: str = "influence"
    who: str = ""
    steps: int = 2
    sectors: str = "account"
    view: str = "accounts"
    x: str = "degree"
    y: str = "betweenness"
    scale: str = "place"
    among: str = "all"
    joined: str = ""
    most: int = MOST
    before: str = ""
    also: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    folded: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def filters(self) -> dict[str, Any]:
        """The filters that are on, with what they ask for."""
        return {name: getattr(self, name) for name in (*ON_PEOPLE, *ON_TIES) if on(self, name)}


@dataclass(frozen=True)
class Scene:
    """A picture with how many people it shows of how many there are to be shown, and of all."""

    picture: Picture
    shown: int
    asked: int
    total: int
    people: list[str] = field(default_factory=list)


def scene(screen: Screen, choice: Choice, *chosen: str) -> Scene:
    """The picture for that choice, drawn once a revision; those chosen are on it even when not among the first."""
    key = (*screen.key, screen.words.lang)
    drawn = _scene(screen, choice, key)
    missing = tuple(p for p in chosen if p and p not in drawn.people and p not in choice.hidden)
    if not missing or drawn.shown == drawn.asked:
        return drawn
    return _scene(screen, replace(choice, also=(*choice.also, *missing)), key)


@st.cache_resource(max_entries=12, show_spinner=False)
def _scene(_screen: Screen, choice: Choice, key: Any) -> Scene:
    facts, score = _screen.facts, _screen.scored(choice.measure)
    ties, changed = marked.compared(_screen, choice.before)
    ties = chosen_ties(ties, choice)
    around = choice.who in facts.people.index
    drawn = (_around if around else _view(choice))(_screen, facts, choice, ties, score)
    marked.mark(drawn.picture, changed)
    if not choice.folded:
        return drawn
    return replace(drawn, picture=folded(drawn.picture, _groups(_screen, choice, drawn)))


def _view(choice: Choice) -> Callable[[Screen, Facts, Choice, pd.DataFrame, Mapping[str, float]], Scene]:
    """How everybody is drawn: in their accounts, by two measures, or with their groups."""
    from graph.views.axes import axes
    from graph.views.groups import groups

    return {"axes": axes, "groups": groups}.get(choice.view, _all)


def bonds(ties: pd.DataFrame, place: Mapping[str, str] | pd.Series) -> dict[tuple[str, str], float]:
    """How many ties join the people of each two places (accounts, sectors), smaller id first."""
    ends = pd.DataFrame({"a": ties["from_id"].map(place), "b": ties["to_id"].map(place)}).dropna()
    ends = ends[ends["a"] != ends["b"]]
    pairs = pd.DataFrame({"a": ends.min(axis=1), "b": ends.max(axis=1)})
    counted = pairs.groupby(["a", "b"]).size().reset_index(name="n")
    return {(str(row.a), str(row.b)): float(row.n) for row in each(counted)}


def _around(screen: Screen, facts: Facts, choice: Choice, ties: pd.DataFrame, score: Mapping[str, float]) -> Scene:
    allowed = chosen_people(facts, choice).index.union([choice.who, *choice.also]).difference(list(choice.hidden))
    near = facts.touching([choice.who], choice.steps - 1) if ties is facts.ties else ties
    ways = near[near["kind"].isin(WAYS)]
    if len(allowed) < len(facts.people):
        ways = ways[ways["from_id"].isin(allowed) & ways["to_id"].isin(allowed)]
    found = distances(choice.who, ways, choice.steps, score)
    sector, names = sectors_of(screen, choice.sectors, found)
    home = grouped({p: sector.get(p, "") for p in found if p != choice.who}, found)
    aside = {p for p, slice_ in home.items() if slice_ == OTHERS}
    kept = nearest(found, score, choice.steps, WIDER.get(choice.most, 1.0), choice.also, aside)
    near = facts.among(kept, ties)
    before: list[Circle] = _before(screen.place, ("circle", choice.who, choice.steps, choice.sectors, choice.most))
    ring = circle(kept, sector, bonds(near, sector), before[-1] if before else None)
    before[:] = [ring]
    near = proposed.added(screen, choice, kept, near)
    picture = circle_picture(facts, kept, near, peopled(ring), score, names, screen.words)
    return Scene(picture, len(kept), len(found), len(facts.people), picture.rank)


def _all(screen: Screen, facts: Facts, choice: Choice, ties: pd.DataFrame, score: Mapping[str, float]) -> Scene:
    asked = chosen_people(facts, choice)
    order = highest(screen.measure(choice.measure).reindex(asked.index), choice.most)
    also = [p for p in dict.fromkeys(choice.also) if p in facts.people.index and p not in choice.hidden][:ALL]
    room, first = max(0, choice.most - len(also)), set(also)
    shown = [*also, *[p for p in order if p not in first][:room]]
    small = len(facts.people) <= MOST
    placed = facts.people if small else facts.people.loc[shown]
    before = _before(screen.place, None if small else (tuple(choice.filters.items()), choice.measure, choice.most))
    near = facts.among(placed.index)
    joined = bonds(near, placed["account_id"])
    layout = whole(_accounts(placed), _bosses(near), joined, before[-1] if before else None)
    before[:] = [layout]
    ties = proposed.added(screen, choice, shown, facts.among(shown, ties))
    picture = whole_picture(facts, shown, ties, layout, score, screen.words)
    return Scene(picture, len(shown), len(asked.index.union(also)), len(facts.people), picture.rank)


def _groups(screen: Screen, choice: Choice, drawn: Scene) -> dict[str, Folded]:
    """What is folded into one node: whole accounts by their name, other people by the most important one's."""
    words, people = screen.words, screen.facts.people
    account = people["account_id"].reindex(drawn.people)
    out = {}
    for key, named in choice.folded:
        home = key.removeprefix("account:")
        here = named or tuple(account.index[account == home])
        first = next((p for p in drawn.people if p in here and p != choice.who), None)
        if first is None:
            continue
        here = tuple(p for p in here if p in drawn.people and p != choice.who)
        name = str(screen.facts.accounts["name"].get(home, words("map.no_account")))
        if named:
            name = words("map.group_of", who=people.at[first, "name"], n=len(here))
        known = int(people["known"].reindex(here).sum())
        out[key] = Folded(name, words("map.zone_note", people=len(here), known=known), here)
    return out


@st.cache_resource(max_entries=24, show_spinner=False)
def _before(place: str, sort: Any) -> list[Any]:
    """The layout drawn last for this sort of picture, so that whoever was in it keeps their place."""
    return []


def _accounts(people: pd.DataFrame) -> dict[str, dict[str, str]]:
    groups = people.groupby("account_id", sort=True)["level"]
    return {str(account): {str(p): str(level) for p, level in levels.items()} for account, levels in groups}


def _bosses(ties: pd.DataFrame) -> dict[str, str]:
    reports = ties[ties["kind"] == "REPORTS_TO"]
    return dict(zip(reports["from_id"], reports["to_id"], strict=True))
