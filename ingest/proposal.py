"""What a sheet seems to be, and which of its columns is which field, each with the reason.

Sure are the names of the templates, the words of `graph/text` and those of `ingest.aliases`; what merely looks
alike is proposed, and used only when a person says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import PurePath
from typing import Any

from graph.model.errors import BadFile
from graph.text import LANGUAGES, Words
from ingest import aliases, clean, mapping
from ingest.layout import LAYOUTS, TEMPLATES, Layout, of_kind
from ingest.rows import Sheet

SIMILAR = "similar"
ASIDE = "("  # a header in brackets is for reading only, as an export writes them
_MARKS = re.compile(r"[\s_\-·.:：*＊/]|[(（\[【].*?[)）\]】]$")


@dataclass(frozen=True)
class Guess:
    """One column of a file: the field it seems to be ("" none), why (template, label, alias, similar), and a sample."""

    column: str
    field: str
    why: str
    sample: str


@dataclass(frozen=True)
class Proposal:
    """What a sheet seems to be: its layout and a guess for every column."""

    sheet: Sheet
    layout: Layout
    guesses: tuple[Guess, ...]

    @property
    def plan(self) -> mapping.Plan:
        """The sure columns as a plan."""
        return mapping.Plan(self.layout, {g.column: (g.field,) for g in self.sure})

    @property
    def sure(self) -> list[Guess]:
        """Columns known by name."""
        return [g for g in self.guesses if g.field and g.why != SIMILAR]

    @property
    def doubtful(self) -> list[Guess]:
        """Columns that only look like a field."""
        return [g for g in self.guesses if g.why == SIMILAR]

    @property
    def ignored(self) -> list[str]:
        """Columns that nothing is read from."""
        return [g.column for g in self.guesses if not g.field or g.why == SIMILAR]

    @property
    def missing(self) -> list[str]:
        """Fields without which no row can be read."""
        return self.layout.missing({g.field for g in self.sure})

    def to_json(self, words: Words) -> dict[str, Any]:
        """The shape of `guanxi mapping`."""
        rows = [
            {"column": g.column, "field": g.field, "why": words(f"ingest.why.{g.why}"), "sample": g.sample}
            for g in self.guesses if g.field
        ]  # fmt: skip
        return {"kind": self.layout.name, "columns": rows, "ignored": self.ignored, "missing": self.missing}

    def toml(self) -> str:
        """A mapping file to edit."""
        doubtful = [(g.column, g.field) for g in self.guesses if g.why == SIMILAR or not g.field]
        return mapping.toml(self.layout.name, [(g.column, g.field) for g in self.sure], doubtful, self.sheet.file)


def propose(sheet: Sheet, kind: str | None = None) -> Proposal | None:
    """What the sheet seems to be, or is said to be; None where it is nothing known, BadFile where it could be two."""
    headers = [str(c) for c in sheet.frame.columns]
    layout = _told(sheet, kind) if kind else _found(sheet, headers)
    if layout is None:
        return None
    known = recognised(headers, layout)
    taken = {column for column, _ in known.values()}
    return Proposal(sheet, layout, tuple(_guess(sheet, h, layout, known, taken) for h in headers))


def _told(sheet: Sheet, kind: str) -> Layout:
    layout = of_kind(kind)
    if layout is None:
        raise BadFile("error.bad_file.no_such_kind", file=sheet.where, kind=kind, kinds=", ".join(LAYOUTS))
    return layout


def _found(sheet: Sheet, headers: list[str]) -> Layout | None:
    """The layout named like the sheet or file, else the template that knows most columns, most of them its own."""
    told = {plain(sheet.name), plain(PurePath(sheet.file).stem)}
    scores = {}
    for layout in LAYOUTS.values():
        columns = {column for column, _ in recognised(headers, layout).values()}
        if columns and not layout.missing(columns):
            if told & titles(layout):
                return layout
            scores[layout.name] = (len(columns), sum(not layout.column[name].sheet for name in columns))
    scores = {name: score for name, score in scores.items() if name in TEMPLATES}
    best = [name for name, score in scores.items() if score == max(scores.values())]
    if len(best) > 1:
        raise BadFile("error.bad_file.which_kind", file=sheet.where, kinds=", ".join(best), kind=best[0])
    return LAYOUTS[best[0]] if best else None


def titles(layout: Layout) -> set[str]:
    """What a sheet of that layout may be called."""
    return {
        plain(word)
        for word in (layout.name, layout.kind, *(Words(lang)(f"ingest.sheet.{layout.name}") for lang in LANGUAGES))
    }


def plain(header: str) -> str:
    """A header as headers are compared: full-width letters narrow, case, blanks, marks and a bracketed rest gone."""
    return _MARKS.sub("", clean.comparable(header)) or clean.comparable(header)


def recognised(headers: list[str], layout: Layout) -> dict[str, tuple[str, str]]:
    """Header → (column, why), every column once: the surest header, then the first one, has it."""
    known = vocabulary(layout.name)
    found = [(header, known[plain(header)]) for header in headers if plain(header) in known]
    rank = {"template": 0, "label": 1, "alias": 2}
    taken: set[str] = set()
    result = {}
    for header, (column, why) in sorted(found, key=lambda one: rank[one[1][1]]):
        if column not in taken:
            taken.add(column)
            result[header] = (column, why)
    return result


@cache
def vocabulary(name: str) -> Mapping[str, tuple[str, str]]:
    """Every header word of a layout → (column, why); a word for two columns belongs to the first."""
    layout = LAYOUTS[name]
    known: dict[str, tuple[str, str]] = {}
    for column in layout.columns:
        known.setdefault(plain(column.name), (column.name, "template"))
    for column in layout.columns:
        for lang in LANGUAGES:
            known.setdefault(plain(heading(layout, column.name, Words(lang))), (column.name, "label"))
    for column in layout.columns:
        for word in aliases.headers(name, column.name):
            known.setdefault(plain(word), (column.name, "alias"))
    return known


def heading(layout: Layout, name: str, words: Words) -> str:
    """A column's header in the user's language: the sheet's own word for it, else the field's."""
    for key in (f"ingest.column.{layout.name}.{name}", f"ingest.column.{name}"):
        if words.has(key):
            return words(key)
    column = layout.column[name]
    return words.field(column.field, column.kind)


def _guess(sheet: Sheet, header: str, layout: Layout, known: dict[str, tuple[str, str]], taken: set[str]) -> Guess:
    sample = next((clean.text(cell) for cell in sheet.frame[header] if cell.strip()), "")
    if header in known:
        return Guess(header, *known[header], sample)
    if header.startswith(ASIDE):
        return Guess(header, "", "", sample)
    similar = _similar(plain(header), layout, taken)
    return Guess(header, similar, SIMILAR if similar else "", sample)


def _similar(word: str, layout: Layout, taken: set[str]) -> str:
    """A free column whose name is inside the header or nearly the same; "" where none is."""
    free = {w: column for w, (column, _) in vocabulary(layout.name).items() if column not in taken and len(w) > 1}
    inside = sorted((w for w in free if w in word and len(w) * 3 >= len(word)), key=len, reverse=True)
    close = inside or get_close_matches(word, list(free), n=1, cutoff=0.8)
    return free[close[0]] if close else ""
