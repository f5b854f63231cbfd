"""Files → sheets of text cells, whatever program wrote them; every row keeps the number that the user sees.

A sheet is columns of text: numbers and days of a workbook arrive in one spelling (1200.5, 2026-03-01), blank cells as
"". A folder, a workbook with several sheets and several files are all one list of sheets.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from graph.model.errors import BadFile
from ingest import decode

ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".json", ".graphml", ".gexf")
SEPARATORS = ",;\t|，；"
TITLE_ROWS = 10
csv.field_size_limit(16_000_000)


@dataclass(frozen=True)
class Sheet:
    """One table of a file. `frame` holds text, its index the row number as a spreadsheet shows it.

    `name` is the sheet's name in a workbook, the list's path in JSON, "" for a text file. `spilled` are cells beyond
    the last header, by row.
    """

    file: str
    name: str
    frame: pd.DataFrame
    spilled: Mapping[int, str] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """File and sheet in one word for messages."""
        return f"{self.file} [{self.name}]" if self.name else self.file


def read(paths: Iterable[str | Path], sheet: str | None = None, encoding: str | None = None) -> list[Sheet]:
    """All sheets of all files, in order; folders are looked through for files that can be read."""
    found = [one for path in paths for one in _files(Path(path))]
    if not found:
        raise BadFile("error.bad_file.nothing", file=", ".join(map(str, paths)))
    sheets = [one for path in found for one in _read(path, sheet, encoding)]
    full = [one for one in sheets if len(one.frame.columns)]
    if not full:
        raise BadFile("error.bad_file.empty", file=", ".join(path.name for path in found))
    return full


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [
        one for one in sorted(path.iterdir()) if one.suffix.lower() in ENDINGS and not one.name.startswith(("~$", "."))
    ]


def _read(path: Path, sheet: str | None, encoding: str | None) -> list[Sheet]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise BadFile("error.bad_file.missing", file=str(path)) from None
    except OSError as problem:
        raise BadFile("error.bad_file.unreadable", file=str(path), problem=problem.strerror) from None
    if not raw.strip():
        raise BadFile("error.bad_file.empty", file=path.name)
    if raw.startswith(b"PK\x03\x04") and b"xl/" in raw:
        from ingest import workbook

        return [table(path.name, name, cells) for name, cells in workbook.sheets(raw, path.name, sheet)]
    if path.suffix.lower() in (".graphml", ".gexf"):
        from ingest import own

        return _wanted(path.name, own.of_graph(path.name, raw, path.suffix.lower()), sheet)
    text = decode.text(raw, path.name, encoding)
    if path.suffix.lower() == ".json":
        return _lists(path.name, text, sheet)
    return [table(path.name, "", records(text, path.name))]


def records(text: str, file: str) -> list[list[str]]:
    """The records of delimited text, blank lines as empty records; refused where a quote is never closed."""
    first = text.partition("\n")[0]
    told = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    separator = told or separator_of(text)
    found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator[:1] or ",", skipinitialspace=True))
    if text.count('"') % 2 and found and any("\n" in cell for cell in found[-1]):
        raise BadFile("error.bad_file.open_quote", file=file, row=len(found))
    if told:
        found[0] = []
    return found


def separator_of(text: str) -> str:
    """Which letter separates the cells: the one that cuts the first lines into most cells, equally often."""
    head = text[:65536]
    lines = list(islice((line for line in head.splitlines() if line.strip()), 20))

    def evenness(mark: str) -> tuple[float, int]:
        widths = [len(record) for record in csv.reader(lines, delimiter=mark) if record]
        common = max(widths, key=widths.count, default=1)
        return (widths.count(common) / len(widths) if common > 1 else 0.0, common)

    best = max(SEPARATORS, key=evenness)
    return best if evenness(best)[1] > 1 else ","


def table(file: str, name: str, cells: Sequence[Sequence[str]]) -> Sheet:
    """Records → sheet: the header found, blank rows left out, short rows filled, long ones remembered."""
    at = _header_at(cells)
    if at is None:
        return Sheet(file, name, pd.DataFrame())
    header = [cell.strip() for cell in cells[at]]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    if all(_figure(cell) for cell in header if cell):
        raise BadFile("error.bad_file.no_header", file=file, header=", ".join(header[:8]))
    body = cells[at + 1 :]
    numbers = np.arange(at + 2, at + 2 + len(body))
    frame, spilled = _columns(body, numbers, width)
    frame.columns = pd.Index(_unique(header))
    unnamed = [i for i, cell in enumerate(header) if not cell and not frame.iloc[:, i].astype(bool).any()]
    return Sheet(file, name, frame.drop(columns=frame.columns[unnamed]), spilled)


def _header_at(cells: Sequence[Sequence[str]]) -> int | None:
    """The first record that is not blank; a title above the header (one lone cell, wider rows below) is passed over."""
    filled = [(i, sum(bool(c.strip()) for c in record)) for i, record in enumerate(cells[: TITLE_ROWS + 1])]
    told = [(i, n) for i, n in filled if n]
    if not told:
        return next((i for i, record in enumerate(cells) if any(c.strip() for c in record)), None)
    return next((i for i, n in told if n > 1), told[0][0])


def _figure(cell: str) -> bool:
    return cell.replace(".", "").replace("-", "").replace("/", "").isdigit()


def _columns(body: Sequence[Sequence[str]], numbers: np.ndarray, width: int) -> tuple[pd.DataFrame, dict[int, str]]:
    spilled: dict[int, str] = {}
    if any(len(record) != width for record in body):
        body, numbers, spilled = _evened(body, numbers, width)
    columns = zip(*body, strict=True) if body else [()] * width
    frame = pd.DataFrame({i: np.array(column, dtype=object) for i, column in enumerate(columns)}, index=numbers)
    said = np.zeros(len(frame), dtype=bool)
    for i in frame:
        said |= frame[i].to_numpy() != ""
    return (frame if said.all() else frame[said]), spilled


def _evened(
    body: Sequence[Sequence[str]], numbers: np.ndarray, width: int
) -> tuple[list[list[str]], np.ndarray, dict[int, str]]:
    """All records as wide as the header; what stood beyond it, by row."""
    even, kept, spilled = [], [], {}
    for number, record in zip(numbers.tolist(), body, strict=True):
        if not any(cell.strip() for cell in record):
            continue
        beyond = [cell for cell in record[width:] if cell.strip()]
        if beyond:
            spilled[number] = "; ".join(beyond)
        even.append([*record[:width], *[""] * (width - len(record))])
        kept.append(number)
    return even, np.array(kept, dtype=np.int64), spilled


def _unique(header: Sequence[str]) -> list[str]:
    """Header words as they stand; a repeated one is numbered, a blank one named by its letter in a spreadsheet."""
    seen: dict[str, int] = {}
    names = []
    for i, cell in enumerate(header):
        word = cell or f"[{letters(i)}]"
        seen[word] = seen.get(word, 0) + 1
        names.append(word if seen[word] == 1 else f"{word} ({seen[word]})")
    return names


def letters(place: int) -> str:
    """A column's letters in a spreadsheet: 0 → A, 25 → Z, 26 → AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def _wanted(file: str, sheets: list[Sheet], wanted: str | None) -> list[Sheet]:
    """The sheet of that name alone, or all of them."""
    if wanted and all(one.name != wanted for one in sheets):
        raise BadFile("error.bad_file.no_sheet", file=file, sheet=wanted, sheets=", ".join(one.name for one in sheets))
    return [one for one in sheets if wanted in (None, one.name)]


def _lists(file: str, text: str, wanted: str | None) -> list[Sheet]:
    """Every list of objects in a JSON file is a sheet, named by its path (`data.nodes`)."""
    try:
        whole = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise BadFile("error.bad_file.json", file=file) from None
    from ingest import own

    if own.is_own(whole):
        return _wanted(file, own.of_rows(file, whole), wanted)
    found = dict(_objects(whole, ""))
    if wanted and wanted not in found:
        raise BadFile("error.bad_file.no_sheet", file=file, sheet=wanted, sheets=", ".join(found))
    return [_of_objects(file, path, rows) for path, rows in found.items() if wanted in (None, path)]


def _objects(value: Any, path: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _objects(inner, f"{path}.{key}" if path else key)


def _of_objects(file: str, path: str, rows: list[dict[str, Any]]) -> Sheet:
    names = list(dict.fromkeys(key for row in rows for key in row))
    cells = {name: np.array([_spelled(row.get(name)) for row in rows], dtype=object) for name in names}
    return Sheet(file, path, pd.DataFrame(cells, index=np.arange(1, len(rows) + 1)))


def _spelled(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(_spelled(one) for one in value)
    return json.dumps(value) if isinstance(value, dict | bool) else str(value)
