"""What a command answers: a table for people, CSV for pipes, JSON for programs, XLSX for a desk.

Text of users never becomes a formula: CSV and XLSX hold it as `ingest.clean.guarded` gives it.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from graph.model.errors import BadFile, Unsupported
from graph.model.kinds import KINDS
from graph.model.vocab import UNKNOWN
from graph.text import Words
from graph.text.table import paired, table
from ingest.clean import guarded, text

Row = Mapping[str, Any]
LISTED = "; "
NOTHING: tuple[Any, ...] = (None, "", (), [], UNKNOWN)
WHOLE = ("id", "at", "with", "change", "subject", "ids")


@dataclass(frozen=True)
class Reply:
    """`whole` is the JSON; `rows` the table, CSV or sheet, of which a table shows the columns `shown` (() is all).

    `facts` stand above a table and `detail` is a second one below it, `notes` are said beside it, `code` is the exit
    code.
    """

    whole: Any
    rows: Sequence[Row] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    notes: Sequence[str] = ()
    shown: tuple[str, ...] = ()
    detail: Sequence[Row] = ()
    code: int = 0


def said(reply: Reply, form: str, words: Words) -> str:
    """The answer as text in one of FORMS, ending in a line break; nothing to show is empty text."""
    return FORMS[form](reply, words)


def saved(reply: Reply, path: Path, words: Words) -> None:
    """The answer in a file whose ending says how: .csv (with a mark that Excel needs), .json or .xlsx."""
    write = ENDINGS.get(path.suffix.lower())
    if write is None:
        raise Unsupported("error.unsupported.ending", file=str(path), allowed=list(ENDINGS))
    write(reply, path, words)


def as_json(reply: Reply, words: Words) -> str:
    """The whole answer; what is unknown is null."""
    return json.dumps(plain(reply.whole), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(reply: Reply, words: Words) -> str:
    """Headers are the stable names of the JSON; parts of a row stand in columns of their own (`parts.bridge`)."""
    rows = [_spread(row) for row in reply.rows]
    names = _names(rows)
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    if names:
        lines.writerow(names)
    lines.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return out.getvalue()


def as_table(reply: Reply, words: Words) -> str:
    """Facts, then the rows in columns with the words of the language; columns without any value are left out."""
    most = shutil.get_terminal_size((120, 24)).columns
    parts = []
    if facts := [(heading(n, words), _spoken(n, v, words)) for n, v in reply.facts.items() if v not in NOTHING]:
        parts.append(paired(facts, most))
    parts += [_lined(reply.rows, reply.shown, words, most), _lined(reply.detail, (), words, most)]
    parts = [part for part in parts if part]
    return "\n\n".join(parts) + "\n" if parts else ""


def _lined(given: Sequence[Row], shown: Sequence[str], words: Words, most: int) -> str:
    rows = [_spread(row) for row in given]
    names = [n for n in shown or _names(rows) if any(row.get(n) not in NOTHING for row in rows)]
    if not names:
        return ""
    cells = [[_spoken(name, row.get(name), words) for name in names] for row in rows]
    right = [all(isinstance(row.get(name), int | float | None) for row in rows) for name in names]
    return table([heading(name, words) for name in names], cells, right, [name in WHOLE for name in names], most)


def heading(name: str, words: Words) -> str:
    """A column as people say it: `Account.name` may have a word of its own; one without a word keeps its name."""
    for key in (f"column.{name}", f"field.{name}", f"metric.{name}.label"):
        if words.has(key):
            return words(key)
    outer, _, inner = name.partition(".")
    return heading(inner, words) if inner else outer


def _spoken(name: str, value: Any, words: Words) -> str:
    """A cell for people: words for stored values, figures with few digits, times of their own clock."""
    if isinstance(value, list | tuple):
        return words("text.and").join(_spoken(name, one, words) for one in value)
    if isinstance(value, bool):
        return words.choice("yes_no", "yes" if value else "no")
    if isinstance(value, float) and math.isfinite(value):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3f}".rstrip("0").rstrip(".")
    if name == "at":
        return datetime.fromisoformat(value).astimezone().strftime("%Y-%m-%d %H:%M")
    return _word(name, value, words) if isinstance(value, str) else str(_cell(value))


def _word(name: str, value: str, words: Words) -> str:
    """A stored value as people say it; any other text as it is."""
    name = name.rpartition(".")[2]
    known = (f"{prefix}.{value}" for prefix in (*_vocabularies().get(name, ()), "kind", f"cell.{name}"))
    said = next((words(key) for key in known if words.has(key)), value)
    return words("vocab.unknown") if said == UNKNOWN else said


@cache
def _vocabularies() -> dict[str, list[str]]:
    """Where the words of a field's values stand, by field."""
    found: dict[str, list[str]] = {"what": ["change"], "kind": ["ingest.sheet"]}
    for kind in KINDS.values():
        for of in kind.fields:
            if of.vocab:
                found.setdefault(of.name, []).append(f"vocab.{of.vocab}")
                found.setdefault(of.vocab, []).append(f"vocab.{of.vocab}")
    return found


def as_book(reply: Reply, path: Path, words: Words) -> None:
    """One sheet, with the words of the language as headers."""
    from openpyxl import Workbook

    rows = [_spread(row) for row in reply.rows]
    names = _names(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Guanxi")
    sheet.append([guarded(heading(name, words)) for name in names])
    for row in rows:
        sheet.append([None if (cell := _cell(row.get(name))) == "" else cell for name in names])
    with anew(path) as fresh:
        book.save(fresh)


def _names(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _spread(row: Row) -> dict[str, Any]:
    """A row whose mappings became columns `outer.inner`; lists of mappings are told as JSON."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            flat.update({f"{name}.{inner}": one for inner, one in _spread(value).items()})
        elif isinstance(value, list | tuple) and any(isinstance(one, Mapping) for one in value):
            flat[name] = json.dumps(plain(value), ensure_ascii=False)
        else:
            flat[name] = value
    return flat


def _cell(value: Any) -> Any:
    """A cell of a file: figures as they are, text that cannot be taken for a formula, unknown empty."""
    value = plain(value)
    if isinstance(value, list):
        value = LISTED.join(map(str, value))
    return guarded(text(value)) if isinstance(value, str) else "" if value is None else value


def plain(value: Any) -> Any:
    """A value as JSON knows it; days become ISO text, not-a-number becomes None."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(map(plain, value))
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


FORMS: dict[str, Callable[[Reply, Words], str]] = {"table": as_table, "csv": as_csv, "json": as_json}
ENDINGS: dict[str, Callable[[Reply, Path, Words], None]] = {
    ".csv": lambda reply, path, words: written(path, "\ufeff" + as_csv(reply, words)),
    ".json": lambda reply, path, words: written(path, as_json(reply, words)),
    ".xlsx": as_book,
}


def written(path: Path, told: str) -> None:
    """Text into a file."""
    with anew(path) as fresh:
        fresh.write_text(told, encoding="utf-8", errors="backslashreplace", newline="")


@contextlib.contextmanager
def anew(path: Path) -> Iterator[Path]:
    """A file to write beside `path`, which takes its place when it is whole; BadFile where it cannot be written."""
    fresh = path.with_name(f".{path.name}.new")
    try:
        yield fresh
        fresh.replace(path)
    except OSError as problem:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise BadFile("error.bad_file.write", file=str(path), why=problem.strerror or str(problem)) from problem
