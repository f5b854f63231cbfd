"""Every measure gives what networkx gives, on any graph."""

from __future__ import annotations

from datetime import date
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import measures
from graph.analysis.arrays import Arrays
from graph.analysis.pairs import Pairs
from graph.analysis.project import NETWORKS

STRENGTHS = st.sampled_from([0.9, 0.6, 0.4, 0.3])
EDGES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), STRENGTHS), max_size=30)
NEAR = {"rel": 1e-9, "abs": 1e-9}


def arrays(graph: Any) -> Arrays:
    """A networkx graph of nodes 0, 1, 2… whose edges have a `strength` as a projection."""
    rows = sorted((a, b, facts.get("strength", 0.6)) for a, b, facts in graph.edges(data=True) if a != b)
    if not graph.is_directed():
        rows = sorted((min(a, b), max(a, b), strength) for a, b, strength in rows)
    a, b = (np.array([row[i] for row in rows], dtype=np.int64) for i in (0, 1))
    ids = pd.Index([f"{i:04}" for i in range(len(graph))], dtype=object)
    carriers = pd.Series([f"t{i}" for i in range(len(rows))])
    pairs = Pairs(ids, a, b, np.array([row[2] for row in rows]), carriers, np.arange(len(rows) + 1))
    return Arrays(NETWORKS["influence" if graph.is_directed() else "acquaintance"], date(2026, 1, 1), pairs, [])


def known(net: Arrays, weighted: bool) -> dict[str, Any]:
    """What networkx says, outward and with the weight that each measure reads, by measure and place."""
    graph: Any = nx.DiGraph() if net.directed else nx.Graph()
    graph.add_nodes_from(range(net.n))
    power = net.pairs.strength if weighted else np.ones(net.ties)
    graph.add_weighted_edges_from(zip(net.pairs.a.tolist(), net.pairs.b.tolist(), power.tolist(), strict=True))
    lengths = dict(
        zip(zip(net.pairs.a.tolist(), net.pairs.b.tolist(), strict=True), net.pairs.distance.tolist(), strict=True)
    )
    nx.set_edge_attributes(graph, lengths if weighted else 1, "distance")
    outward = graph.reverse() if net.directed else graph
    told = {
        "degree": dict(graph.degree()),
        "strength": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph, weight="distance"),
        "closeness": nx.closeness_centrality(outward, distance="distance"),
        "harmonic": nx.harmonic_centrality(outward, distance="distance"),
        "pagerank": nx.pagerank(outward, tol=1e-13, max_iter=2000) if len(graph) else {},
        "constraint": nx.constraint(graph, weight="weight" if weighted else None),
        "voterank": {who: place for place, who in enumerate(nx.voterank(graph), start=1)},
        "reach": {who: len(nx.ego_graph(graph, who, radius=2)) - 1 for who in graph},
    }
    if net.directed:
        told |= {"in_degree": dict(graph.in_degree()), "out_degree": dict(graph.out_degree())}
    if net.n:
        told["katz"] = nx.katz_centrality_numpy(outward, alpha=measures.katz_alpha(net, weighted), weight="weight")
    if not net.directed:
        how = "weight" if weighted else None
        told["effective_size"] = nx.effective_size(graph, nodes=list(graph), weight=how)
        told["core_number"] = nx.core_number(graph)
        told["clustering"] = nx.clustering(graph)
    return told


@settings(max_examples=60, deadline=None)
@given(EDGES, st.booleans(), st.booleans())
def test_they_equal_networkx(edges: list[tuple[int, int, float]], directed: bool, weighted: bool) -> None:
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(10))
    graph.add_weighted_edges_from([edge for edge in edges if edge[0] != edge[1]], weight="strength")
    net = arrays(graph)
    for name, scores in known(net, weighted).items():
        found = getattr(measures, name)(net, weighted)
        wanted = [scores.get(who, np.nan) for who in range(net.n)]
        assert found.tolist() == pytest.approx(wanted, nan_ok=True, **NEAR), name


@pytest.mark.parametrize("n", [0, 1, 2])
def test_the_smallest_graphs(n: int) -> None:
    net = arrays(nx.path_graph(n))
    assert measures.betweenness(net, False).tolist() == [0.0] * n
    assert measures.closeness(net, False).tolist() == list(nx.closeness_centrality(nx.path_graph(n)).values())
    assert measures.katz(net, False).tolist() == pytest.approx([max(n, 1) ** -0.5] * n)


def test_katz_converges_on_a_clique_of_thirty() -> None:
    net = arrays(nx.complete_graph(30))
    assert measures.katz_alpha(net, False) == pytest.approx(0.9 / 29)
    assert measures.katz(net, False).tolist() == pytest.approx([30**-0.5] * 30)


def test_hits_on_a_small_web() -> None:
    graph = nx.DiGraph([(0, 2), (0, 3), (1, 2), (4, 3), (4, 2)])
    net = arrays(graph)
    hubs, authorities = nx.hits(nx.DiGraph(graph))
    assert measures.hits_hubs(net, False).tolist() == pytest.approx([hubs[i] for i in range(5)], **NEAR)
    assert measures.hits_authorities(net, False).tolist() == pytest.approx([authorities[i] for i in range(5)], **NEAR)


def test_eigenvector_of_a_wheel() -> None:
    net = arrays(nx.wheel_graph(8))
    wanted = nx.eigenvector_centrality(nx.wheel_graph(8), tol=1e-13, max_iter=5000)
    assert measures.eigenvector(net, False).tolist() == pytest.approx(list(wanted.values()), **NEAR)
