"""People and what they belong to: groups, events or accounts on a ring, people between them; or who shares what."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from graph.analysis.memberships import memberships, sharing
from graph.views.draw import Item, Picture, counts, people_net, sizes
from graph.views.facts import Facts, each
from graph.views.filters import chosen_people
from graph.views.fold import FOLD
from graph.views.groups_layout import placed
from graph.views.scene import Choice, Scene

if TYPE_CHECKING:
    from graph.text import Words
    from graph.views.screen import Screen

AMONG = {"all": ("group", "event"), "group": ("group",), "event": ("event",), "account": ("account",)}
HUBS, OWN = 24, 40  # groups drawn; people drawn of one group who are in no other
LINES = 400  # lines between people who share something
EDGE = 60.0


def groups(screen: Screen, facts: Facts, choice: Choice, ties: pd.DataFrame, score: Mapping[str, float]) -> Scene:
    """The groups with most of the people who pass the filters, and those people; with `joined` people alone, a line
    for whoever shares something. People of several groups come first; of a large group only some of its own are drawn.
    """
    asked = chosen_people(facts, choice)
    members = _members(screen, choice.among, screen.key)
    if len(asked) < len(facts.people):
        members = members[members["person"].isin(asked.index)]
    total = members.groupby("hub").size()
    order = pd.DataFrame({"n": total.to_numpy(), "hub": total.index.astype(object)})
    order = order[order["n"] > 1].sort_values(["n", "hub"], ascending=[False, True])
    hubs = [str(hub) for hub in order["hub"].head(HUBS)]
    members = members[members["hub"].isin(hubs)]
    people = kept(members, score, choice.most, choice.also)
    here = members[members["person"].isin(people)]
    inside = {hub: sorted(here["person"][here["hub"] == hub], key=lambda p: (-score.get(p, 0.0), p)) for hub in hubs}
    hub_spots, spots = placed(hubs, inside)
    shown = facts.people.loc[people]
    rank = sorted(people, key=lambda p: (-score.get(p, 0.0), p))
    net = people_net(shown, spots, sizes({p: min(score.get(p, 0.0), 100.0) for p in people}))
    for node in net.nodes:
        node["size"] = round(min(node["size"], 13.0), 1)
    pairs = sharing(members if choice.joined else members.head(0))
    pairs = pairs[pairs["a"].isin(people) & pairs["b"].isin(people)]
    if choice.joined:
        net.edges = _shared(pairs)
    else:
        net.nodes += [_hub(hub, hub_spots[hub], members, inside[hub], screen.words) for hub in hubs]
        net.edges = [_line(row.person, row.hub) for row in each(here)]
    drawn = [*spots.values(), *hub_spots.values()]
    board: Item = {"box": _box(drawn), "keys": _keys(members, screen.words, pairs if choice.joined else None)}
    names = rank if choice.joined else [*(_id(hub) for hub in hubs), *rank]
    return Scene(
        Picture(net, board, names, counts(shown)), len(people), members["person"].nunique(), len(facts.people), rank
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _members(_screen: Screen, among: str, key: Any) -> pd.DataFrame:
    """Whoever belongs to something of that sort, everybody who is there."""
    members = memberships(_screen.network, AMONG[among], _screen.today)
    return members[members["person"].isin(_screen.facts.people.index)]


def kept(members: pd.DataFrame, score: Mapping[str, float], most: int, also: tuple[str, ...]) -> list[str]:
    """Whom to draw: those asked for in any case, then those in most groups, of one group's own at most 40."""
    many = members.groupby("person").agg(n=("hub", "size"), hub=("hub", "first")).reset_index()
    many["score"] = many["person"].map(score).fillna(-1.0)
    many["asked"] = many["person"].isin(also)
    many = many.sort_values(["asked", "n", "score", "person"], ascending=[False, False, False, True])
    alone = many["n"].eq(1) & ~many["asked"]
    many = many[~alone | (many[alone].groupby("hub").cumcount().reindex(many.index) < OWN)]
    return [str(p) for p in many["person"].head(most)]


def _id(hub: str) -> str:
    """Under a fold's mark: nothing on the canvas takes it for a person."""
    return f"{FOLD}in:{hub}"


def _hub(hub: str, spot: tuple[float, float], members: pd.DataFrame, drawn: list[str], words: Words) -> Item:
    mine = members[members["hub"] == hub]
    first: Any = mine.iloc[0]
    name = (
        words.choice("activity_kind", first["name"])
        if first["sort"] == "event" and _coded(first["name"])
        else first["name"]
    )
    n = len(mine)
    about = words("groups.about", n=n) if n == len(drawn) else words("groups.about_some", n=n, shown=len(drawn))
    return {
        "id": _id(hub), "shape": "custom", "label": " ", "x": spot[0], "y": spot[1],
        "size": round(13 + 1.6 * math.sqrt(min(n, 120)), 1), "name": str(name), "about": about, "fold": n,
        "hub": first["sort"], "attitude": "", "role": "", "hollow": False, "rep": "", "stale": False, "char": "",
        "account": "",
    }  # fmt: skip


def _coded(name: str) -> bool:
    from graph.model.vocab import VOCAB

    return name in VOCAB["activity_kind"].allowed


def _line(person: str, hub: str) -> Item:
    return {"id": f"{_id(hub)}|{person}", "from": person, "to": _id(hub), "kind": "FOLD", "tone": "tie", "width": 1.25,
            "arrow": False, "dash": False, "bend": 0.0, "alpha": 0.5}  # fmt: skip


def _shared(pairs: pd.DataFrame) -> list[Item]:
    """One line a pair that shares something, wider the more; the strongest first."""
    return [
        {"id": f"{FOLD}{row.a}|{row.b}", "from": row.a, "to": row.b, "kind": "FOLD", "tone": "tie", "ties": int(row.n),
         "width": min(6.0, 1 + 1.1 * (row.n - 1)), "arrow": False, "dash": False, "bend": 0.0,
         "alpha": min(0.9, 0.3 + 0.15 * row.n)}
        for row in each(pairs.head(LINES))
    ]  # fmt: skip


def _keys(members: pd.DataFrame, words: Words, pairs: pd.DataFrame | None) -> list[Item]:
    """What the legend adds: each sort of group with how many, or what a line between two people means."""
    if pairs is not None:
        line = {"tone": "tie", "width": 2.2, "arrow": False, "dash": False}
        cut = words("groups.legend.pairs", n=LINES, all=len(pairs)) if len(pairs) > LINES else ""
        return [{"mark": "line", "text": words("groups.legend.shared") + cut, **line}]
    sorts = members.drop_duplicates("hub")["sort"].value_counts()
    return [
        {"mark": "hub", "value": str(sort), "text": f"{words(f'groups.sort.{sort}')} {int(n)}"}
        for sort, n in sorts.items()
    ]


def _box(spots: list[tuple[float, float]]) -> list[float]:
    if not spots:
        return [-400, -300, 400, 300]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return [min(xs) - EDGE, min(ys) - EDGE, max(xs) + EDGE, max(ys) + EDGE]
