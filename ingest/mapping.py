"""Which column of a file is which field: told by a person in a TOML file, or proposed by `ingest.proposal`.

A mapping file holds one `[[table]]` for each thing that a row describes; one row may describe several:

    [[table]]
    file = "sales_pipeline.csv"         # which files, * and ? allowed; left out: every file
    sheet = "data.nodes"                # which sheet of a workbook, or list of a JSON file; left out: every one
    kind = "opportunities"              # a sheet of Appendix B (people, knows …) or a kind of the model (Person, KNOWS)
    columns = { opportunity_id = "id", "阶段" = ["status", "sales_stage"] }    # header → field or fields
    constants = { lawful_basis = "consent" }                    # for every row whose cell is blank
    values = { status = { Engaging = "open" }, note = { "n/a" = "" } }              # cells to be read otherwise
    prefix = { id = "deal-" }           # put in front of what is there
    where = { account = "*", type = ["a", "b"] }                # only rows where the cell is one of these; "*": filled
    lookup.referrer_id = { column = "CouponR", in = ["Coupon1", "Coupon2"], gives = "ID" }
                                        # find the row that has this cell in one of those columns, take its `gives`

A file with one table may leave `[[table]]` out.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from graph.model.errors import BadFile
from ingest import clean
from ingest.layout import LAYOUTS, Layout, of_kind
from ingest.rows import Sheet

PARTS = {"file", "sheet", "kind", "columns", "constants", "values", "prefix", "where", "lookup"}
MAN, LETTERS = "man_code", ("man_money", "man_authority", "man_need")
UNITS = {"万元": "万", "万": "万", "亿元": "亿", "亿": "亿", "千元": "千", "百万元": "百万", "%": "%", "k": "k"}


@dataclass(frozen=True)
class Plan:
    """How the rows of a sheet become rows of a layout; see the module's text."""

    layout: Layout
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    prefix: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lookup: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    file: str = "*"
    sheet: str = "*"

    def fits(self, sheet: Sheet) -> bool:
        """Whether this plan is meant for that sheet."""
        return fnmatchcase(sheet.file, self.file) and fnmatchcase(sheet.name, self.sheet)


@dataclass(frozen=True)
class Table:
    """A sheet read by a plan: a frame of tidy text with the layout's columns ("" blank), indexed by row number.

    `headers` says what each column is called in the file.
    """

    file: str
    sheet: str
    layout: Layout
    frame: pd.DataFrame
    headers: Mapping[str, str]
    spilled: Mapping[int, str]


def read(path: str | Path) -> list[Plan]:
    """The plans of a mapping file; BadFile says what in it cannot be used."""
    name = Path(path).name
    try:
        told = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError:
        raise BadFile("error.bad_file.missing", file=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadFile("error.bad_file.mapping_toml", file=name, problem=str(problem)) from None
    tables = told.get("table", [told])
    return [_plan(one, name) for one in (tables if isinstance(tables, list) else [tables])]


def _plan(told: Mapping[str, Any], name: str) -> Plan:
    wrong = sorted(set(told) - PARTS)
    if wrong:
        raise BadFile("error.bad_file.mapping_part", file=name, part=wrong[0], parts=", ".join(sorted(PARTS)))
    layout = of_kind(str(told.get("kind", "")))
    if layout is None:
        raise BadFile("error.bad_file.no_such_kind", file=name, kind=told.get("kind", ""), kinds=", ".join(LAYOUTS))
    many = {header: _several(names) for header, names in told.get("columns", {}).items()}
    targets = [n for names in many.values() for n in names]
    for target in [*targets, *told.get("constants", {}), *told.get("values", {}), *told.get("lookup", {})]:
        if target not in layout.column:
            fields = ", ".join(layout.column)
            raise BadFile("error.bad_file.mapping_field", file=name, field=target, kind=layout.name, fields=fields)
    return Plan(
        layout, many, {k: _text(v) for k, v in told.get("constants", {}).items()},
        {k: {raw: _text(v) for raw, v in v.items()} for k, v in told.get("values", {}).items()},
        told.get("prefix", {}), {k: _several(v) for k, v in told.get("where", {}).items()},
        told.get("lookup", {}), told.get("file", "*"), told.get("sheet", "*"),
    )  # fmt: skip


def _several(told: Any) -> tuple[str, ...]:
    return tuple(map(_text, told)) if isinstance(told, list) else (_text(told),)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def table(sheet: Sheet, plan: Plan) -> Table:
    """The sheet's rows in the layout's columns; a column that the plan names and the file has not is a BadFile."""
    asked = [
        *plan.columns,
        *plan.where,
        *(h for one in plan.lookup.values() for h in (one["column"], one["gives"], *one["in"])),
    ]
    absent = [header for header in asked if header not in sheet.frame.columns]
    if absent:
        raise BadFile(
            "error.bad_file.no_column", file=sheet.where, column=absent[0], columns=", ".join(sheet.frame.columns[:30])
        )
    source = _filtered(sheet.frame, plan)
    done, headers = {}, {}
    for header, targets in plan.columns.items():
        cells = tidy(source[header])
        for target in targets:
            done[target], headers[target] = _with_unit(cells, header, plan.layout, target), header
    for target, how in plan.lookup.items():
        done[target], headers[target] = _looked_up(sheet.frame, source, how), how["column"]
    for target, value in plan.constants.items():
        cells = done.get(target, pd.Series("", index=source.index, dtype=object))
        done[target] = cells.where(cells != "", value)
    for target, reading in plan.values.items():
        if target in done:
            done[target] = _read_as(done[target], reading)
    for target, front in plan.prefix.items():
        if target in done:
            done[target] = done[target].map(lambda cell, front=front: front + cell if cell else "")
    if "last_name" in done or "first_name" in done:
        headers.setdefault("name", headers.get("last_name", "name"))
        done["name"] = _joined(done, source.index)
    if MAN in done:
        done |= _letters(done.pop(MAN), done)
        headers |= dict.fromkeys(LETTERS, headers.pop(MAN, MAN))
    frame = pd.DataFrame(done, index=source.index, dtype=object)
    spilled = {row: text for row, text in sheet.spilled.items() if row in frame.index}
    return Table(sheet.file, sheet.name, plan.layout, frame, headers, spilled)


def _joined(done: dict[str, pd.Series], index: pd.Index) -> pd.Series:
    """A name in two columns as one: 王 + 伟 → 王伟, but Ana Silva."""
    blank = pd.Series("", index=index, dtype=object)
    last, first, whole = (done.pop(name, blank) for name in ("last_name", "first_name", "name"))
    both = [
        f"{one} {other}" if (other + one).isascii() else other + one for one, other in zip(first, last, strict=True)
    ]
    joined = pd.Series([name.strip() for name in both], index=index, dtype=object)
    return whole.where(whole != "", joined)


def _letters(codes: pd.Series, told: Mapping[str, pd.Series]) -> dict[str, pd.Series]:
    """MAn → money yes, authority yes, need no: a capital is there, a small one is not. Other text is left to refuse."""

    def letter(code: str, place: int) -> str:
        return ("yes" if code[place].isupper() else "no") if code.casefold() == "man" else code

    read = {name: codes.map(lambda code, place=place: letter(code, place)) for place, name in enumerate(LETTERS)}
    return {name: told[name].where(told[name] != "", cells) if name in told else cells for name, cells in read.items()}


def tidy(cells: pd.Series) -> pd.Series:
    """Every cell as tidy text, each different one cleaned once; a spreadsheet's guard apostrophe is taken off."""
    codes, different = pd.factorize(cells.to_numpy(), use_na_sentinel=False)
    words = np.array(clean.texts(list(different)), dtype=object)
    return pd.Series(words[codes] if len(words) else codes.astype(object), index=cells.index)


def _filtered(frame: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    for header, wanted in plan.where.items():
        cells = tidy(frame[header])
        frame = frame[cells != ""] if "*" in wanted else frame[cells.isin(wanted)]
    return frame


def unit(header: str) -> str:
    """The unit that a header names in brackets: 金额（万元） → 万; "" where there is none."""
    inner = clean.comparable(header).replace(" ", "")
    if not inner.endswith(")") or "(" not in inner:
        return ""
    return UNITS.get(inner[inner.rindex("(") + 1 : -1].removeprefix("单位:"), "")


def _with_unit(cells: pd.Series, header: str, layout: Layout, target: str) -> pd.Series:
    of, named = layout.column[target].of, unit(header)
    if not named or of is None or of.type not in ("whole", "number", "money"):
        return cells
    return cells.map(lambda cell: cell + named if cell and cell[-1].isdigit() else cell)


def _looked_up(whole: pd.DataFrame, rows: pd.DataFrame, how: Mapping[str, Any]) -> pd.Series:
    given = tidy(whole[how["gives"]])
    found: dict[str, str] = {}
    for header in how["in"]:
        found.update({code: who for code, who in zip(tidy(whole[header]), given, strict=True) if code})
    return tidy(rows[how["column"]]).map(lambda code: found.get(code, code))


def _read_as(cells: pd.Series, reading: Mapping[str, str]) -> pd.Series:
    also = {clean.comparable(raw): value for raw, value in reading.items()}
    return cells.map(lambda cell: reading[cell] if cell in reading else also.get(clean.comparable(cell), cell))


def toml(
    kind: str, columns: Iterable[tuple[str, str]], doubtful: Iterable[tuple[str, str]] = (), file: str = "*"
) -> str:
    """A mapping file to edit: sure columns as they are, doubtful and unused ones as comments."""
    lines = ["[[table]]", f"file = {json.dumps(file, ensure_ascii=False)}", f'kind = "{kind}"', "", "[table.columns]"]
    lines += [f"{json.dumps(header, ensure_ascii=False)} = {json.dumps(target)}" for header, target in columns]
    lines += [f"# {json.dumps(header, ensure_ascii=False)} = {json.dumps(target)}" for header, target in doubtful]
    return "\n".join([*lines, "", "[table.constants]", ""])
