"""Where names go in a picture as a file: below the dot, else above, right, left, else left to the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.views.take.svg import printable

Box = tuple[float, float, float, float]
MOST = 10  # characters of a name, wide ones; the whole of it is in the list
WIDE_FROM = 0x2E80
FORCED = 4  # fewer chosen than this are named whatever they cover


class Name(NamedTuple):
    """A text with its place, anchor, size in px and weight."""

    id: str
    text: str
    x: float
    y: float
    anchor: str
    px: int
    bold: bool
    box: Box


def short(name: str, most: int = MOST) -> str:
    """The name, cut with an ellipsis where it is wider than so many Chinese characters.

    >>> short("王伟"), short("a" * 30)
    ('王伟', 'aaaaaaaaaaaaaaaaaaaa…')
    """
    wide, out = 0, ""
    for one in " ".join(printable(name).split()):
        wide += 2 if ord(one) >= WIDE_FROM else 1
        if wide > most * 2:
            return f"{out.rstrip()}…"
        out += one
    return out


def width(text: str, px: float) -> float:
    """About how wide a text runs in px: there is no browser here to measure it."""
    return sum(px if ord(one) >= WIDE_FROM else 0.56 * px for one in text)


def clear(box: Box, taken: Iterable[Box]) -> bool:
    """Whether a box touches none of those."""
    return not any(t[0] < box[2] and box[0] < t[2] and t[1] < box[3] and box[1] < t[3] for t in taken)


def settled(
    nodes: Sequence[Mapping[str, Any]], rank: Sequence[str], taken: Sequence[Box], chosen: Sequence[str] = ()
) -> list[Name]:
    """A free place for as many names as there is room for, the first of the ranking first; no dot is covered.

    Those `chosen` are larger, and a few of them have their name in any case.
    """
    by_id = {node["id"]: node for node in nodes}
    held = [*taken, *(box for node in nodes for box in dots(node))]
    out: list[Name] = []
    for id_ in rank:
        node = by_id.get(id_)
        if node is None or not node["name"]:
            continue
        places = [*_places(node, id_ in chosen)]
        forced = places[0] if id_ in chosen and len(chosen) < FORCED else None
        found = next((one for one in places if clear(one.box, held)), forced)
        if found is not None:
            held.append(found.box)
            out.append(found)
    return out


def dots(node: Mapping[str, Any]) -> Iterable[Box]:
    """What a person's mark takes, and the square of ours on it."""
    x, y, r = node["x"], node["y"], node["size"] + 1
    yield (x - r, y - r, x + r, y + r)
    if node.get("rep"):
        yield (x + r * 0.55, y - r - 5, x + r * 0.55 + 16, y - r + 11)


def _places(node: Mapping[str, Any], chosen: bool) -> Iterable[Name]:
    x, y, r, ring = node["x"], node["y"], node["size"], node.get("ring")
    px, bold = (14, True) if ring == 0 or chosen else (13, True) if ring == 1 else (12, False)
    text = short(node["name"])
    w = width(text, px)
    spots = ((x, y + r + px + 2, "middle", x - w / 2), (x, y - r - 6, "middle", x - w / 2),
             (x + r + 6, y + 4, "start", x + r + 6), (x - r - 6, y + 4, "end", x - r - 6 - w))  # fmt: skip
    for at, low, anchor, left in spots:
        yield Name(node["id"], text, at, low, anchor, px, bold, (left - 2, low - px + 1, left + w + 2, low + 3))
