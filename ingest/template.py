"""An empty sheet to fill in, made from the model: header, two examples, and every word that a choice may be.

Example rows are marked in their first column and left out at import, so that nobody has to delete them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from graph.model.errors import BadFile, BadValue, Unsupported
from graph.model.kinds import Field
from graph.model.vocab import VOCAB
from graph.text import LANGUAGES, Words
from ingest.layout import LAYOUTS, TEMPLATES, Column, Layout, of_kind
from ingest.proposal import heading

WIDEST = 60
SHOWN = {("Referral", "status"): "won", ("CONTACT", "relationship_stage"): "trust", ("CONTACT", "closeness"): "close"}
FIGURES: dict[str, Callable[[int], Any]] = {
    "whole": lambda n: n + 1, "number": lambda n: 0.5, "money": lambda n: 120_000 * (n + 1),
    "day": lambda n: f"2026-03-0{n + 1}",
}  # fmt: skip


def template(kind: str, path: str | Path, words: Words) -> Path:
    """Write the empty sheet of that kind as .xlsx or .csv; gives the file."""
    layout, path = of_kind(kind), Path(path)
    if layout is None:
        raise BadValue("error.bad_value.kind", field="kind", value=kind, allowed=list(TEMPLATES))
    write = {".xlsx": _workbook, ".csv": _text}.get(path.suffix.lower())
    if write is None:
        raise Unsupported("error.unsupported.ending", file=str(path), allowed=[".xlsx", ".csv"])
    try:
        write(layout, path, words)
    except OSError as problem:
        raise BadFile("error.bad_file.write", file=str(path), why=problem.strerror or str(problem)) from problem
    return path


@cache
def marks() -> frozenset[str]:
    """What the first cell of a template's example row says, in any language."""
    return frozenset(_mark(Words(lang), n) for lang in LANGUAGES for n in (0, 1))


def _mark(words: Words, number: int) -> str:
    return words("ingest.template.example", number=number + 1)


def examples(layout: Layout, words: Words) -> list[list[Any]]:
    """Two rows that could be imported, but for their mark."""
    return [[_example(column, place, n, words) for place, column in enumerate(layout.template)] for n in (0, 1)]


def _example(column: Column, place: int, number: int, words: Words) -> Any:
    of = column.of
    if place == 0:
        return _mark(words, number)
    if of is None:
        return _mark(words, number) if column.refers else ""
    if of.vocab:
        values = [value for value in VOCAB[of.vocab].values if value != "none"]
        return words.choice(of.vocab, SHOWN.get((column.kind, of.name), values[number % len(values)]))
    if of.type in FIGURES:
        return FIGURES[of.type](number)
    key = f"ingest.template.{of.name}" if of.name != "name" else f"ingest.template.name.{column.kind}"
    return words(key).split(";")[number] if words.has(key) else ""


def _text(layout: Layout, path: Path, words: Words) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.writer(out)
        lines.writerow([heading(layout, column.name, words) for column in layout.template])
        lines.writerows(examples(layout, words))


def _workbook(layout: Layout, path: Path, words: Words) -> None:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    book = Workbook()
    sheet: Any = book.active
    sheet.title, sheet.freeze_panes = words(f"ingest.sheet.{layout.name}"), "A2"
    sheet.append([heading(layout, column.name, words) for column in layout.template])
    for row in examples(layout, words):
        sheet.append(row)
    for cell, column in zip(sheet[1], layout.template, strict=True):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF7")
        cell.comment = Comment(about(column, words), "Guanxi", width=320, height=120)
        sheet.column_dimensions[cell.column_letter].width = 18
    for row in sheet.iter_rows(min_row=2, max_row=3):
        for cell in row:
            cell.font = Font(italic=True, color="888888")
    _choices(book, sheet, layout, words)
    book.save(path)


def _choices(book: Any, sheet: Any, layout: Layout, words: Words) -> None:
    """The sheet of allowed words, and a list to pick from in every column that takes one word."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    title = words("ingest.template.words")
    told: Any = book.create_sheet(title)
    every = enumerate(layout.template, 1)
    chosen = [(place, column, column.of) for place, column in every if column.of and column.of.vocab]
    for at, (place, column, of) in enumerate(chosen, 1):
        labels = [words.choice(of.vocab, value) for value in VOCAB[of.vocab].allowed]
        for row, label in enumerate([heading(layout, column.name, words), *labels], 1):
            told.cell(row, at, label)
        letter = get_column_letter(at)
        told.column_dimensions[letter].width = min(WIDEST, 2 * max(map(len, labels)) + 2)
        if of.type == "choice":
            pick = DataValidation("list", f"='{title}'!${letter}$2:${letter}${len(labels) + 1}", allow_blank=True)
            sheet.add_data_validation(pick)
            pick.add(f"{get_column_letter(place)}2:{get_column_letter(place)}5000")


def about(column: Column, words: Words) -> str:
    """What belongs into a column: its stored name, whether it must be filled, and what it takes."""
    lines = [column.name]
    of = column.of
    if of is None:
        key = "ingest.template.refers" if column.refers else "ingest.template.id"
        kinds = " / ".join(words.kind(kind) for kind in column.refers)
        return "\n".join([*lines, words(key, kind=kinds)])
    if of.required and of.default is None:
        lines.append(words("ingest.template.required"))
    return "\n".join([*lines, words(f"ingest.template.type.{of.type}", **_bounds(of))])


def _bounds(of: Field) -> dict[str, str]:
    told = {"at_least": of.at_least, "at_most": of.at_most}
    return {name: "…" if bound is None else f"{bound:g}" for name, bound in told.items()}


def is_words_sheet(name: str) -> bool:
    """Whether a sheet of that name is a template's list of allowed words."""
    return name in {Words(lang)("ingest.template.words") for lang in LANGUAGES}


assert set(TEMPLATES) <= set(LAYOUTS)
