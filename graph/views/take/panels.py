"""What a page shows as boxes with drawings in them, laid out again as one drawing that can stand in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from graph.views.charts import shortened, width
from graph.views.picture import Part, at, part, words_at

Laid = tuple[list[Part], float]  # parts from (0, 0), and how high they are
LINE, GAP, PX = 26, 18, 12
LONG = 150  # px a cell of text takes at most


def within(one: Part | str, test: Callable[[Part], bool]) -> Iterator[Part]:
    """The outermost parts inside that pass the test, in their order, the part itself too."""
    if isinstance(one, str):
        return
    if test(one):
        yield one
        return
    for inner in one[2]:
        yield from within(inner, test)


def drawings(one: Part) -> list[Part]:
    """The drawings in a box."""
    return [*within(one, lambda inner: inner[0] == "svg")]


def called(one: Part, name: str) -> list[Part]:
    """The boxes of that class in a box."""
    return [*within(one, lambda inner: name in str(inner[1].get("class", "")).split())]


def text(one: Part | str) -> str:
    """All that is written in a part.

    >>> text(part("p", "王", part("b", "伟")))
    '王伟'
    """
    return one if isinstance(one, str) else "".join(text(inner) for inner in one[2] if one[0] != "svg")


def without(parts: Iterable[Part | str], test: Callable[[Part], bool]) -> list[Any]:
    """The parts and what is in them, those that pass the test left out: buttons are of no use on paper.

    >>> without([part("g", part("b", "x"), "y")], lambda one: one[0] == "b")
    [['g', {}, ['y']]]
    """
    kept = (one for one in parts if isinstance(one, str) or not test(one))
    return [one if isinstance(one, str) else [one[0], one[1], without(one[2], test)] for one in kept]


def placed(drawing: Part, x: float, y: float, wide: float) -> Part:
    """A drawing at (x, y) in so many px."""
    tag, attributes, inside = drawing
    own = attributes.get("width", "100%")
    size = wide if isinstance(own, str) else own
    return [tag, {**attributes, "x": x, "y": y, "width": size, "overflow": "visible"}, inside]


def legend(box: Part, wide: float) -> Laid:
    """The samples of a legend with their words, on as many lines as that width needs."""
    out: list[Part] = []
    x, y = 0.0, 0.0
    for item in box[2]:
        samples, said = drawings(item), text(item)
        if item[1].get("class") == "last":  # how many are shown stands in the notes
            continue
        mark = float(samples[0][1]["width"]) + 6 if samples else 0.0
        needed = mark + width(said, PX) + GAP
        if x and x + needed > wide:
            x, y = 0.0, y + 22
        out += [placed(one, x, y, 16) for one in samples[:1]]
        out.append(words_at(x + mark, y + 12, said, "ink2"))
        x += needed
    return out, y + 22


def with_legend(parts: Sequence[Part], wide: float, high: float, box: Part) -> Laid:
    """A drawing of that size with its legend below it."""
    keys, tall = legend(box, wide)
    return [*parts, moved(keys, 0, high + 10)], high + 10 + tall


def table(box: Part) -> tuple[list[Part], float, float]:
    """A table as rows of texts and drawings: parts, width and height; figures stand at the right of their column."""
    rows = [row[2] for row in within(box, lambda inner: inner[0] == "tr")]
    columns = [*zip(*rows, strict=True)] if rows else []
    out: list[Part] = []
    x = 0.0
    for column in columns:
        wide = max(_cell_width(cell) for cell in column)
        right = any("num" in str(cell[1].get("class", "")).split() for cell in column)
        for i, cell in enumerate(column):
            out += _cell(cell, x, i * LINE, wide, right=right, head=i == 0)
        x += wide + GAP
    lines = [part("line", cls="l-hair", x1=0, x2=max(0.0, x - GAP), y1=LINE * i, y2=LINE * i)
             for i in range(1, len(rows))]  # fmt: skip
    return [*lines, *out], max(0.0, x - GAP), LINE * len(rows)


def _cell_width(cell: Part) -> float:
    found = drawings(cell)
    return float(found[0][1]["width"]) if found else min(LONG, width(text(cell), 13))


def _cell(cell: Part, x: float, y: float, wide: float, *, right: bool, head: bool) -> list[Part]:
    found = drawings(cell)
    if found:
        return [placed(found[0], x, y + (LINE - float(found[0][1]["height"])) / 2, wide)]
    said = shortened(text(cell), LONG, 13)
    return [words_at(x + wide if right else x, y + 17, said, "ink3" if head else "ink2", "end" if right else "start")]


def beside(rows: Sequence[Part], widths: Sequence[float]) -> Laid:
    """Rows of texts and drawings side by side, each cell in its width; a row is as high as its highest drawing."""
    out: list[Part] = []
    y = 0.0
    for row in rows:
        cells: list[Any] = row[2]
        high = max([LINE - 4.0, *(float(one[1]["height"]) for one in drawings(row))])
        x = 0.0
        for cell, wide in zip(cells, widths, strict=True):
            if cell[0] == "svg":
                out.append(placed(cell, x, y, wide))
            elif text(cell):
                out.append(words_at(x, y + high / 2 + 4, shortened(text(cell), wide - 8), "ink2"))
            x += wide + GAP
        y += high
    return out, y


def moved(parts: Sequence[Part], x: float, y: float) -> Part:
    """Parts laid out from (0, 0), put at (x, y)."""
    return at(x, y, *parts)
