"""Two axes as parts of a drawing: their ground and lines, and the names of axes, marks and quarters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.views.picture import Part, part

Asked = tuple[str, float, float, str, int, bool, str]  # text, x, y, anchor, px, bold, token
OUT = 18  # px the ground reaches beyond the axes


def ground(axes: Mapping[str, Any], colours: Mapping[str, str]) -> Iterator[Part]:
    """The field with a line at each mark, and at the medians."""
    wide, high = axes["wide"], axes["high"]
    yield part("rect", x=-OUT, y=-OUT, width=wide + 2 * OUT, height=high + 2 * OUT, rx=8, fill=colours["zone"])
    for x, _ in axes["x"]:
        yield _line(x, -OUT, x, high + OUT, colours["hair"], 1.0)
    for y, _ in axes["y"]:
        yield _line(-OUT, y, wide + OUT, y, colours["hair"], 1.0)
    if axes["middle"]:
        x, y = axes["middle"]
        yield _line(x, -OUT, x, high + OUT, colours["rule"], 1.25)
        yield _line(-OUT, y, wide + OUT, y, colours["rule"], 1.25)


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float) -> Part:
    return part("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), stroke=stroke, stroke_width=width)


def names(axes: Mapping[str, Any]) -> Iterator[Asked]:
    """Every text of the axes with its place, in the order in which they take it."""
    right, low = axes["wide"] + OUT, axes["high"] + OUT
    for x, text in axes["x"]:
        yield text, x, low + 16, "middle", 12, False, "ink3"
    for y, text in axes["y"]:
        yield text, -OUT - 6, y + 4, "end", 12, False, "ink3"
    yield f"{axes['x_name']} →", right, low + 56, "end", 13, True, "ink"
    yield f"↑ {axes['y_name']}", -OUT, -OUT - 30, "start", 13, True, "ink"
    yield axes["note"], -OUT, low + 56, "start", 12, False, "ink3"
    for q in axes["quarters"]:
        x, anchor = (right, "end") if q["x"] > 0 else (-OUT, "start")
        yield q["name"], x, low + 36 if q["y"] > 0 else -OUT - 9, anchor, 13, False, "ours"
    if axes["middle"]:
        yield axes["median"], axes["middle"][0] + 5, low - 6, "start", 12, False, "ink3"
