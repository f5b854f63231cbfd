"""A graph in parts: Spark keeps each as one row of bytes, and workers compute on it as on arrays.

All ways of a node lie in one part, in order, so what is summed up for a node does not depend on how many parts there
are. People's numbers are kept here, the ties never: memory here is some 50 bytes a person.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.engine.csr import MOST_NODES
from graph.engine.tables import Columns, bad_weight, in_file, missing_end, numbered
from graph.model.errors import BadValue

Arrays = tuple[NDArray[Any], ...]
Work = Callable[..., Arrays]
ROWS_A_PART = 1_000_000
SCHEMA = "part binary"
SUMS: dict[str, Any] = {"sum": np.add, "min": np.minimum, "max": np.maximum}


class Part(NamedTuple):
    """The ways of some nodes: node `rows[i]` has `to[start[i]:start[i + 1]]`, with a weight each or none at all."""

    rows: NDArray[np.int32]
    start: NDArray[np.int64]
    to: NDArray[np.int32]
    weight: NDArray[np.float64]

    def weights(self) -> NDArray[np.float64]:
        """A weight a way, 1 without any."""
        return self.weight if len(self.weight) else np.ones(len(self.to))

    def places(self) -> NDArray[np.int64]:
        """For each way the place of its node in `rows`."""
        return np.repeat(np.arange(len(self.rows)), np.diff(self.start))


class Parts:
    """Rows of arrays in Spark; kept where the workers are until let go."""

    def __init__(self, frame: Any, count: int) -> None:
        self.frame, self.count = frame.persist(), count

    def each(self, work: Work, *given: Any) -> list[Arrays]:
        """What `work(*given, *arrays)` gives for each row, in no particular order."""
        found = self.frame.mapInPandas(partial(_worked, work, given), SCHEMA).toArrow()
        return [unpacked(one) for one in found.column("part").to_pylist()]

    def drawn_together(self, first: Work, again: Work, most: int) -> list[Arrays]:
        """What `first` gives for each row, then `again` for several laid end to end, until `most` are left.

        In no particular order; nothing of a row comes here before.
        """
        frame, left = self.frame.mapInPandas(partial(_worked, first, ()), SCHEMA), self.count
        while left > most:
            left = -(-left // most)
            frame = frame.repartition(left).mapInPandas(partial(_together, again), SCHEMA)
        return [unpacked(one) for one in frame.toArrow().column("part").to_pylist()]

    def let_go(self) -> None:
        self.frame.unpersist()


class Laid:
    """Edges in Spark with numbers for ids: columns a, b and weight (NULL without); `ids` in order of the numbers."""

    def __init__(self, spark: Any, frame: Any, ids: Any, columns: Columns, count: int, together: str) -> None:
        self.spark, self.frame, self.ids, self.n = spark, frame, ids, len(ids)
        self.directed, self.weighted, self.count, self.together = (
            columns.directed,
            bool(columns.weight),
            count,
            together,
        )
        self._kept: dict[str, Parts] = {}

    def ways(self, side: str) -> Parts:
        """Every pair once, by the node that ways lead out of ("out") or into ("into"), or "both"."""
        side = side if self.directed else "both"
        if side not in self._kept:
            out, into = (
                self.frame.selectExpr("a row", "b to", "weight"),
                self.frame.selectExpr("b row", "a to", "weight"),
            )
            rows = {"out": out, "into": into}.get(side)
            rows = out.union(into.where("row <> to")) if rows is None else rows
            work = partial(_part, self.weighted, self.together or "sum")
            self._kept[side] = Parts(rows.repartition(self.count, "row").mapInPandas(work, SCHEMA), self.count)
        return self._kept[side]

    def let_go(self) -> None:
        for parts in self._kept.values():
            parts.let_go()


@contextmanager
def laid_out(
    spark: Any, edges: Any, columns: Columns, nodes: Sequence[Any] | pd.Series[Any] | None, rows: int, together: str
) -> Iterator[Laid]:
    """Edges of a table in memory or of a Parquet path that the workers can read; let go of at the end."""
    read = _from_file if in_file(edges) else _from_memory
    frame, ids = read(spark, edges, columns, nodes)
    if len(ids) > MOST_NODES:
        raise BadValue("error.bad_value.engine_size", field="n", value=len(ids), allowed=[f"0…{MOST_NODES}"])
    laid = Laid(spark, frame.persist(), ids, columns, max(2, -(-rows // ROWS_A_PART)), together)
    try:
        yield laid
    finally:
        laid.let_go()
        frame.unpersist()


def packed(*arrays: NDArray[Any]) -> bytes:
    """The arrays as bytes."""
    out = io.BytesIO()
    for one in arrays:
        np.lib.format.write_array(out, np.ascontiguousarray(one), allow_pickle=False)
    return out.getvalue()


def unpacked(data: bytes) -> Arrays:
    """What `packed` packed."""
    source, found = io.BytesIO(data), []
    while source.tell() < len(data):
        found.append(np.lib.format.read_array(source, allow_pickle=False))
    return tuple(found)


def _from_memory(
    spark: Any, edges: Any, columns: Columns, nodes: Sequence[Any] | pd.Series[Any] | None
) -> tuple[Any, Any]:
    """Numbered here, exactly as for the local engine."""
    import pyarrow as pa

    table = numbered(edges, columns, nodes)
    weight = pa.nulls(len(table.a), pa.float64()) if table.weight is None else pa.array(table.weight)
    return spark.createDataFrame(pa.table({"a": table.a, "b": table.b, "weight": weight})), table.ids


def _from_file(
    spark: Any, path: Any, columns: Columns, nodes: Sequence[Any] | pd.Series[Any] | None
) -> tuple[Any, Any]:
    """Numbered by Spark: only the ids come here."""
    import pyarrow as pa
    from pyspark.sql import functions as sql

    named = spark.read.parquet(os.fspath(path)).select(
        sql.col(columns.source).alias("source"),
        sql.col(columns.target).alias("target"),
        (sql.col(columns.weight) if columns.weight else sql.lit(None).cast("double")).alias("told"),
    )
    rows = named.withColumn("weight", sql.col("told").try_cast("double"))
    _refuse_bad(rows, columns)
    either = rows.selectExpr("source id").union(rows.selectExpr("target id")).distinct().toArrow().column("id")
    every = pd.concat([either.to_pandas(), *([pd.Series(list(nodes))] if nodes is not None and len(nodes) else [])])
    _, ids = pd.factorize(every.reset_index(drop=True), sort=True)
    numbers = spark.createDataFrame(pa.table({"id": pa.array(ids), "number": np.arange(len(ids))}))
    ahead = numbers.selectExpr("id source", "number a").join(rows, "source")
    return numbers.selectExpr("id target", "number b").join(ahead, "target").select("a", "b", "weight"), ids


def _refuse_bad(rows: Any, columns: Columns) -> None:
    """BadValue names one row by its ends, the first in their order."""
    wrong = "source IS NULL OR target IS NULL"
    if columns.weight:
        wrong += " OR weight IS NULL OR isnan(weight) OR weight < 0 OR weight = double('infinity')"
    for row in rows.where(wrong).orderBy("source", "target", "told").limit(1).collect():
        where = f"{row['source']} → {row['target']}"
        if row["source"] is None or row["target"] is None:
            raise missing_end(where, columns)
        raise bad_weight(f"{where} ({columns.weight})", row["told"])


def _worked(work: Work, given: tuple[Any, ...], frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """On a worker: `work` on each row."""
    for frame in frames:
        for data in frame["part"]:
            yield pd.DataFrame({"part": [packed(*work(*given, *unpacked(data)))]})


def _together(work: Work, frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """On a worker: `work` on the arrays of all its rows, laid end to end."""
    rows = [unpacked(data) for frame in frames for data in frame["part"]]
    if rows:
        yield pd.DataFrame({"part": [packed(*work(*map(np.concatenate, zip(*rows, strict=True))))]})


def _part(weighted: bool, together: str, frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """On a worker: its rows as one Part, weights of the same pair put together in their order of size."""
    rows = pd.concat([pd.DataFrame({"row": [], "to": [], "weight": []}), *frames])
    if not len(rows):
        return
    row, to = rows["row"].to_numpy(np.int32), rows["to"].to_numpy(np.int32)
    weight = rows["weight"].to_numpy(np.float64) if weighted else np.zeros(len(row))
    order = np.lexsort((weight, to, row))
    row, to, weight = row[order], to[order], weight[order]
    new = np.flatnonzero(np.r_[True, (row[1:] != row[:-1]) | (to[1:] != to[:-1])])
    weight = SUMS[together].reduceat(weight, new) if weighted else np.empty(0)
    row, to = row[new], to[new]
    first = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    yield pd.DataFrame({"part": [packed(row[first], np.r_[first, len(row)], to, weight)]})
