"""A page on one A4 sheet, to print or keep as PDF: title, what is shown, the picture, the list; its own print style.

The browser prints it: every browser has the fonts it shows Chinese in, so that no font has to be shipped.
"""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path

from graph.text import Words
from graph.views.figures import records
from graph.views.seen import Seen
from graph.views.take.svg import printable

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
ROWS, ROWS_ALONE = 20, 38  # lines of the list on the page, beside a picture and alone
STYLE = (Path(__file__).parent / "sheet.css").read_text(encoding="utf-8")


def sheet(seen: Seen, words: Words, *, more: tuple[str, ...] = ()) -> str:
    """One HTML file that prints on one sheet; what of the list has no room is counted. `more` are lines of text."""
    drawing = _image(seen.svg("light"), seen.title) if seen.svg else ""
    room = ROWS if drawing else ROWS_ALONE
    table = seen.table.head(room)
    heads = "".join(f"<th>{_text(str(one))}</th>" for one in table.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(v)}</td>' for v in row.values())}</tr>" for row in records(table))
    left = len(seen.table) - len(table)
    notes = [*seen.notes, *more, *([words("take.sheet_more", n=left)] if left > 0 else [])]
    return (
        f'<!doctype html><html lang="{words.lang}"><head><meta charset="utf-8"><title>{_text(seen.title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{STYLE}</style></head><body>'
        f"<h1>{_text(seen.title)}</h1>{''.join(f'<p>{_text(one)}</p>' for one in notes)}{drawing}"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def _image(svg: str, title: str) -> str:
    """The picture as an image: nothing in it can run, and its style stays its own."""
    return f'<img alt="{_text(title)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def _text(said: str) -> str:
    return escape(printable(said))


def _cell(value: object) -> str:
    if value is None or value != value:
        return "–"
    return _text(f"{value:g}" if isinstance(value, float) else str(value))
