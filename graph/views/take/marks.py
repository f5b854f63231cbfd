"""People's marks and the legend, as parts of a drawing: the same colours and symbols as on the canvas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.views.charts import portrait
from graph.views.picture import Part, part
from graph.views.take import lines, looks
from graph.views.take.light import CROWD, Shown
from graph.views.take.names import width

Item = Mapping[str, Any]
Tokens = Mapping[str, str]
ROW, GAP, TEXT = 22, 18, 12


def inked(said: str, x: float, y: float, anchor: str, px: int, bold: bool, ink: str, halo: str = "") -> Part:
    """A line of text of its own size and colour, which the style sheet does not say; a halo in the ground's colour."""
    style = f"font-size:{px}px;font-weight:{700 if bold else 400};fill:{ink}"
    if halo:
        style += f";paint-order:stroke;stroke:{halo};stroke-width:4px;stroke-linejoin:round"
    return part("text", said, x=float(x), y=float(y), text_anchor=anchor, style=style)


def person(node: Item, colours: Tokens, colour: str, lit: Shown) -> Part:
    """One person: the ground around the mark, the ring of who is chosen, the mark, what changed, whose contact."""
    x, y, r, id_ = float(node["x"]), float(node["y"]), float(node["size"]), str(node["id"])
    chosen, crowd = id_ in lit.light.chosen, len(lit.light.chosen) > CROWD
    if lit.dim(id_):
        return part("g", part("title", str(node["name"])), _mark(node, x, y, r, colours, colour), opacity=0.2)
    wide = chosen and not crowd
    ground = part("circle", cx=x, cy=y, r=r + (7 if wide else 2.5), fill=colours["zone"])
    ring = part("circle", cx=x, cy=y, r=r + (5 if wide else 3.5), fill="none", stroke=colours["ours"],
                stroke_width=2.5 if wide else 1.25) if chosen else None  # fmt: skip
    change = str(node.get("change") or "")
    sign = lines.sign(change, x - r * 0.75, y + r * 0.75, colours) if change in lines.SIGNS else None
    pin = None
    if id_ in lit.light.pinned:
        pin = part("circle", cx=x - r * 0.8, cy=y - r * 0.8, r=4, fill=colours["ours"], stroke=colours["card"],
                   stroke_width=1.5)  # fmt: skip
    shows = node.get("rep") and (chosen or (r >= 12 if node.get("ring") is None else node["ring"] == 1))
    rep = _rep(node, x, y, r, colours) if shows else None
    mark = _mark(node, x, y, r, colours, colour)
    return part("g", part("title", str(node["name"])), ground, ring, mark, sign, pin, rep)


def _mark(node: Item, x: float, y: float, r: float, colours: Tokens, colour: str) -> Part:
    if node.get("hub") or node.get("fold"):
        return _many(node, x, y, r, colours)
    return by_role(node, x, y, r, colours) if colour == "role" else by_attitude(node, x, y, r, colours)


def _many(node: Item, x: float, y: float, r: float, colours: Tokens) -> Part:
    """A group (square), an event (triangle), an account or people folded into one (disc), with how many they are."""
    k = r * 1.1 / 9
    look: dict[str, Any] = {
        "fill": colours["ours-soft" if node.get("hub") else "card"],
        "stroke": colours["ours"],
        "stroke_width": 2,
    }
    path = {"group": "M-8-8H8V8H-8z", "event": "M0-10 10 8H-10z"}.get(str(node.get("hub")), "")
    turn = f"translate({x:.1f} {y:.1f}) scale({k:.3f})"
    shape = part("path", d=path, transform=turn, **look) if path else part("circle", cx=x, cy=y, r=r, **look)
    count = node.get("fold") or node.get("char") or ""
    return part("g", shape, inked(str(count), x, y + 4.4, "middle", 12, True, colours["ink"]))


def by_attitude(node: Item, x: float, y: float, r: float, colours: Tokens) -> Part:
    """A disc in the colour of the attitude with its symbol: filled when ours know them, hollow when nobody does."""
    attitude = node["attitude"]
    tone = looks.tones("ATTITUDE").get(attitude, "unk")
    own = colours["neu-ink" if tone == "neu" else tone]
    hollow, stale = node.get("hollow"), node.get("stale")
    fill = colours["card"] if hollow else colours[f"{tone}-soft"] if stale else colours[tone]
    ink = own if hollow or stale else colours["on-neu" if tone == "neu" else "on-att"]
    disc = part("circle", cx=x, cy=y, r=r, fill=fill, stroke=colours[tone], stroke_width=2)
    if node.get("char") and r >= (14 if node.get("face") else 20):
        px = round(r * (0.62 if len(node["char"]) > 1 else 0.78))
        char = inked(node["char"], x, y + px * 0.36, "middle", px, True, ink)
        if node.get("face"):
            char = portrait(node["face"], x, y, r, not hollow)
        badge = part("circle", cx=x + r * 0.75, cy=y + r * 0.7, r=min(10.0, r * 0.36), fill=colours["card"],
                     stroke=colours[tone], stroke_width=1.5)  # fmt: skip
        return part("g", disc, char, badge, _symbol(attitude, x + r * 0.75, y + r * 0.7, min(10.0, r * 0.36), own))
    return part("g", disc, _symbol(attitude, x, y, r, ink))


def _symbol(attitude: str, x: float, y: float, r: float, ink: str) -> Part:
    paths, k = looks.marks("SYMBOL"), r / 8.2
    return part(
        "path", d=paths.get(attitude, paths["unknown"]), fill="none", stroke=ink, stroke_linecap="round",
        stroke_linejoin="round", stroke_width=round(1.9 / max(k**0.5, 0.6), 2),
        transform=f"translate({x:.1f} {y:.1f}) scale({k:.3f})",
    )  # fmt: skip


def by_role(node: Item, x: float, y: float, r: float, colours: Tokens) -> Part:
    """The shape of the role in its colour."""
    paths, k = looks.marks("GLYPH"), r / 5
    colour = colours[looks.tones("ROLE").get(node["role"], "neu")]
    return part(
        "path", d=paths.get(node["role"], paths["unknown"]), fill_rule="evenodd", stroke=colour,
        fill=colours["card"] if node.get("hollow") else colour, stroke_linejoin="round",
        stroke_width=round((2 if node.get("hollow") else 1) / k, 2), opacity=0.6 if node.get("stale") else None,
        transform=f"translate({x - r:.1f} {y - r:.1f}) scale({k:.3f})",
    )  # fmt: skip


def _rep(node: Item, x: float, y: float, r: float, colours: Tokens) -> Part:
    wide = 22.0 if len(node["rep"]) > 1 else 16.0
    left, top, stale = x + r * 0.55, y - r - 5, node.get("stale")
    box = part("rect", x=left, y=top, width=wide, height=16, rx=4, fill=colours["card" if stale else "ours"],
               stroke=colours["ours" if stale else "zone"], stroke_width=1.5)  # fmt: skip
    said = inked(node["rep"], left + wide / 2, top + 12.2, "middle", 12, True, colours["ours" if stale else "on-ours"])
    return part("g", box, said)


def legend_row(legend: Sequence[Item], colours: Tokens, wide: float) -> tuple[list[Part], float]:
    """The legend as a row of samples with their words, on as many lines as that width needs; and its height."""
    out: list[Part] = []
    x, y = 0.0, ROW / 2
    for item in legend:
        sample = 26 if item["mark"] in ("line", "sizes") else 16
        needed = sample + 6 + width(item["text"], TEXT)
        if x and x + needed > wide:
            x, y = 0.0, y + ROW
        out.append(part("g", _sample(item, colours), transform=f"translate({x:.0f} {y:.0f})"))
        out.append(inked(item["text"], x + sample + 6, y + 4, "start", TEXT, False, colours["ink2"]))
        x += needed + GAP
    return out, y + ROW / 2 if legend else 0.0


def _sample(item: Item, colours: Tokens) -> Part:
    """One mark of the legend, its middle line at y = 0."""
    mark = item["mark"]
    if mark == "line":
        stroke = colours.get(item["tone"], colours["tie"])
        line = part("path", d="M1 0H25", stroke=stroke, stroke_width=item["width"], fill="none",
                    stroke_dasharray="5 5" if item["dash"] else None)  # fmt: skip
        head = part("path", d="M26 0 17-4.1 18.8 0 17 4.1z", fill=stroke) if item["arrow"] else None
        return part("g", line, head)
    if mark == "sizes":
        return part("g", *(part("circle", cx=x, cy=0, r=r, fill=colours["ink3"]) for x, r in ((5, 3.5), (18, 6))))
    if mark == "hollow":
        return part("circle", cx=8, cy=0, r=5, fill=colours["card"], stroke=colours["ink3"], stroke_width=2)
    if mark == "stale":
        return part("circle", cx=8, cy=0, r=6, fill=colours["sup-soft"], stroke=colours["sup"], stroke_width=2)
    if mark == "change":
        return lines.sign(item["value"], 8, 0, colours)
    if mark == "hub":
        return _many({"hub": item["value"]}, 8, 0, 6.5, colours)
    if mark == "role":
        return by_role({"role": item["value"]}, 8, 0, 5.5, colours)
    return by_attitude({"attitude": item["value"]}, 8, 0, 6.5, colours)
