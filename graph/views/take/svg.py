"""Parts of a picture → a file's text: one SVG that stands alone, with its style, its title, what it shows and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from graph.store.portraits import ADDRESS as PORTRAIT
from graph.views.picture import Part, part, words_at
from graph.views.take import looks

TAGS = {"svg", "g", "path", "circle", "rect", "line", "ellipse", "text", "tspan", "title", "image"}
NAMES = {
    "class", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "d", "width", "height", "transform",
    "style", "overflow", "text-anchor", "dx", "dy", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "fill", "fill-rule", "opacity", "viewBox",
}  # fmt: skip
EDGE, HEAD, FOOT, LINE = 24, 56, 20, 18
ODD = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    r"""Text without the letters that XML cannot hold.

    >>> printable("王\x00伟\ud800")
    '王伟'
    """
    return ODD.sub("", text)


def of_parts(
    parts: Sequence[Part | None], width: float, height: float, theme: str = "light", *, title: str = "",
    notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """A whole SVG file of drawn parts, width x height px, with its title above and its notes below, a line each.

    Text is escaped, letters that XML cannot hold are left out. A part that is no drawing (a `div`) is a ValueError.
    """
    head, foot = HEAD if title else 0, LINE * len(notes) + FOOT if notes else 0
    wide, high = width + 2 * EDGE, height + head + foot + EDGE
    body = part("svg", *parts, x=EDGE, y=head or EDGE / 2, width=width, height=height, overflow="visible")
    told = [words_at(EDGE, head + height + FOOT + LINE * i, note, "ink2") for i, note in enumerate(notes)]
    whole = [
        part("title", title) if title else None, part("rect", width=wide, height=high, cls="f-canvas"),
        words_at(EDGE, 36, title, "large") if title else None, body, *told,
    ]  # fmt: skip
    inside = "".join(piece for one in whole if one is not None for piece in _written(one))
    size = f'width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}"'
    style = escape(looks.style(theme), quote=False)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" class="picture" {size}>'
        f"<style>{style}</style>{inside}</svg>\n"
    )


def _written(one: Part | str) -> Iterator[str]:
    if isinstance(one, str):
        yield escape(printable(one), quote=False)
        return
    tag, attributes, inside = one
    if tag not in TAGS:
        raise ValueError(f"no drawing: {tag}")
    names = NAMES | {"href"} if str(attributes.get("href", "")).startswith(PORTRAIT) and tag == "image" else NAMES
    told = "".join(f' {name}="{escape(printable(_plain(v)))}"' for name, v in attributes.items() if name in names)
    yield f"<{tag}{told}>"
    for piece in inside:
        yield from _written(piece)
    yield f"</{tag}>"


def _plain(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
