"""Workbooks (.xlsx) → records of text: numbers without Excel's rounding noise, days as 2026-03-01, formulas by value.

What spans several cells (a company's name over all its people) is read as standing in each of them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from graph.model.errors import BadFile

WHOLE_IN_MEMORY = 3_000_000
DAMAGED = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, OSError)


def sheets(raw: bytes, file: str, wanted: str | None = None) -> Iterator[tuple[str, list[Sequence[str]]]]:
    """Name and records of each visible sheet, or of the wanted one."""
    small = len(raw) < WHOLE_IN_MEMORY
    try:
        book = load_workbook(io.BytesIO(raw), read_only=not small, data_only=True, keep_links=False)
        names = [one.title for one in book.worksheets if one.sheet_state == "visible"] or book.sheetnames
    except DAMAGED:
        raise BadFile("error.bad_file.damaged", file=file) from None
    if wanted is not None and wanted not in book.sheetnames:
        raise BadFile("error.bad_file.no_sheet", file=file, sheet=wanted, sheets=", ".join(book.sheetnames))
    for name in [wanted] if wanted is not None else names:
        if name in book.sheetnames and hasattr(book[name], "iter_rows"):
            yield name, _records(book[name], file, small)


def _records(sheet: Any, file: str, small: bool) -> list[Sequence[str]]:
    try:
        if not small:
            sheet.reset_dimensions()
        records: list[list[str]] = [[spelled(cell) for cell in row] for row in sheet.iter_rows()]
    except DAMAGED:
        raise BadFile("error.bad_file.damaged", file=file) from None
    filled = [any(record) for record in records]
    for span in sheet.merged_cells.ranges if small else ():
        _spread(records, span, filled)
    return [_trimmed(record) for record in records]


def _spread(records: list[list[str]], span: Any, filled: list[bool]) -> None:
    """Down a column the value stands in every row that says anything; across it stands where it was written."""
    value = records[span.min_row - 1][span.min_col - 1]
    for place in range(span.min_row, min(span.max_row, len(records))):
        if filled[place] and any(filled[: span.min_row - 1]):
            records[place][span.min_col - 1] = value


def _trimmed(record: list[str]) -> list[str]:
    while record and not record[-1]:
        record.pop()
    return record


def spelled(cell: Any) -> str:
    """One cell in the one spelling that cleaning reads; a formula that failed (#N/A, #REF!) is blank."""
    value = cell.value
    if value is None or isinstance(value, str):
        return "" if cell.data_type == "e" else value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return _padded(value, cell.number_format) if isinstance(value, int) else str(value)


def _padded(value: int, shown: str) -> str:
    """A code shown as 007 by its format stays 007."""
    return str(value).zfill(len(shown)) if shown and not shown.strip("0") else str(value)
