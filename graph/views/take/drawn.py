"""The map as a file: what the canvas draws, drawn again from the server's positions as SVG, at zoom 1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from graph.views.draw import Picture
from graph.views.picture import Part, part
from graph.views.take import axes, lines, looks
from graph.views.take.light import CROWD, Light, shown
from graph.views.take.marks import inked, legend_row, person
from graph.views.take.names import Box, clear, settled, short, width
from graph.views.take.svg import of_parts

Item = Mapping[str, Any]
Tokens = Mapping[str, str]
SIDE = 40
ROOM = 190  # px beside a circle for the names of its sectors
NOTHING = Light()


def of_picture(
    picture: Picture, legend: Sequence[Item], *, title: str, notes: Sequence[str] = (), colour: str = "attitude",
    theme: str = "light", nodes: Sequence[Item] | None = None, light: Light = NOTHING,
) -> str:  # fmt: skip
    """The whole picture as an SVG file: ground, ties, people, names, the legend with its counts, title and notes.

    `nodes` are the people where the user has put them; `light` is who is chosen and what is lit, as on the canvas. An
    empty picture is a frame with its title and notes.
    """
    colours, people = looks.tokens(theme), [*(picture.nodes if nodes is None else nodes)]
    at = {node["id"]: node for node in people}
    board, box = picture.board, _box(picture.board, people)
    lit = shown(light, picture.edges, picture.rank[0] if board.get("sectors") and picture.rank else "")
    bright, chosen = (
        [one for one in people if not lit.dim(one["id"])],
        light.chosen if len(light.chosen) <= CROWD else (),
    )
    names = settled(bright, chosen, [], chosen)
    taken: list[Box] = [one.box for one in names]
    texts = _ground_names(board, taken, colours)
    names += settled(bright, [one for one in picture.rank if one not in chosen], taken)
    wide, high = box[2] - box[0], box[3] - box[1]
    rows, tall = legend_row(legend, colours, wide)
    late = sorted(people, key=lambda one: (not lit.dim(one["id"])) + (one["id"] in light.chosen))
    drawing = [
        *_ground(board, colours),
        *(lines.tie(edge, at, colours, lit)
          for edge in sorted(picture.edges, key=lambda one: lit.level[one["id"]]) if lines.is_drawn(edge, at, lit)),
        lines.route(lit, at, colours), *(person(node, colours, colour, lit) for node in late), *texts,
        *(inked(n.text, n.x, n.y, n.anchor, n.px, n.bold, colours["ink"], colours["zone"]) for n in names),
    ]  # fmt: skip
    moved = part("g", *drawing, transform=f"translate({-box[0]:.1f} {-box[1]:.1f})")
    low = part("g", *rows, transform=f"translate(0 {high + 12:.1f})")
    return of_parts([moved, low], wide, high + 12 + tall, theme, title=title, notes=notes)


def _box(board: Item, people: Sequence[Item]) -> Box:
    frame = board.get("box") or [-320, -240, 320, 240]
    room = ROOM if board.get("sectors") else 0
    xs, ys = [n["x"] for n in people] or [0.0], [n["y"] for n in people] or [0.0]
    return (min(frame[0] - room, min(xs) - SIDE), min(frame[1] - SIDE, min(ys) - SIDE),
            max(frame[2] + room, max(xs) + SIDE), max(frame[3] + SIDE, max(ys) + SIDE))  # fmt: skip


def _ground(board: Item, colours: Tokens) -> list[Part]:
    """Discs of accounts, or sectors with their rings."""
    out = [*axes.ground(board["axes"], colours)] if board.get("axes") else []
    for z in board.get("zones", ()):
        out.append(_disc(z["x"], z["y"], z["r"], colours["zone"], colours["hair"]))
        out += [_disc(z["x"], z["y"], r, "none", colours["hair"]) for r in z.get("rings", ())]
    for s in board.get("sectors", ()):
        out.append(part("path", d=_wedge(board, s), fill=colours["zone"]))
        out.append(part("path", d=_arc(board, board["rim"], s), fill="none", stroke=colours["rule"], opacity=0.55))
    out += [_disc(board["x"], board["y"], r["r"], "none", colours["hair"]) for r in board.get("rings", ())]
    return out


def _disc(x: float, y: float, r: float, fill: str, stroke: str) -> Part:
    return part("circle", cx=float(x), cy=float(y), r=float(r), fill=fill, stroke=stroke, stroke_width=1)


def _at(board: Item, r: float, degrees: float) -> str:
    angle = math.radians(degrees)
    return f"{board['x'] + r * math.cos(angle):.1f} {board['y'] + r * math.sin(angle):.1f}"


def _arc(board: Item, r: float, s: Item) -> str:
    large = int(s["to"] - s["from"] > 180)
    return f"M{_at(board, r, s['from'])}A{r:.1f} {r:.1f} 0 {large} 1 {_at(board, r, s['to'])}"


def _wedge(board: Item, s: Item) -> str:
    r, large = board["hub"], int(s["to"] - s["from"] > 180)
    inner = f"L{_at(board, r, s['to'])}A{r:.1f} {r:.1f} 0 {large} 0 {_at(board, r, s['from'])}Z"
    return _arc(board, board["rim"], s) + inner


def _ground_names(board: Item, taken: list[Box], colours: Tokens) -> list[Part]:
    """Names of accounts, sectors and rings; each takes its place before any person's name does."""
    asked: list[axes.Asked] = [*axes.names(board["axes"])] if board.get("axes") else []
    for z in board.get("zones", ()):
        top = z["y"] - z["r"]
        asked.append((short(z["name"], 16), z["x"], top - 22, "middle", 13, True, "ink"))
        asked.append((z["note"], z["x"], top - 4, "middle", 12, False, "warn" if z["warn"] else "ink3"))
    for s in board.get("sectors", ()):
        angle = math.radians((s["from"] + s["to"]) / 2)
        x, y = (board["rim"] + 14) * math.cos(angle) + board["x"], (board["rim"] + 14) * math.sin(angle) + board["y"]
        anchor = "start" if math.cos(angle) >= 0 else "end"
        asked.append((short(s["name"], 14), x, y, anchor, 13, True, "ink"))
        asked.append((s["note"], x, y + 17, anchor, 12, False, "warn" if s["warn"] else "ink3"))
    for r in board.get("rings", ()):
        x, y = map(float, _at(board, r["r"], board.get("gap", 90)).split())
        asked.append((r["name"], x, y + 4, "middle", 12, False, "ink3"))
    out = []
    for said, x, y, anchor, px, bold, tone in asked:
        w = width(said, px)
        left = x - (w / 2 if anchor == "middle" else w if anchor == "end" else 0)
        box = (left - 2, y - px, left + w + 2, y + 4)
        if said and clear(box, taken):
            taken.append(box)
            out.append(inked(said, x, y, anchor, px, bold, colours[tone], colours["canvas"]))
    return out
