"""networkx calls the engine and cannot tell the difference: its own tests, any labels, its errors, its way back."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.backend import SMALL, BackendInterface
from graph.engine.backend_info import FUNCTIONS
from graph.engine.labelled import Labelled
from graph.engine.served import SERVED

ROOT = Path(__file__).parents[2]
REFUSED = "networkx has to do it"
UNCLEAR = {"transitivity", "effective_size", "constraint"}  # with arrows or ties to oneself
OURS: Any = {"backend": "guanxi"}
LABELS = ["ana", 2, 3.5, ("a", "pair"), frozenset({1}), date(2026, 1, 1), Fraction(1, 3), "佳", b"bytes", True]
TIES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([1, 2, 3, 7])), max_size=30)
SUITE = (
    "centrality components link_analysis shortest_paths tests.test_core tests.test_cluster tests.test_structuralholes"
    " tests.test_bridges tests.test_dag"
).split()
LENGTHS = (
    "single_source_shortest_path_length", "single_source_dijkstra_path_length", "single_target_shortest_path_length",
)  # fmt: skip
PLAIN = (
    "pagerank betweenness_centrality edge_betweenness_centrality closeness_centrality harmonic_centrality clustering"
    " degree_centrality average_clustering constraint effective_size transitivity"
).split()
PARTS = {
    False: "connected_components biconnected_components".split(),
    True: "weakly_connected_components strongly_connected_components".split(),
}
NUMBERS = {
    False: "number_connected_components is_connected has_bridges triangles".split(),
    True: (
        "number_weakly_connected_components number_strongly_connected_components is_weakly_connected"
        " is_strongly_connected in_degree_centrality out_degree_centrality"
    ).split(),
}


@pytest.fixture(autouse=True)
def quiet() -> Any:
    """networkx warns whenever it takes a graph from its cache."""
    before = set(nx.config.warnings_to_ignore)
    nx.config.warnings_to_ignore = before | {"cache"}
    yield
    nx.config.warnings_to_ignore = before


def drawn(ties: list[tuple[int, int, int]], directed: bool, labels: list[Any] = LABELS) -> Any:
    graph: Any = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(labels)
    graph.add_weighted_edges_from((labels[a], labels[b], w) for a, b, w in ties)
    return graph


def same(ours: Any, theirs: Any) -> None:
    if isinstance(theirs, dict):
        assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-11, nan_ok=True)
    else:
        assert ours == (theirs if isinstance(theirs, tuple) else pytest.approx(theirs, rel=1e-9))


def told(call: Any, *args: Any, **more: Any) -> Any:
    """What a call answers, or how it fails."""
    try:
        found = call(*args, **more)
        return found if isinstance(found, dict | float | int) else list(found)
    except NotImplementedError:
        return REFUSED
    except (nx.NetworkXException, ZeroDivisionError) as problem:
        return type(problem), str(problem)


def test_networkx_own_tests_pass() -> None:
    chosen = [f"networkx.algorithms.{one}" for one in SUITE]
    ours = {"NETWORKX_TEST_BACKEND": "guanxi", "NETWORKX_FALLBACK_TO_NX": "True", "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--import-mode=importlib",
         "--pyargs", *chosen],
        cwd="/", capture_output=True, text=True, timeout=300, check=False, env={**os.environ, **ours},
    )  # fmt: skip
    assert found.returncode == 0, found.stdout[-4000:]
    passed = re.search(r"(\d+) passed", found.stdout)
    assert passed is not None
    assert int(passed[1]) > 700
    assert "failed" not in found.stdout.splitlines()[-1]


def test_what_networkx_is_told_is_what_there_is() -> None:
    assert set(FUNCTIONS) == set(SERVED)
    for name, one in SERVED.items():
        theirs = inspect.signature(getattr(nx, name)).parameters
        ours = one.signature.parameters
        assert {key: value.default for key, value in ours.items()} == {
            key: value.default for key, value in theirs.items() if key not in {"backend", "backend_kwargs"}
        }


@settings(max_examples=40, deadline=None)
@given(TIES, st.booleans())
def test_any_graph_of_any_labels_has_the_same_numbers(ties: list[Any], directed: bool) -> None:
    graph = drawn(ties, directed)
    for name in [*PLAIN, *NUMBERS[directed]]:
        call = getattr(nx, name)
        if told(call, graph, **OURS) is REFUSED:
            assert name in UNCLEAR
            continue
        more = {"tol": 1e-13, "max_iter": 5000} if name == "pagerank" else {}
        same(told(call, graph, **OURS, **more), told(call, graph, **more))
    for name in PARTS[directed]:
        if name == "biconnected_components":
            graph.remove_edges_from(list(nx.selfloop_edges(graph)))
        ours, theirs = (list(map(frozenset, getattr(nx, name)(graph, **how))) for how in (OURS, {}))
        assert len(ours) == len(theirs)
        assert set(ours) == set(theirs)


@settings(max_examples=40, deadline=None)
@given(TIES, st.booleans(), st.sampled_from(LABELS), st.sampled_from(LABELS), st.sampled_from([None, "weight"]))
def test_ways_and_weights_are_the_same(
    ties: list[Any], directed: bool, start: Any, end: Any, weight: str | None
) -> None:
    graph = drawn(ties, directed)
    for name in LENGTHS:
        call = getattr(nx, name)
        assert call(graph, start, **OURS) == call(graph, start)
        assert call(graph, start, cutoff=2, **OURS) == call(graph, start, cutoff=2)
    for ends in ({"source": start}, {"target": end}, {"source": start, "target": end}):
        how: Any = {**ends, "weight": weight}
        assert told(nx.shortest_path_length, graph, **how, **OURS) == told(nx.shortest_path_length, graph, **how)
    everywhere = dict(nx.shortest_path_length(graph, weight=weight, **OURS))
    assert everywhere == dict(nx.shortest_path_length(graph, weight=weight))
    assert all(isinstance(d, int) for row in everywhere.values() for d in row.values())
    assert nx.has_path(graph, start, end, **OURS) == nx.has_path(graph, start, end)
    assert nx.descendants(graph, start, **OURS) == nx.descendants(graph, start)
    assert nx.ancestors(graph, start, **OURS) == nx.ancestors(graph, start)
    how = {"tol": 1e-13, "max_iter": 5000, "weight": weight}
    same(nx.pagerank(graph, **how, **OURS), nx.pagerank(graph, **how))
    same(nx.betweenness_centrality(graph, weight=weight, **OURS), nx.betweenness_centrality(graph, weight=weight))
    same(nx.closeness_centrality(graph, distance=weight, **OURS), nx.closeness_centrality(graph, distance=weight))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    same(nx.constraint(graph, weight=weight, **OURS), nx.constraint(graph, weight=weight))


@settings(max_examples=30, deadline=None)
@given(TIES, st.booleans(), st.sampled_from([0.05, 0.5]))
def test_rounds_end_where_networkx_ends_them(ties: list[Any], directed: bool, alpha: float) -> None:
    graph = drawn(ties, directed)
    for weight in (None, "weight"):
        same(
            told(nx.eigenvector_centrality, graph, weight=weight, **OURS),
            told(nx.eigenvector_centrality, graph, weight=weight),
        )
        how = {"alpha": alpha, "weight": weight, "max_iter": 60}
        ours, theirs = told(nx.katz_centrality, graph, **how, **OURS), told(nx.katz_centrality, graph, **how)
        same(ours, theirs)


def test_florentine_families_and_zachary() -> None:
    families = nx.florentine_families_graph()
    assert nx.betweenness_centrality(families, **OURS)["Medici"] == pytest.approx(0.522, abs=0.001)
    club = nx.karate_club_graph()
    hubs, authorities = nx.hits(club, **OURS)
    assert hubs == pytest.approx(nx.hits(club)[0], abs=1e-6)
    assert sum(authorities.values()) == pytest.approx(1)
    assert nx.voterank(club, **OURS) == nx.voterank(club)
    assert nx.voterank(club, 3, **OURS) == [33, 0, 32]
    assert nx.core_number(club, **OURS) == nx.core_number(club)
    assert list(nx.bridges(club, **OURS)) == list(nx.bridges(club)) == [(0, 11)]
    assert set(nx.articulation_points(club, **OURS)) == set(nx.articulation_points(club)) == {0}
    drawn_starts = {"k": 10, "seed": 3}
    same(nx.betweenness_centrality(club, **drawn_starts, **OURS), nx.betweenness_centrality(club, **drawn_starts))


def test_errors_are_those_of_networkx() -> None:
    graph = nx.path_graph(3)
    for call, args in [
        (nx.is_connected, (nx.Graph(),)),
        (nx.is_strongly_connected, (nx.DiGraph(),)),
        (nx.eigenvector_centrality, (nx.Graph(),)),
        (nx.core_number, (nx.Graph([(1, 1)]),)),
        (nx.single_source_shortest_path_length, (graph, "nobody")),
        (nx.single_source_dijkstra_path_length, (graph, "nobody")),
        (nx.shortest_path_length, (graph, 0, "nobody")),
        (nx.dijkstra_path_length, (graph, 0, "nobody")),
        (nx.shortest_path_length, (nx.DiGraph([(0, 1)]), 1, 0)),
        (nx.descendants, (nx.DiGraph(graph), "nobody")),
        (nx.pagerank, (graph, 0.85, {"nobody": 1})),
        (nx.triangles, (nx.DiGraph(graph),)),
    ]:
        theirs = told(call, *args)
        assert isinstance(theirs, tuple)
        ours = told(call, *args, **OURS)
        assert ours[0] is theirs[0]
        assert ours[1] == theirs[1] or call in {nx.is_connected, nx.is_strongly_connected}
    assert nx.pagerank(nx.Graph(), **OURS) == {}
    assert list(nx.connected_components(nx.Graph(), **OURS)) == []
    assert list(nx.biconnected_components(nx.Graph(), **OURS)) == []


def test_what_is_not_served_exactly_is_refused_with_the_reason() -> None:
    graph = nx.path_graph(3)
    asked = BackendInterface.can_run
    assert asked("pagerank", (graph,), {}) is True
    assert "parallel" in str(asked("pagerank", (nx.MultiGraph(graph),), {}))
    assert "nstart" in str(asked("pagerank", (graph,), {"nstart": {0: 1}}))
    assert "weight" in str(asked("betweenness_centrality", (graph,), {"weight": lambda a, b, d: 1}))
    assert "nodes" in str(asked("clustering", (graph, [0]), {}))
    assert "nosuch" in str(asked("clustering", (graph,), {"nosuch": 1}))
    with pytest.raises(NotImplementedError):
        nx.clustering(graph, [0], **OURS)
    graph[0][1]["weight"] = -1
    with pytest.raises(NotImplementedError) as problem:
        nx.pagerank(graph, **OURS)
    assert "edge (0, 1): weight is -1" in str(problem.value.__cause__)
    for wrong in (None, "many", float("nan"), [1], 2**70):
        with pytest.raises(NotImplementedError):
            BackendInterface.convert_from_nx(nx.Graph([(0, 1, {"weight": wrong})]), edge_attrs={"weight": 1})


def test_networkx_runs_what_the_engine_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.path_graph(3)
    graph[0][1]["weight"] = -1
    parallel = nx.MultiGraph([(0, 1), (0, 1), (1, 2)])
    expected = nx.pagerank(graph), nx.clustering(graph, [0]), nx.pagerank(parallel)
    monkeypatch.setattr(nx.config.backend_priority, "algos", ["guanxi"])
    monkeypatch.setattr(nx.config, "fallback_to_nx", True)
    monkeypatch.setattr(BackendInterface, "should_run", lambda *asked: True)
    assert (nx.pagerank(graph), nx.clustering(graph, [0]), nx.pagerank(parallel)) == expected


def test_small_graphs_and_single_looks_are_left_to_networkx_until_converted() -> None:
    asked = BackendInterface.should_run
    large = nx.path_graph(SMALL)
    assert asked("pagerank", (large,), {}) is True
    assert "small" in str(asked("pagerank", (nx.path_graph(SMALL - 1),), {}))
    assert "one look" in str(asked("is_connected", (large,), {}))
    nx.is_connected(large, **OURS)
    assert asked("is_connected", (large,), {}) is True
    assert asked("is_connected", (Labelled.of(nx.path_graph(2), {}),), {}) is True


def test_a_graph_is_converted_once_until_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    converted = []
    convert = BackendInterface.convert_from_nx
    monkeypatch.setattr(
        BackendInterface, "convert_from_nx", lambda *args, **more: converted.append(1) or convert(*args, **more)
    )
    graph = nx.karate_club_graph()
    nx.pagerank(graph, **OURS)
    nx.pagerank(graph, alpha=0.5, **OURS)
    nx.triangles(graph, **OURS)
    assert len(converted) == 1
    graph.add_edge(0, "new")
    assert "new" in nx.pagerank(graph, **OURS)
    assert len(converted) == 2


def test_there_and_back_is_the_same_graph() -> None:
    for graph in (drawn([(0, 1, 2), (1, 1, 3), (4, 3, 1)], True), drawn([(0, 1, 2), (5, 4, 7)], False)):
        graph.add_edge("ana", 2, since=2019.5)
        graph.remove_edges_from([pair for pair in graph.edges if "since" not in graph.edges[pair]])
        there = BackendInterface.convert_from_nx(graph)
        back = BackendInterface.convert_to_nx(there)
        assert nx.utils.graphs_equal(back, graph)
        assert (len(there), there.number_of_edges(), there.is_directed()) == (10, 1, graph.is_directed())
        assert list(there) == list(graph)
        assert nx.pagerank(there) == nx.pagerank(there, **OURS)
    partly = nx.Graph([(0, 1, {"since": 2019}), (1, 2)])
    with pytest.raises(NotImplementedError, match="since"):
        BackendInterface.convert_from_nx(partly)


def test_a_view_and_a_graph_of_the_engine_serve_as_well() -> None:
    club = nx.karate_club_graph()
    some = club.subgraph(range(20))
    same(nx.closeness_centrality(some, **OURS), nx.closeness_centrality(some))
    turned = nx.DiGraph([(0, 1), (1, 2)]).reverse(copy=False)
    assert nx.descendants(turned, 2, **OURS) == {0, 1}
    ours = BackendInterface.convert_from_nx(club)
    assert nx.degree_centrality(ours) == nx.degree_centrality(club)
    assert nx.density(BackendInterface.convert_to_nx(ours)) == nx.density(club)
