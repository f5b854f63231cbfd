"""Tables of edges get the numbers that networkx gives, whatever the table, whatever the ids."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph.engine
from graph.engine import frames
from graph.model.errors import BadValue, NotFound

ROOT = Path(__file__).parents[2]
PEOPLE = ["ana", "ben", "cara", "dirk", "eva", "佳"]
ROWS = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from([1.0, 2.0, 5.0])))


def table(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["from_id", "to_id", "days"])


def drawn(rows: list[tuple[str, str, float]], directed: bool, together: Any) -> Any:
    graph: Any = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(PEOPLE)
    for a, b, days in rows:
        graph.add_edge(a, b, days=together(days, graph[a][b]["days"]) if graph.has_edge(a, b) else days)
    return graph


def same(ours: pd.Series[Any], theirs: dict[str, float]) -> None:
    assert ours.index.tolist() == sorted(PEOPLE)
    assert ours.to_dict() == pytest.approx(theirs, rel=1e-6, abs=1e-8, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.booleans())
def test_the_numbers_are_those_of_networkx(rows: list[Any], directed: bool) -> None:
    edges, how = table(rows), {"directed": directed, "nodes": PEOPLE}
    strong = drawn(rows, directed, lambda new, old: new + old)
    near = drawn(rows, directed, min)
    credit = nx.pagerank(strong, weight="days", tol=1e-12, max_iter=1000)
    same(graph.engine.pagerank(edges, weight="days", **how), credit)
    same(graph.engine.closeness_centrality(edges, weight="days", **how), nx.closeness_centrality(near, distance="days"))
    same(graph.engine.betweenness_centrality(edges, **how), nx.betweenness_centrality(near))
    same(graph.engine.clustering(edges, **how), nx.clustering(near))
    same(graph.engine.degree(edges, **how), dict(near.degree()))
    same(graph.engine.strength(edges, weight="days", **how), dict(strong.degree(weight="days")))
    same(graph.engine.constraint(edges, **how), nx.constraint(near))
    same(graph.engine.descendants(edges, **how), {one: len(nx.descendants(near, one)) for one in PEOPLE})


def test_every_measure_has_its_door_and_no_submodule_its_name() -> None:
    edges = table([("ana", "ben", 1.0), ("ben", "cara", 1.0), ("cara", "ana", 1.0)])
    for name in set(graph.engine.MEASURES) - {"seeds", "top_betweenness"}:
        found = getattr(graph.engine, name)(edges)
        assert (found.name, found.index.tolist()) == (name, ["ana", "ben", "cara"])
    assert set(frames.ABOUT) == set(graph.engine.MEASURES)
    assert [name for name in graph.engine.MEASURES if (ROOT / f"graph/engine/{name}.py").exists()] == []


def test_how_far_it_is_from_those_named() -> None:
    edges = table([("ana", "ben", 2.0), ("ben", "cara", 2.0), ("ana", "cara", 9.0), ("dirk", "ana", 1.0)])
    far = graph.engine.shortest_path_length
    assert far(edges, sources=["ana"]).to_dict() == {"ana": 0, "ben": 1, "cara": 1, "dirk": float("inf")}
    assert far(edges, weight="days", sources=["ben", "dirk"]).to_dict() == {"ana": 1, "ben": 0, "cara": 2, "dirk": 0}
    assert far(edges, weight="days", sources=["ana"], cutoff=3)["cara"] == float("inf")
    assert far(edges)["ana"] == float("inf")
    with pytest.raises(NotFound) as problem:
        far(edges, sources=["ana", "zoe"])
    assert problem.value.values == {"kind": "sources", "id": "zoe"}


def test_whom_to_start_at_comes_best_first_with_what_each_adds() -> None:
    fan = table([("hub", one, 1.0) for one in "abcd"] + [("lone", "far", 1.0)])
    sure = graph.engine.seeds(fan, k=2, chance=1.0, sets=20_000)
    assert sure.index.tolist() == ["hub", "lone"]
    assert sure.tolist() == pytest.approx([5, 2], rel=0.05)
    never = table([("hub", one, 0.0) for one in "abcd"])
    assert graph.engine.seeds(never, k=1, weight="days", sets=5000).iloc[0] == pytest.approx(1, rel=0.2)
    assert graph.engine.seeds(table([])).empty
    with pytest.raises(BadValue):
        graph.engine.seeds(fan, weight="days", sets=1)


def test_a_sketch_of_few_is_their_number() -> None:
    edges = table([("ana", "ben", 1.0), ("ben", "cara", 1.0), ("cara", "ben", 1.0), ("dirk", "ana", 1.0)])
    for name in ("reach_sketch", "descendants"):
        assert getattr(graph.engine, name)(edges).to_dict() == {"ana": 2, "ben": 1, "cara": 1, "dirk": 3}
    assert graph.engine.reach_sketch(table([])).empty


def test_an_arrow_table_and_numbers_as_ids_do_as_well() -> None:
    edges = table([("ana", "ben", 2.0), ("ben", "cara", 1.0)])
    arrow = pa.Table.from_pandas(edges)
    expected = graph.engine.pagerank(edges, weight="days")
    assert graph.engine.pagerank(arrow, weight="days").to_dict() == expected.to_dict()
    numbered = pd.DataFrame({"a": [30, 10], "b": [10, 20]}, index=[7, 7])
    assert graph.engine.out_degree(numbered, "a", "b").to_dict() == {10: 1, 20: 0, 30: 1}


def test_members_of_one_part_have_the_id_of_its_first() -> None:
    edges = table([("ben", "ana", 1.0), ("eva", "dirk", 1.0), ("dirk", "eva", 1.0)])
    assert graph.engine.connected_components(edges).to_dict() == {
        "ana": "ana", "ben": "ana", "dirk": "dirk", "eva": "dirk",
    }  # fmt: skip
    assert graph.engine.strongly_connected_components(edges)["ben"] == "ben"


def test_no_rows_give_an_empty_series_and_the_named_people_a_number() -> None:
    assert graph.engine.pagerank(table([])).empty
    assert graph.engine.degree(table([]), nodes=["ana"]).to_dict() == {"ana": 0}
    assert graph.engine.degree(table([("ana", "ben", 1.0)]), nodes=pd.Series(["cara"]))["cara"] == 0


@pytest.mark.parametrize(
    ("edges", "weight", "field"),
    [
        (table([("ana", "ben", 1.0), ("ana", None, 1.0)]), None, "row 1"),  # type: ignore[list-item]
        (table([("ana", "ben", 1.0), ("ana", "cara", -1.0)]), "days", "row 1 (days)"),
        (table([("ana", "ben", float("nan"))]), "days", "row 0 (days)"),
        (pd.DataFrame({"from_id": ["ana"], "to_id": ["ben"], "days": ["many"]}), "days", "row 0 (days)"),
    ],
)
def test_what_is_wrong_is_told_by_its_row(edges: pd.DataFrame, weight: str | None, field: str) -> None:
    with pytest.raises(BadValue) as problem:
        graph.engine.pagerank(edges, weight=weight)
    assert problem.value.values["field"] == field


def test_a_length_of_0_where_routes_are_counted_is_told_by_its_row() -> None:
    edges = table([("ana", "ben", 1.0), ("cara", "ben", 0.0), ("ana", "cara", 1.0)])
    with pytest.raises(BadValue) as problem:
        graph.engine.betweenness_centrality(edges, weight="days", directed=False)
    assert problem.value.values == {"field": "row 1 (days)", "value": 0, "allowed": ["> 0"]}
    assert graph.engine.closeness_centrality(edges, weight="days")["cara"] == pytest.approx(0.5)
    assert graph.engine.betweenness_centrality(edges).tolist() == [0, 0, 0]


def test_a_weight_that_means_nothing_and_a_name_that_is_none_are_refused() -> None:
    with pytest.raises(BadValue, match="days"):
        graph.engine.triangles(table([("ana", "ben", 1.0)]), weight="days")
    with pytest.raises(AttributeError, match="no attribute 'page_rank'"):
        _ = graph.engine.page_rank
    with pytest.raises(BadValue, match="page_rank"):
        frames.measured("page_rank", table([]))


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    edges = table([("ana", "ben", 1.0)])
    for one in (edges, pa.Table.from_pandas(edges), {name: edges[name] for name in edges}):
        for how in ({"source": "wer"}, {"target": "wen"}, {"weight": "oft"}):
            with pytest.raises(BadValue) as problem:
                graph.engine.pagerank(one, **how)
            assert problem.value.values["field"] == next(iter(how.values()))
            assert problem.value.values["allowed"] == ["from_id", "to_id", "days"]


def test_the_arrays_alone_stay_light() -> None:
    heavy = "('networkx', 'scipy.sparse', 'pandas')"
    told = f"import sys, graph.engine.csr; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
