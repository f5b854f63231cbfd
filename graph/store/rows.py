"""Whole tables between a Network and the wire: column by column, not value by value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from graph.model import columns as model
from graph.model.kinds import STORED, Node, Tie
from graph.model.network import Network
from graph.model.spelling import spellings
from graph.store.shapes import columns, searchable

Kind = Node | Tie


def table(kind: str, rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """A kind's table, in order of id, from lists in the order of the read queries."""
    told = STORED[kind]
    if not rows:
        return Network.empty()[kind]
    cells = dict(zip(columns(told), zip(*rows, strict=True), strict=True))
    made = {name: _column(told, name, cells[name]) for name in model.names(told)}
    return pd.DataFrame(made).sort_values("id", ignore_index=True)


def _column(kind: Kind, name: str, cells: Sequence[Any]) -> Any:
    field = kind.field.get(name)
    if name in ("created_at", "updated_at"):
        return np.array(cells, dtype="int64").view("datetime64[us]")
    if name == "rev":
        return pd.array(np.array(cells, dtype="int32"), dtype="Int32")
    if field is None or field.type == "text":
        return pd.Series(cells, dtype="str")
    return _READERS[field.type](field, cells)


def _choice(field: Any, cells: Sequence[Any]) -> pd.Categorical:
    words = model.choice_dtype(field.vocab).categories
    place = {word: i for i, word in enumerate(words)}
    unknown = place[field.empty]
    codes = np.fromiter((place.get(cell, unknown) for cell in cells), dtype="int8", count=len(cells))
    return pd.Categorical.from_codes(codes, dtype=model.choice_dtype(field.vocab))


def _choices(_: Any, cells: Sequence[Any]) -> pd.Series:
    return pd.Series([tuple(cell) if cell else () for cell in cells], dtype=object)


def _whole(_: Any, cells: Sequence[Any]) -> Any:
    return pd.array(np.array(cells, dtype="float64"), dtype="Int32")


def _number(_: Any, cells: Sequence[Any]) -> Any:
    return np.array(cells, dtype="float64")


def _day(_: Any, cells: Sequence[Any]) -> Any:
    return np.array([cell or "NaT" for cell in cells], dtype="datetime64[D]").astype("datetime64[s]")


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
