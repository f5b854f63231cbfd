"""From people, ties and spots to the picture: a pyvis Network that says everything the canvas needs, and its ground.

Colours are named (`tie`, `ours`, attitude), never given: the browser knows the theme. Names are data, never markup.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pyvis.network import Network as Vis

from graph.text import Words
from graph.views import ground
from graph.views.around import WAYS, Found
from graph.views.circle import Circle
from graph.views.facts import Facts, by_id, each
from graph.views.layout import Layout

SMALLEST, LARGEST, CENTRE = 8.0, 19.0, 36.0
KNOWS_WIDTH = {1: 1.0, 2: 2.25, 3: 4.0}
TONE = {"supporter": "sup", "neutral": "neu", "opponent": "opp", "unknown": "unk"}
BENDS = (0.0, 0.14, -0.14, 0.26, -0.26)
FIRST = {"KNOWS": 0, "PROPOSED": 1, "REPORTS_TO": 2, "INFLUENCES": 3, "REFERRED": 4}  # which line stands for a pair
ACROSS, ACROSS_WIDTH = 0.42, 1.0  # of a circle: what joins two people and is not the way to either
CROWD, CROWDED = 60, 0.55  # more people than that in one disc are drawn that much smaller, so that names have room
MANY_TIES = 1_000  # more lines than that are paler, so that people stand out from them
Item = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """What is drawn: the pyvis Network (model of people and ties), the ground, names in order of importance."""

    net: Vis
    board: Item
    rank: list[str]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def nodes(self) -> list[Item]:
        """People as drawn: id, x, y, size (radius in px at zoom 1), name, attitude, role, hollow, rep, stale."""
        return [{k: v for k, v in node.items() if k not in ("label", "shape", "color")} for node in self.net.nodes]

    @property
    def edges(self) -> list[Item]:
        """Ties as drawn: id, from, to, kind, tone, width, arrow, dash, bend, alpha, under (drawn when asked for)."""
        return list(self.net.edges)


def sizes(score: Mapping[str, float]) -> dict[str, float]:
    """Radius by person, area growing with the score: 8 px for the lowest of these people, 19 for the highest."""
    known = {p: s for p, s in score.items() if math.isfinite(s)}
    low, high = min(known.values(), default=0.0), max(known.values(), default=0.0)
    spread = (high - low) or 1.0
    return {p: round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt((s - low) / spread), 1) for p, s in known.items()}


def initial(name: str) -> str:
    """What stands for a name in a small mark: the surname's character, or two initials.

    >>> initial("李沐阳"), initial("Li Muyang"), initial("")
    ('李', 'LM', '')
    """
    if not name:
        return ""
    if not name.isascii():
        return name[0]
    parts = name.split()
    return "".join(p[0] for p in parts[:2]).upper()


def whole_picture(facts: Facts, shown: Collection[str], ties: pd.DataFrame, layout: Layout, score: Mapping[str, float],
                  words: Words) -> Picture:  # fmt: skip
    """Those people in their accounts' discs, with the ties between them."""
    wanted = set(shown)
    people = facts.people.loc[[p for p in layout.spots if p in wanted]]
    rank = sorted(people.index, key=lambda p: (-score.get(p, 0.0), p))
    crowded = people["account_id"].value_counts().max() > CROWD if len(people) else False
    size = sizes({p: score.get(p, 0.0) for p in people.index})
    net = people_net(people, layout.spots, {p: round(r * (CROWDED if crowded else 1), 1) for p, r in size.items()})
    account = by_id(people["account_id"])
    net.edges = edges(ties, people)  # at once: add_edge scans the whole list every time
    pale = min(1.0, math.sqrt(MANY_TIES / max(1, len(net.edges))))
    for edge in net.edges:
        edge["alpha"] = round(pale * (0.6 if account[edge["from"]] == account[edge["to"]] else 0.2), 3)
    return Picture(net, ground.discs(layout, people, rank, facts, words), rank, counts(people))


def circle_picture(facts: Facts, found: Found, ties: pd.DataFrame, circle: Circle, score: Mapping[str, float],
                   names: Mapping[str, str], words: Words) -> Picture:  # fmt: skip
    """One person in the middle, the others on rings by distance and in sectors, one line a pair.

    `names` are those of the sectors. The ways from the middle outwards stand out from what else joins these people.
    """
    people = facts.people.loc[list(circle.spots)]
    rank = sorted(people.index, key=lambda p: (found[p][0], -score.get(p, 0.0), p))
    centre = rank[0]
    size = sizes({p: score.get(p, 0.0) for p in people.index}) | {centre: CENTRE}
    net = people_net(people, circle.spots, size, {p: found[p][0] for p in people.index})
    net.edges = one_a_pair(edges(ties, people))
    for edge in net.edges:
        way = edge["from"] == found[edge["to"]][1] or edge["to"] == found[edge["from"]][1]
        if not way and edge["kind"] in WAYS:
            edge |= {"alpha": ACROSS, "width": ACROSS_WIDTH}
    board = ground.rings(circle, people.drop(index=centre), names, words)
    return Picture(net, board, rank, counts(people))


def one_a_pair(lines: list[Item]) -> list[Item]:
    """The same, each pair drawn as its first kind of tie, straight; the rest, and influence and referrals alone, are
    `under`: drawn only when they are asked for."""
    best: dict[tuple[str, str], Item] = {}
    for edge in lines:
        pair = (min(edge["from"], edge["to"]), max(edge["from"], edge["to"]))
        if pair not in best or FIRST[edge["kind"]] < FIRST[best[pair]["kind"]]:
            best[pair] = edge
    first = {edge["id"] for edge in best.values() if edge["kind"] in (*WAYS, "PROPOSED")}
    return [edge | ({"bend": 0.0} if edge["id"] in first else {"under": True}) for edge in lines]


def people_net(people: pd.DataFrame, spots: Mapping[str, tuple[float, float]], size: Mapping[str, float],
         ring: Mapping[str, int] | None = None) -> Vis:  # fmt: skip
    """People as pyvis nodes at fixed spots."""
    net = Vis(height="100%", width="100%", directed=True)
    net.toggle_physics(False)
    for p in each(people):
        more: Item = {"ring": ring[p.Index]} if ring else {}
        net.add_node(
            p.Index, label=" ", shape="custom", x=spots[p.Index][0], y=spots[p.Index][1], size=size[p.Index],
            name=p.name, about=" · ".join(t for t in (p.title, p.account) if t), attitude=p.attitude, role=p.role,
            hollow=not p.known, rep=initial(p.rep) if p.known else "", stale=bool(p.stale), char=initial(p.name),
            account=p.account_id, **more,
        )  # fmt: skip
    return net


def edges(ties: pd.DataFrame, people: pd.DataFrame) -> list[Item]:
    """Lines between the people shown, by the line grammar; several of one pair bend apart."""
    here = ties[ties["from_id"].isin(people.index) & ties["to_id"].isin(people.index)]
    attitude = by_id(people["attitude"])
    twins: dict[tuple[str, str], int] = {}
    out = []
    for t in each(here):
        pair = (min(t.from_id, t.to_id), max(t.from_id, t.to_id))
        turn = twins[pair] = twins.get(pair, -1) + 1
        kind = "PROPOSED" if t.proposed else t.kind
        drawn = line(kind, t.strength, attitude[t.from_id])
        bend = BENDS[min(turn, len(BENDS) - 1)] or drawn["bend"]
        drawn["bend"] = bend if t.from_id == pair[0] else -bend
        out.append({"id": t.id, "from": t.from_id, "to": t.to_id, "kind": kind, **drawn})
    return out


def line(kind: str, strength: int, mover: str) -> Item:
    """How one tie is drawn; `mover` is the attitude of the person it starts from."""
    plain: Item = {
        "tone": "tie",
        "width": KNOWS_WIDTH.get(int(strength), 1.0),
        "arrow": False,
        "dash": False,
        "bend": 0.0,
    }
    return plain | {
        "REPORTS_TO": {"tone": "rule", "width": 1.5},
        "INFLUENCES": {"tone": TONE[mover], "width": 2.0 + 0.5 * (int(strength) - 1), "arrow": True, "bend": 0.18},
        "REFERRED": {"tone": "ours", "width": 2.0, "arrow": True, "bend": -0.12},
        "PROPOSED": {"tone": "ours", "width": 1.75, "dash": True},
    }.get(kind, {})


def counts(people: pd.DataFrame) -> dict[str, int]:
    """How many of those shown have each attitude and role, and how many nobody of ours knows or has seen lately."""
    out = {f"attitude.{k}": int(n) for k, n in people["attitude"].value_counts().items()}
    out |= {f"role.{k}": int(n) for k, n in people["role"].value_counts().items()}
    return out | {"hollow": int((~people["known"]).sum()), "stale": int(people["stale"].sum())}
