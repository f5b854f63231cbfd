"""This machine while its memory is enough, the cluster beyond; what neither can is refused by name."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import graph.engine
from graph.engine import choose, spark, tables
from graph.model.errors import BadValue, Unsupported
from graph.text import Words

TIES = pd.DataFrame({"from_id": ["ana", "ben", "cara"], "to_id": ["ben", "cara", "ana"], "days": [1.0, 2.0, 3.0]})
NEED = 3 * tables.ROW


def refused(**how: object) -> Unsupported:
    name = str(how.pop("name", "pagerank"))
    with pytest.raises(Unsupported) as problem:
        getattr(graph.engine, name)(TIES, **how)
    for language in ("zh", "en"):
        assert "{" not in Words(language)(problem.value.text, **problem.value.values)
    return problem.value


@pytest.fixture
def no_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "installed", lambda: False)


@pytest.fixture
def some_spark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "installed", lambda: True)


def test_half_of_what_is_free_may_be_taken_unless_somebody_says_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUANXI_MEMORY", raising=False)
    assert 10**6 < choose.memory() < 10**15
    monkeypatch.setenv("GUANXI_MEMORY", "5000")
    assert choose.memory() == 5000
    assert choose.memory(70) == 70


@pytest.mark.parametrize("told", ["much", "-1"])
def test_a_setting_that_is_no_number_of_bytes_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANXI_MEMORY", told)
    with pytest.raises(BadValue) as problem:
        graph.engine.degree(TIES)
    assert problem.value.values["field"] == "GUANXI_MEMORY"


@pytest.mark.usefixtures("some_spark")
def test_auto_stays_here_to_the_last_byte_and_then_goes() -> None:
    assert choose.engine("auto", "pagerank", NEED, NEED, spark.SERVED) == "local"
    assert choose.engine("auto", "pagerank", NEED + 1, NEED, spark.SERVED) == "spark"


def test_the_need_is_said_before_it_starts(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger="graph.engine.choose"):
        graph.engine.degree(TIES, budget=1_400_000)
    assert caplog.messages == [f"degree: {NEED} B needed, 1 MB to spend, by local"]


def test_here_means_here_and_not_more_than_fits() -> None:
    problem = refused(engine="local", budget=NEED - 1)
    assert problem.text == "error.unsupported.engine_memory"
    assert problem.values["needed"] == f"{NEED} B"


@pytest.mark.usefixtures("no_spark")
def test_without_spark_it_says_what_would_help() -> None:
    assert refused(budget=NEED - 1).text == "error.unsupported.engine_memory_missing"
    assert refused(engine="spark").text == "error.unsupported.engine_missing"


@pytest.mark.usefixtures("some_spark")
def test_what_spark_lacks_is_named() -> None:
    problem = refused(name="betweenness_centrality", engine="spark")
    assert problem.text == "error.unsupported.engine_measure"
    assert (problem.values["measure"], problem.values["engine"]) == ("betweenness_centrality", "spark")
    assert "pagerank" in problem.values["allowed"]
    assert refused(name="betweenness_centrality", budget=1).text == "error.unsupported.engine_neither"
    assert refused(name="descendants", engine="spark").values["measure"] == "descendants"  # exact: never a sketch


def test_an_engine_that_is_none_is_named() -> None:
    assert refused(engine="gds").values == {"engine": "gds", "allowed": ["auto", "local", "spark"]}


def test_sets_that_would_not_fit_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "installed", lambda: False)
    assert graph.engine.seeds(TIES, k=1, sets=100, budget=10_000).to_dict() == {"ana": 3.0}
    assert refused(name="seeds", sets=10_000, budget=10_000).text == "error.unsupported.engine_memory_missing"


@pytest.mark.parametrize("folder", [False, True])
def test_a_parquet_file_or_folder_does_as_well(folder: bool, tmp_path: Path) -> None:
    path = tmp_path / "ties.parquet"
    if folder:
        path.mkdir()
        TIES[:2].to_parquet(path / "a.parquet")
        TIES[2:].to_parquet(path / "b.parquet")
    else:
        TIES.to_parquet(path)
    expected = graph.engine.strength(pa.Table.from_pandas(TIES), weight="days", nodes=["zoe"])
    for given in (path, str(path)):
        pd.testing.assert_series_equal(graph.engine.strength(given, weight="days", nodes=["zoe"]), expected)
    with pytest.raises(Unsupported):
        graph.engine.strength(path, engine="local", budget=3 * (tables.ROW + tables.READ_ROW) - 1)


def test_pyspark_is_imported_where_it_is_needed_only() -> None:
    import subprocess
    import sys

    told = "import sys, graph.engine; graph.engine.pagerank; print('pyspark' in sys.modules)"
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", told], cwd=root, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
