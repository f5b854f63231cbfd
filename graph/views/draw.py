"""From people, ties and spots to the picture: a pyvis Network that says everything the canvas needs, and its ground.

Colours are named (`tie`, `ours`, attitude), never given: the browser knows the theme. Names are data, never markup.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from pyvis.network import Network as Vis

from graph.text import Words
from graph.views.circle import HUB, Circle
from graph.views.facts import Facts, by_id, each
from graph.views.layout import AIR, Layout

SMALLEST, LARGEST, CENTRE = 8.0, 19.0, 36.0
KNOWS_WIDTH = {1: 1.0, 2: 2.25, 3: 4.0}
TONE = {"supporter": "sup", "neutral": "neu", "opponent": "opp", "unknown": "unk"}
WAYS = ("KNOWS", "REPORTS_TO")  # ties that count as steps
BENDS = (0.0, 0.14, -0.14, 0.26, -0.26)
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
        """Ties as drawn: id, from, to, kind, tone, width, arrow, dash, bend, alpha."""
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
    people = facts.people.loc[[p for p in layout.spots if p in set(shown)]]
    rank = sorted(people.index, key=lambda p: (-score.get(p, 0.0), p))
    net = _net(people, layout.spots, sizes({p: score.get(p, 0.0) for p in people.index}))
    net.edges = _edges(ties, people, quiet=True)  # at once: add_edge scans the whole list every time
    first = {account: i for i, account in reversed(list(enumerate(people["account_id"].loc[rank])))}
    shown_zones = sorted((z for z in layout.zones if z.id in first), key=lambda z: first[z.id])
    zones = [_zone(z, people, facts, words) for z in shown_zones]
    return Picture(net, {"zones": zones, "box": _box(zones)}, rank, _counts(people))


def circle_picture(facts: Facts, found: Mapping[str, tuple[int, str]], ties: pd.DataFrame, circle: Circle,
                   score: Mapping[str, float], words: Words) -> Picture:  # fmt: skip
    """One person in the middle, the others on rings by distance and in sectors by account."""
    people = facts.people.loc[list(circle.spots)]
    rank = sorted(people.index, key=lambda p: (found[p][0], -score.get(p, 0.0), p))
    centre = rank[0]
    size = sizes({p: score.get(p, 0.0) for p in people.index}) | {centre: CENTRE}
    net = _net(people, circle.spots, size, {p: found[p][0] for p in people.index})
    net.get_node(centre)["char"] = initial(facts.name(centre))
    net.edges = _edges(ties, people, quiet=False)
    for edge in net.edges:  # the ways from the middle outwards stand out from what else joins these people
        way = edge["from"] == found[edge["to"]][1] or edge["to"] == found[edge["from"]][1]
        edge["alpha"] = 1.0 if way and edge["kind"] in WAYS else 0.3
    sectors = [_sector(s, people.drop(index=centre), facts, words) for s in circle.sectors]
    rings = [{"r": r, "name": words(f"map.step.{min(k, 3)}")} for k, r in enumerate(circle.radii, 1)]
    gap = _widest_gap(circle)
    board = {"x": 0, "y": 0, "hub": HUB, "rim": circle.rim, "rings": rings, "sectors": sectors, "gap": gap,
             "box": [-circle.rim, -circle.rim, circle.rim, circle.rim]}  # fmt: skip
    return Picture(net, board, rank, _counts(people))


def _widest_gap(circle: Circle) -> float:
    """The gap between two sectors, in degrees, that is farthest from everybody: there the rings are named."""
    angles = [math.degrees(math.atan2(y, x)) for x, y in circle.spots.values() if x or y]
    gaps = [s.end + 1.25 for s in circle.sectors] or [90.0]
    return max(gaps, key=lambda g: min((abs((a - g + 180) % 360 - 180) for a in angles), default=0.0))


def _net(people: pd.DataFrame, spots: Mapping[str, tuple[float, float]], size: Mapping[str, float],
         ring: Mapping[str, int] | None = None) -> Vis:  # fmt: skip
    """People as pyvis nodes at fixed spots."""
    net = Vis(height="100%", width="100%", directed=True)
    net.toggle_physics(False)
    for p in each(people):
        more: Item = {"ring": ring[p.Index]} if ring else {}
        net.add_node(
            p.Index, label=" ", shape="custom", x=spots[p.Index][0], y=spots[p.Index][1], size=size[p.Index],
            name=p.name, about=" · ".join(t for t in (p.title, p.account) if t), attitude=p.attitude, role=p.role,
            hollow=not p.known, rep=initial(p.rep) if p.known else "", stale=bool(p.stale), **more,
        )  # fmt: skip
    return net


def _edges(ties: pd.DataFrame, people: pd.DataFrame, *, quiet: bool) -> list[Item]:
    """Lines between the people shown, by the line grammar."""
    here = ties[ties["from_id"].isin(people.index) & ties["to_id"].isin(people.index)]
    attitude, account = by_id(people["attitude"]), by_id(people["account_id"])
    twins: dict[tuple[str, str], int] = {}
    out = []
    for t in each(here):
        pair = (min(t.from_id, t.to_id), max(t.from_id, t.to_id))
        turn = twins[pair] = twins.get(pair, -1) + 1
        kind = "PROPOSED" if t.proposed else t.kind
        edge = {
            "id": t.id,
            "from": t.from_id,
            "to": t.to_id,
            "kind": kind,
            **line(kind, t.strength, attitude[t.from_id]),
        }
        bend = BENDS[min(turn, len(BENDS) - 1)] or edge["bend"]
        edge["bend"] = bend if t.from_id == pair[0] else -bend
        if quiet:
            edge["alpha"] = 0.6 if account[t.from_id] == account[t.to_id] else 0.2
        out.append(edge)
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


def _zone(z: Any, people: pd.DataFrame, facts: Facts, words: Words) -> Item:
    here = people[people["account_id"] == z.id]
    return {"id": z.id, "x": z.x, "y": z.y, "r": z.r, "rings": list(z.rings), **_named(z.id, here, facts, words)}


def _sector(s: Any, people: pd.DataFrame, facts: Facts, words: Words) -> Item:
    here = people[people["account_id"] == s.id]
    return {"id": s.id, "from": s.start, "to": s.end, **_named(s.id, here, facts, words)}


def _named(account: str, here: pd.DataFrame, facts: Facts, words: Words) -> Item:
    """An account's name and how many of its people shown here are known to us; amber under a third."""
    name = facts.accounts.at[account, "name"] if account in facts.accounts.index else words("map.no_account")
    known = int(here["known"].sum())
    note = words("map.zone_note", people=len(here), known=known)
    return {"name": name, "note": note, "warn": known * 3 < len(here)}


def _box(zones: Sequence[Item]) -> list[float]:
    """The frame around all discs with room for the names above them."""
    if not zones:
        return [-400, -300, 400, 300]
    return [
        min(z["x"] - z["r"] for z in zones) - AIR, min(z["y"] - z["r"] for z in zones) - 60,
        max(z["x"] + z["r"] for z in zones) + AIR, max(z["y"] + z["r"] for z in zones) + AIR,
    ]  # fmt: skip


def _counts(people: pd.DataFrame) -> dict[str, int]:
    """How many of those shown have each attitude and role, and how many nobody of ours knows."""
    out = {f"attitude.{k}": int(n) for k, n in people["attitude"].value_counts().items()}
    out |= {f"role.{k}": int(n) for k, n in people["role"].value_counts().items()}
    return out | {"hollow": int((~people["known"]).sum())}
