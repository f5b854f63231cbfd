"""Tables of edges, in memory or in Parquet: how large they are, and their ids as node numbers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.model.errors import BadValue

ROW = 140  # bytes that a row takes at the peak of a measure, beside the table itself; measured on 3 million rows
READ_ROW = 60  # bytes of a row of two ids and a number, read from a file


class Columns(NamedTuple):
    """Which columns of a table are the ends of an arrow and its weight, and whether it has a direction."""

    source: str
    target: str
    weight: str | None
    directed: bool


class Numbered(NamedTuple):
    """`ids` in order, and for each row the places in it of both ends, with a weight or None."""

    ids: Any
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    weight: NDArray[np.float64] | None


def in_file(edges: Any) -> bool:
    """Whether the edges are the path of a Parquet file or folder."""
    return isinstance(edges, (str, os.PathLike))


def size(edges: Any, source: str) -> tuple[int, int]:
    """How many rows, and how many bytes a measure on this machine takes beside the table; a file is not read for it."""
    if in_file(edges):
        from pyarrow import dataset

        rows = int(dataset.dataset(os.fspath(edges), format="parquet").count_rows())
        return rows, rows * (ROW + READ_ROW)
    rows = len(_given(edges, source))
    return rows, rows * ROW


def numbered(edges: Any, columns: Columns, nodes: Sequence[Any] | pd.Series[Any] | None) -> Numbered:
    """The table with ids as numbers; BadValue names the first row with a missing end or a weight that is none."""
    if in_file(edges):
        wanted = [columns.source, columns.target, *([columns.weight] if columns.weight else [])]
        edges = pd.read_parquet(os.fspath(edges), columns=list(dict.fromkeys(wanted)))
    ends = [_column(edges, end) for end in (columns.source, columns.target)]
    more = [] if nodes is None else list(nodes)
    every = pd.concat([*ends, *([pd.Series(more)] if more else [])], ignore_index=True)
    code, ids = pd.factorize(every, sort=True)
    a, b = code[: len(ends[0])], code[len(ends[0]) : 2 * len(ends[0])]
    for row in np.flatnonzero((a < 0) | (b < 0))[:1]:
        raise missing_end(f"row {row}", columns)
    return Numbered(ids, a, b, _weights(edges, columns.weight))


def missing_end(where: str, columns: Columns) -> BadValue:
    """An arrow that begins or ends nowhere."""
    ends = f"{columns.source}, {columns.target}"
    return BadValue("error.bad_value.engine_node", field=where, value=None, allowed=[ends])


def bad_weight(where: str, value: Any) -> BadValue:
    """A weight that is not a number of 0 or more."""
    return BadValue("error.bad_value.engine_weight", field=where, value=value, allowed=["≥ 0"])


def above_nothing(weight: NDArray[np.float64] | None, name: str | None) -> None:
    """BadValue names the first row with a weight of 0."""
    for row in np.flatnonzero(weight == 0)[:1] if weight is not None else ():
        raise BadValue("error.bad_value.engine_value", field=f"row {row} ({name})", value=0, allowed=["> 0"])


def _given(edges: Any, name: str) -> Any:
    """A column as it is; BadValue says which there are when there is none of that name."""
    try:
        return edges[name]
    except KeyError:
        there = [str(one) for one in getattr(edges, "column_names", None) or list(edges)]
        raise BadValue("error.bad_value.field", field=name, value=name, allowed=there) from None


def _column(edges: Any, name: str) -> pd.Series[Any]:
    found = _given(edges, name)
    if isinstance(found, pd.Series):
        return found.reset_index(drop=True)
    return found.to_pandas() if hasattr(found, "to_pandas") else pd.Series(found)


def _weights(edges: Any, name: str | None) -> NDArray[np.float64] | None:
    """A number a row; None when none are asked for."""
    if name is None:
        return None
    found = pd.to_numeric(_column(edges, name), errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    for row in np.flatnonzero(~(found >= 0) | np.isinf(found))[:1]:
        raise bad_weight(f"row {row} ({name})", _column(edges, name).iloc[row])
    return found
