"""Spark with two workers gives what this machine gives, through the same call, in the same frame."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import psutil
import pyarrow as pa
import pytest

import graph.engine
from graph.engine import cascade, spark, spark_circles, spark_parts, spark_sets, starts, tables
from graph.engine.csr import CSR
from graph.engine.tables import Columns
from graph.engine.work import Stopped
from graph.model.errors import BadValue, NotFound, Unsupported

pytestmark = [
    pytest.mark.skipif(not spark.installed(), reason="pyspark (make spark) and Java are not both there"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]
PEOPLE, ROWS = 120, 420


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """One session with two workers for all of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUANXI_SPARK", "local[2]")
        with spark.session() as session:
            yield session


@pytest.fixture(scope="module")
def ties() -> pd.DataFrame:
    """People of whom some name themselves, some are named twice, and some hang together with few."""
    rng = np.random.default_rng(7)
    a, b = (np.minimum(rng.integers(0, PEOPLE, ROWS), rng.integers(0, PEOPLE, ROWS)) for _ in range(2))
    named = np.array([f"p{i:03d}" for i in range(PEOPLE)])
    rows = pd.DataFrame({"from_id": named[a], "to_id": named[b], "share": rng.uniform(0.01, 1, ROWS).round(3)})
    islands = pd.DataFrame({"from_id": ["q1", "q2", "王"], "to_id": ["q2", "q1", "李"], "share": [0.5, 0.25, 1.0]})
    return pd.concat([rows, islands, rows[:20], rows[:5]], ignore_index=True)


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("degree", {}),
    ("in_degree", {}),
    ("out_degree", {}),
    ("connected_components", {}),
    ("label_propagation", {"rounds": 3}),
    ("shortest_path_length", {"sources": ["p003", "q1"]}),
    ("shortest_path_length", {"sources": ["p003"], "weight": "share"}),
    ("shortest_path_length", {"sources": ["p003"], "weight": "share", "cutoff": 0.3}),
    ("reach_sketch", {"kept": 16, "seed": 5}),
    ("seeds", {"k": 4, "sets": 4000, "seed": 3}),
    ("seeds", {"k": 3, "sets": 4000, "weight": "share", "steps": 2}),
]


@pytest.mark.parametrize(("name", "how"), CALLS, ids=lambda part: part if isinstance(part, str) else "-".join(part))
@pytest.mark.usefixtures("cluster")
def test_the_answer_is_that_of_this_machine_to_the_bit(name: str, how: dict[str, Any], ties: pd.DataFrame) -> None:
    measure = getattr(graph.engine, name)
    here, there = (measure(ties, engine=engine, nodes=["zoe"], **how) for engine in ("local", "spark"))
    pd.testing.assert_series_equal(there, here, check_exact=True)


@pytest.mark.usefixtures("cluster")
def test_without_direction_too(ties: pd.DataFrame) -> None:
    for name, how in (("degree", {}), ("shortest_path_length", {"sources": ["p003"]}), ("reach_sketch", {"kept": 8})):
        here, there = (
            getattr(graph.engine, name)(ties, engine=engine, directed=False, **how) for engine in ("local", "spark")
        )
        pd.testing.assert_series_equal(there, here, check_exact=True)


@pytest.mark.parametrize(("directed", "alpha"), [(True, 0.85), (False, 0.5)])
@pytest.mark.usefixtures("cluster")
def test_credit_and_strength_agree_to_the_last_digits(directed: bool, alpha: float, ties: pd.DataFrame) -> None:
    here, there = (
        graph.engine.pagerank(ties, weight="share", engine=engine, directed=directed, alpha=alpha)
        for engine in ("local", "spark")
    )
    pd.testing.assert_series_equal(there, here, rtol=1e-9, atol=1e-13)
    here, there = (
        graph.engine.strength(ties, weight="share", engine=engine, directed=directed) for engine in ("local", "spark")
    )
    pd.testing.assert_series_equal(there, here, rtol=1e-14)


def laid(cluster: Any, ties: pd.DataFrame, together: str = "sum") -> Any:
    return spark_parts.laid_out(cluster, ties, Columns("from_id", "to_id", "share", True), None, len(ties), together)


def test_reverse_sets_are_the_same_set_by_set(cluster: Any, ties: pd.DataFrame) -> None:
    with laid(cluster, ties, "max") as edges:
        parts = spark_sets.drawn(edges, None, 3000, 11, None)
        found = sorted(parts.each(spark_sets._itself), key=lambda one: int(one[0][0]))
        parts.let_go()
    table = tables.numbered(ties, Columns("from_id", "to_id", "share", True), None)
    pairs = ties.groupby(["from_id", "to_id"])["share"].max().reset_index()
    place = pd.Index(table.ids)
    ends = place.get_indexer(pairs["from_id"]), place.get_indexer(pairs["to_id"])
    csr = CSR.build(len(place), *ends, directed=True, weight=pairs["share"])
    ours = cascade.oracle(csr, starts.chances(csr, None), 3000, 11, entries=starts.ANY).sets
    assert len(found) > 1
    assert np.concatenate([np.diff(where) for _, where, _ in found]).tolist() == np.diff(ours.where).tolist()
    assert np.concatenate([who for *_, who in found]).tolist() == ours.who.tolist()


@pytest.mark.usefixtures("cluster")
def test_the_number_of_parts_changes_no_bit(ties: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = (
        ("strength", {"weight": "share"}),
        ("pagerank", {"weight": "share", "alpha": 0.2, "tol": 1e-4}),
        ("connected_components", {}),
        ("seeds", {"k": 2, "sets": 1000}),
    )
    two = [getattr(graph.engine, name)(ties, engine="spark", **how) for name, how in calls]
    monkeypatch.setattr(spark_parts, "ROWS_A_PART", 160)
    monkeypatch.setattr(spark_circles, "FORESTS", 2)
    monkeypatch.setattr(spark_sets, "ENTRIES_A_RANGE", 2000)
    for (name, how), before in zip(calls, two, strict=True):
        after = getattr(graph.engine, name)(ties.sample(frac=1, random_state=2), engine="spark", **how)
        pd.testing.assert_series_equal(after, before, check_exact=True)


@pytest.mark.usefixtures("cluster")
def test_what_lies_in_parquet_is_numbered_there(ties: pd.DataFrame, tmp_path: Path) -> None:
    folder = tmp_path / "ties"
    folder.mkdir()
    for i in range(3):
        ties[i::3].to_parquet(folder / f"{i}.parquet")
    here = graph.engine.out_degree(ties, nodes=["zoe"])
    pd.testing.assert_series_equal(graph.engine.out_degree(folder, engine="spark", nodes=["zoe"]), here)
    numbers = pd.DataFrame({"a": [30, 10, 30], "b": [10, 20, 10]})
    pa.parquet.write_table(pa.Table.from_pandas(numbers), tmp_path / "numbers.parquet")
    here = graph.engine.connected_components(numbers, "a", "b")
    there = graph.engine.connected_components(str(tmp_path / "numbers.parquet"), "a", "b", engine="spark")
    pd.testing.assert_series_equal(there, here)


@pytest.mark.parametrize(
    ("row", "where"),
    [(("ana", None, "1"), "ana → None"), (("ana", "ben", "-1"), "ana → ben (share)"),
     (("ana", "ben", "nan"), "ana → ben (share)"), (("ana", "ben", "many"), "ana → ben (share)")],
)  # fmt: skip
@pytest.mark.usefixtures("cluster")
def test_a_wrong_row_of_a_file_is_told_by_its_ends(row: Any, where: str, tmp_path: Path) -> None:
    rows = pd.DataFrame([("ana", "cara", "0.5"), row], columns=["from_id", "to_id", "share"])
    rows.to_parquet(tmp_path / "ties.parquet")
    with pytest.raises(BadValue) as problem:
        graph.engine.pagerank(tmp_path / "ties.parquet", weight="share", engine="spark")
    assert problem.value.values["field"] == where


@pytest.mark.usefixtures("cluster")
def test_auto_goes_there_when_it_does_not_fit_here(
    ties: pd.DataFrame, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUANXI_MEMORY", "1000")
    with caplog.at_level("INFO", logger="graph.engine.choose"):
        found = graph.engine.in_degree(ties)
    assert caplog.messages[0].endswith("by spark")
    monkeypatch.delenv("GUANXI_MEMORY")
    pd.testing.assert_series_equal(found, graph.engine.in_degree(ties, engine="local"))


@pytest.mark.usefixtures("cluster")
def test_what_it_lacks_is_refused_by_name(ties: pd.DataFrame) -> None:
    with pytest.raises(Unsupported) as problem:
        graph.engine.pagerank(ties, engine="spark", threads=4)
    assert problem.value.values == {"engine": "spark", "measure": "pagerank", "setting": "threads"}
    with pytest.raises(Unsupported) as problem:
        graph.engine.seeds(ties, sets=100, budget=2000)
    assert problem.value.text == "error.unsupported.engine_worker"
    with pytest.raises(NotFound):
        graph.engine.shortest_path_length(ties, engine="spark", sources=["nobody"])
    with pytest.raises(Stopped):
        graph.engine.pagerank(ties, engine="spark", watch=lambda share: False)


@pytest.mark.usefixtures("cluster")
def test_no_rows_and_people_without_ties() -> None:
    none = pd.DataFrame({"from_id": pd.Series([], dtype=str), "to_id": pd.Series([], dtype=str)})
    for name in ("pagerank", "connected_components", "reach_sketch", "seeds", "degree"):
        assert getattr(graph.engine, name)(none, engine="spark").empty
    alone = graph.engine.pagerank(none, engine="spark", nodes=["ana", "ben"])
    assert alone.to_dict() == {"ana": 0.5, "ben": 0.5}


def test_it_listens_to_this_machine_only_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, cluster: Any) -> None:
    java = [one for one in psutil.Process(os.getpid()).children() if one.name() == "java"]
    heard = {at.laddr.ip for one in java for at in one.net_connections() if at.status == psutil.CONN_LISTEN}
    assert java
    assert heard <= {"127.0.0.1", "::1", "::ffff:127.0.0.1"}
    assert cluster.sparkContext.uiWebUrl is None
