"""Ties as parts of a drawing, by the line grammar of the canvas; what changed has its sign, the way is our colour."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from graph.views.picture import Part, part
from graph.views.take.light import LIT, PICKED, Shown

Item = Mapping[str, Any]
Tokens = Mapping[str, str]
TONES = {"new": "sup", "lost": "opp", "changed": "warn-mark"}
SIGNS = {"new": "M-3 0H3M0-3V3", "lost": "M-3-3 3 3M3-3-3 3", "changed": "M0-3 3 3H-3z"}


def is_drawn(edge: Item, at: Mapping[str, Item], shown: Shown) -> bool:
    """Whether both ends are in the picture, and the tie is not one of those drawn only when lit."""
    return edge["from"] in at and edge["to"] in at and (not edge.get("under") or shown.level.get(edge["id"], 0) > 0)


def tie(edge: Item, at: Mapping[str, Item], colours: Tokens, shown: Shown) -> Part:
    """One tie, with the ground under it where it has an arrow, and the sign of what changed at its middle."""
    a, b, bend, level = at[edge["from"]], at[edge["to"]], edge.get("bend") or 0.0, shown.level.get(edge["id"], 0)
    mx = (a["x"] + b["x"]) / 2 - (b["y"] - a["y"]) * bend
    my = (a["y"] + b["y"]) / 2 + (b["x"] - a["x"]) * bend
    way = f"Q{mx:.1f} {my:.1f} {b['x']:.1f} {b['y']:.1f}" if bend else f"L{b['x']:.1f} {b['y']:.1f}"
    d, change = f"M{a['x']:.1f} {a['y']:.1f}{way}", str(edge.get("change") or "")
    tone = colours["ours"] if level >= PICKED else colours.get(TONES.get(change) or str(edge["tone"]), colours["tie"])
    wide = float(edge["width"]) + (1.5 if level == PICKED else 0)
    wide = max(4.0, wide) if level == LIT else wide
    dash = "5 5" if edge["dash"] else None
    drawn = part("path", d=d, fill="none", stroke=tone, stroke_width=wide, stroke_dasharray=dash)
    casing = part("path", d=d, fill="none", stroke=colours["zone"], stroke_width=wide + 4) if edge["arrow"] else None
    head = arrow(b, mx, my, tone) if edge["arrow"] else None
    middle = ((a["x"] + 2 * mx + b["x"]) / 4, (a["y"] + 2 * my + b["y"]) / 4)
    mark = sign(change, *middle, colours) if change in SIGNS else None
    return part("g", casing, drawn, head, mark, opacity=shown.shade.get(edge["id"], 1.0))


def arrow(to: Item, mx: float, my: float, tone: str) -> Part:
    """The head of a tie that comes from (mx, my), just outside the mark it points at."""
    angle = math.atan2(to["y"] - my, to["x"] - mx)
    gap = to["size"] + 3.5
    x, y = to["x"] - math.cos(angle) * gap, to["y"] - math.sin(angle) * gap
    turn = f"translate({x:.1f} {y:.1f}) rotate({math.degrees(angle):.1f})"
    return part("path", d="M0 0-9-4.1-7.2 0-9 4.1z", fill=tone, transform=turn)


def sign(change: str, x: float, y: float, colours: Tokens) -> Part:
    """What changed since another day: plus for new, cross for lost, triangle for changed, each in its colour."""
    tone = colours[TONES[change]]
    disc = part("circle", cx=0, cy=0, r=6.5, fill=colours["card"], stroke=tone, stroke_width=1.5)
    mark = part("path", d=SIGNS[change], fill="none", stroke=tone, stroke_width=1.5)
    return part("g", disc, mark, transform=f"translate({x:.1f} {y:.1f})")


def route(shown: Shown, at: Mapping[str, Item], colours: Tokens) -> Part | None:
    """The suggested way over its people, 4 px in our colour; None when there is none or somebody on it is not here."""
    stops = [at.get(who) for who in shown.light.route]
    if len(stops) < 2 or None in stops:
        return None
    d = "M" + "L".join(f"{one['x']:.1f} {one['y']:.1f}" for one in stops if one)
    return part("path", d=d, fill="none", stroke=colours["ours"], stroke_width=4, stroke_linejoin="round")
