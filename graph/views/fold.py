"""Several people drawn as one node with their number: an account or a group somebody folded away."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyvis.network import Network as Vis

from graph.views.draw import Picture

Item = dict[str, Any]
FOLD = "fold:"


@dataclass(frozen=True)
class Folded:
    """What became one node: its words, and who is in it."""

    name: str
    about: str
    members: tuple[str, ...]


def folded(picture: Picture, groups: Mapping[str, Folded]) -> Picture:
    """The picture with each group as one node in its people's middle, and their ties outwards as one line a neighbour.

    A group of which nobody is drawn is left out. The line's width tells how many ties it stands for.
    """
    inside = {p: f"{FOLD}{key}" for key, group in groups.items() for p in group.members}
    drawn = {node["id"]: node for node in picture.net.nodes}
    inside = {p: key for p, key in inside.items() if p in drawn}
    if not inside:
        return picture
    net = Vis(height="100%", width="100%", directed=True)
    net.nodes = [node for node in picture.net.nodes if node["id"] not in inside]
    for key, group in groups.items():
        here = [drawn[p] for p in group.members if inside.get(p) == f"{FOLD}{key}"]
        if here:
            net.nodes.append(_node(f"{FOLD}{key}", group, here))
    net.edges = _edges(picture.net.edges, inside)
    rank = list(dict.fromkeys(inside.get(p, p) for p in picture.rank))
    return replace(picture, net=net, rank=rank, board=_board(picture.board, groups))


def _node(id: str, group: Folded, here: list[Item]) -> Item:
    middle = {axis: round(sum(node[axis] for node in here) / len(here), 1) for axis in ("x", "y")}
    return {
        "id": id, "shape": "custom", "label": " ", **middle, "size": round(14 + 2.2 * math.sqrt(len(here)), 1),
        "name": group.name, "about": group.about, "fold": len(here), "attitude": "unknown", "role": "unknown",
        "hollow": all(node["hollow"] for node in here), "rep": "", "stale": False, "char": "", "account": "",
        **({"ring": min(node["ring"] for node in here)} if "ring" in here[0] else {}),
    }  # fmt: skip


def _edges(edges: list[Item], inside: Mapping[str, str]) -> list[Item]:
    kept: list[Item] = []
    many: dict[tuple[str, str], int] = {}
    for edge in edges:
        a, b = (inside.get(edge[end], edge[end]) for end in ("from", "to"))
        if (a, b) == (edge["from"], edge["to"]):
            kept.append(edge)
        elif a != b:
            pair = (min(a, b), max(a, b))
            many[pair] = many.get(pair, 0) + 1
    return kept + [
        {"id": f"{FOLD}{a}|{b}", "from": a, "to": b, "kind": "FOLD", "tone": "rule", "width": min(6.0, 1 + 0.3 * n),
         "arrow": False, "dash": False, "bend": 0.0, "alpha": 0.6, "ties": n}
        for (a, b), n in sorted(many.items())
    ]  # fmt: skip


def _board(board: Item, groups: Mapping[str, Folded]) -> Item:
    """The ground without the discs of accounts that are one node now."""
    gone = {key.removeprefix("account:") for key in groups if key.startswith("account:")}
    return board | {"zones": [z for z in board["zones"] if z["id"] not in gone]} if "zones" in board else board
