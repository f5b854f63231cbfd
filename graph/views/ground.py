"""The ground people stand on, as the canvas draws it: a disc an account, or rings and sectors around one person."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from graph.text import Words
from graph.views.circle import HUB, Circle
from graph.views.facts import Facts
from graph.views.layout import AIR, Layout

Item = dict[str, Any]


def discs(layout: Layout, people: pd.DataFrame, rank: Sequence[str], facts: Facts, words: Words) -> Item:
    """The discs of those accounts of which somebody is shown, the most important first, and the frame around them."""
    first = {account: i for i, account in reversed(list(enumerate(people["account_id"].loc[list(rank)])))}
    shown = sorted((z for z in layout.zones if z.id in first), key=lambda z: first[z.id])
    many = people.groupby("account_id")["known"].agg(["size", "sum"]).astype(int).to_dict("index")
    zones = []
    for z in shown:
        name = facts.accounts.at[z.id, "name"] if z.id in facts.accounts.index else words("map.no_account")
        note = _note(many[z.id]["size"], many[z.id]["sum"], words)
        zones.append({"id": z.id, "x": z.x, "y": z.y, "r": z.r, "rings": list(z.rings), "name": name, **note})
    return {"zones": zones, "box": _box(zones)}


def rings(circle: Circle, people: pd.DataFrame, names: Mapping[str, str], words: Words) -> Item:
    """The sectors with their names, the rings with how many steps they are away, and the frame."""
    sector_of = pd.Series(circle.sector_of, dtype=object).reindex(people.index)
    sectors = []
    for s in circle.sectors:
        here = people["known"][sector_of == s.id]
        note = _note(len(here), here.sum(), words)
        sectors.append({"id": s.id, "from": s.start, "to": s.end, "name": names.get(s.id, s.id), **note})
    steps = [{"r": r, "name": words(f"map.step.{min(k, 3)}")} for k, r in enumerate(circle.radii, 1)]
    edge = [-circle.rim, -circle.rim, circle.rim, circle.rim]
    return {"x": 0, "y": 0, "hub": HUB, "rim": circle.rim, "rings": steps, "sectors": sectors,
            "gap": _widest_gap(circle), "box": edge}  # fmt: skip


def _note(people: Any, known: Any, words: Words) -> Item:
    """How many of them are known to us; amber under a third."""
    return {"note": words("map.zone_note", people=int(people), known=int(known)), "warn": bool(known * 3 < people)}


def _widest_gap(circle: Circle) -> float:
    """The gap between two sectors, in degrees, that is farthest from everybody: there the rings are named."""
    angles = [math.degrees(math.atan2(y, x)) for x, y in circle.spots.values() if x or y]
    gaps = [s.end + 1.25 for s in circle.sectors] or [90.0]
    return max(gaps, key=lambda g: min((abs((a - g + 180) % 360 - 180) for a in angles), default=0.0))


def _box(zones: Sequence[Item]) -> list[float]:
    """The frame around all discs with room for the names above them."""
    if not zones:
        return [-400, -300, 400, 300]
    return [
        min(z["x"] - z["r"] for z in zones) - AIR, min(z["y"] - z["r"] for z in zones) - 60,
        max(z["x"] + z["r"] for z in zones) + AIR, max(z["y"] + z["r"] for z in zones) + AIR,
    ]  # fmt: skip
