"""Shortest routes in arrays give what networkx gives, on any graph."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import measures
from graph.analysis.shortest import Roads, betweenness

EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([20, 30, 45, 60])), max_size=30)


@settings(max_examples=60, deadline=None)
@given(EDGES, st.booleans(), st.booleans())
def test_they_equal_networkx(edges: list[tuple[int, int, int]], directed: bool, weighted: bool) -> None:
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(10))
    graph.add_weighted_edges_from([edge for edge in edges if edge[0] != edge[1]], weight="distance")
    how, outward = "distance" if weighted else None, measures.toward(graph)
    assert measures.betweenness(graph, weighted) == pytest.approx(nx.betweenness_centrality(graph, weight=how))
    assert measures.closeness(graph, weighted) == pytest.approx(nx.closeness_centrality(outward, distance=how))
    assert measures.harmonic(graph, weighted) == pytest.approx(nx.harmonic_centrality(outward, distance=how))


def test_all_starts_in_parts_are_all_starts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.gnm_random_graph(60, 150, seed=4)
    at_once = betweenness(Roads.of(graph, False), np.arange(60))
    monkeypatch.setattr("graph.analysis.shortest.PAIRS_AT_ONCE", 700)
    assert betweenness(Roads.of(graph, False), np.arange(60)) == pytest.approx(at_once)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_the_smallest_graphs(n: int) -> None:
    graph = nx.path_graph(n)
    assert measures.betweenness(graph, False) == dict.fromkeys(graph, 0.0)
    assert measures.closeness(graph, False) == nx.closeness_centrality(graph)
