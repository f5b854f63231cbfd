"""A page on one A4 sheet, to print or keep as PDF: title, what is shown, the picture, the list; its own print style.

The browser prints it: every browser has the fonts it shows Chinese in, so that no font has to be shipped.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Sequence
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from graph.text import Words
from graph.views.figures import records
from graph.views.seen import Seen
from graph.views.take.names import short, width
from graph.views.take.svg import EDGE, printable

SVG = "http://www.w3.org/2000/svg"
MOST = 80  # rows that could ever fit
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
STYLE = (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")
WIDE, HIGH = 703.0, 1010.0  # px of an A4 sheet within its margins
PX, LINE, HEAD = 11.0, 17.0, 52.0  # of the list; what title and gaps take
LEAST, LONGEST = 300.0, 40  # px for the picture at the least; wide characters of a cell at the most


def sheet(seen: Seen, words: Words, *, more: tuple[str, ...] = ()) -> str:
    """One HTML file that prints on one sheet; what of the list has no room is counted. `more` are lines of text."""
    drawing, ratio = _cropped(seen.svg("light")) if seen.svg else ("", 0.0)
    notes = " · ".join(printable(one) for one in (*seen.notes, *more))
    cells = [[_cell(value) for value in row.values()] for row in records(seen.table.head(MOST))]
    heads = [printable(str(one)) for one in seen.table.columns]
    left = HIGH - HEAD - LINE * (2 + math.ceil(width(notes, 12) / WIDE)) - (LEAST if drawing else 0)
    rows = _fitting(heads, cells, left)
    rest = len(seen.table) - len(rows)
    told = [notes, *([words("take.sheet_more", n=rest)] if rest > 0 else [])]
    room = HIGH - HEAD - LINE * (1 + math.ceil(width(notes, 12) / WIDE)) - _height(heads, rows)
    image = _image(drawing, seen.title, min(room, WIDE / ratio)) if drawing else ""
    return (
        f'<!doctype html><html lang="{words.lang}"><head><meta charset="utf-8"><title>{_text(seen.title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{STYLE}</style></head><body>'
        f"<h1>{_text(short(seen.title, LONGEST))}</h1>{''.join(f'<p>{_text(one)}</p>' for one in told if one)}{image}"
        f"<table><thead><tr>{''.join(f'<th>{_text(one)}</th>' for one in heads)}</tr></thead><tbody>"
        f"{''.join('<tr>' + ''.join(f'<td>{_text(one)}</td>' for one in row) + '</tr>' for row in rows)}"
        "</tbody></table></body></html>"
    )


def _cropped(svg: str) -> tuple[str, float]:
    """The picture without its own title and notes, which stand on the sheet, and its width by its height."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg.encode("utf-8"))
    body = root.find(f"{{{SVG}}}svg")
    if body is not None:
        x, y, wide, high = (float(body.get(one, "0")) for one in ("x", "y", "width", "height"))
        wide, high = wide + 2 * EDGE, high + EDGE / 2 + 6
        root.set("viewBox", f"{x - EDGE:g} {y - EDGE / 2:g} {wide:g} {high:g}")
        root.set("width", f"{wide:g}")
        root.set("height", f"{high:g}")
    size = [float(root.get(one, "1")) for one in ("width", "height")]
    return ElementTree.tostring(root, encoding="unicode"), size[0] / size[1]


def _fitting(heads: Sequence[str], cells: Sequence[Sequence[str]], room: float) -> Sequence[Sequence[str]]:
    """As many of the first rows as are not higher than that together."""
    low, high = 0, len(cells)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _height(heads, cells[:middle]) <= room else (low, middle - 1)
    return cells[:low]


def _height(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    """About how high the list is, its columns as wide as they need; a column too wide for the sheet is broken."""
    wants = [max(width(one, PX) + 14 for one in column) for column in zip(heads, *rows, strict=True)]
    share = min(1.0, WIDE / max(1.0, sum(wants)))
    lines = [max((math.ceil((width(one, PX) + 14) / max(60.0, want * share)) for one, want in
                  zip(row, wants, strict=True)), default=1) for row in rows]  # fmt: skip
    return LINE + 4 + sum(4 + (LINE - 4) * n for n in lines)


def _image(svg: str, title: str, high: float) -> str:
    """The picture as an image: nothing in it can run, and its style stays its own."""
    source = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return f'<img alt="{_text(title)}" style="max-height:{high:.0f}px" src="{source}">'


def _text(said: str) -> str:
    return escape(printable(said))


def _cell(value: object) -> str:
    if value is None or value != value:
        return "–"
    return short(f"{value:g}" if isinstance(value, float) else str(value), LONGEST)
