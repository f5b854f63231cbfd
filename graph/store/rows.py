"""Whole tables between a Network and the wire: column by column, not value by value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from graph.model import columns as model
from graph.model.kinds import STORED, Node, Tie
from graph.model.network import Network
from graph.model.spelling import spellings
from graph.store.shapes import columns, searchable

Kind = Node | Tie


Columns = list[tuple[Any, ...]]


def turned(rows: Sequence[Sequence[Any]]) -> Columns:
    """Rows as columns: one tuple a column, none where there is no row."""
    return list(zip(*rows, strict=True))


def table(kind: str, parts: Iterable[Columns]) -> pd.DataFrame:
    """A kind's table, in order of id, from parts that hold columns in the order of the read queries."""
    told, filled = STORED[kind], [part for part in parts if part]
    if not filled:
        return Network.empty()[kind]
    place = {name: i for i, name in enumerate(columns(told))}
    made = {name: _column(told, name, [*chain(*(part[place[name]] for part in filled))]) for name in model.names(told)}
    return pd.DataFrame(made).sort_values("id", ignore_index=True)


def _column(kind: Kind, name: str, cells: Sequence[Any]) -> Any:
    field = kind.field.get(name)
    if name in ("created_at", "updated_at"):
        return np.array(cells, dtype="int64").view("datetime64[us]")
    if name == "rev":
        return pd.array(np.array(cells, dtype="int32"), dtype="Int32")
    if field is None or field.type in ("text", "phone_end"):
        return pd.array(pa.array(cells, pa.large_string()), dtype="str")
    return _READERS[field.type](field, cells)


def _choice(field: Any, cells: Sequence[Any]) -> pd.Categorical:
    words = model.choice_dtype(field.vocab).categories
    place = {word: i for i, word in enumerate(words)}
    codes = np.fromiter(map(place.get, cells, repeat(place[field.empty])), dtype="int8", count=len(cells))
    return pd.Categorical.from_codes(codes, dtype=model.choice_dtype(field.vocab))


def _choices(_: Any, cells: Sequence[Any]) -> pd.Series:
    return pd.Series([tuple(cell) if cell else () for cell in cells], dtype=object)


def _whole(field: Any, cells: Sequence[Any]) -> Any:
    return pd.array(_number(field, cells), dtype="Int32")


def _number(_: Any, cells: Sequence[Any]) -> Any:
    return pa.array(cells, pa.float64()).to_numpy(zero_copy_only=False)


def _day(_: Any, cells: Sequence[Any]) -> Any:
    days = pa.array(cells, pa.string()).cast(pa.date32())
    return days.to_numpy(zero_copy_only=False).astype("datetime64[s]")


_READERS = {
    "choice": _choice, "choices": _choices, "whole": _whole, "number": _number, "money": _number, "day": _day,
}  # fmt: skip


def wired(kind: str, table: pd.DataFrame, at: int) -> list[tuple[Any, ...]]:
    """A table's rows, new to the store, in the order of the write queries; `at` in microseconds since 1970."""
    told = STORED[kind]
    cells: list[Sequence[Any]] = [_cells(told, name, table[name]) for name in model.names(told)[:-3]]
    n = len(table)
    cells += [[1] * n, [at] * n, [at] * n]
    if searchable(told):
        cells.append([spellings(name) for name in table["name"].tolist()])
    return list(zip(*cells, strict=True))


def _cells(kind: Kind, name: str, cells: pd.Series) -> Sequence[Any]:
    field = kind.field.get(name)
    if field is not None and field.type == "day":
        days = np.datetime_as_string(cells.to_numpy().astype("datetime64[D]"))
        return [None if day == "NaT" else day for day in days.tolist()]
    if field is not None and field.type == "choice":
        words = list(cells.cat.categories)
        return [words[code] for code in cells.cat.codes.tolist()]
    return model.plain_list(cells)
