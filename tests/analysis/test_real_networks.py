"""On real networks every measure equals networkx to 1e-9.

Wiki-vote has 7,115 people: networkx is asked for the closeness, reach and clustering of five of them, and our measures,
sampled in a network of that size, are made to count all. Its Katz, eigenvector, constraint, effective size (two people)
and betweenness (from five starts) are compared on the 1,300 who all reach each other.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.analysis import measures
from graph.analysis.arrays import Arrays
from graph.engine import centrality
from tests.analysis.test_measures import NEAR, arrays, known
from tests.analysis.worked import DATA, csv_rows

SMALL = "krackhardt-kite florentine-marriage zachary-karate les-miserables southern-women".split()


def read(folder: str) -> Any:
    """An undirected set; counts of meetings become one of the strengths there are."""
    graph = nx.Graph()
    graph.add_nodes_from(row["id"] for row in csv_rows(folder, "nodes.csv"))
    for row in csv_rows(folder, "edges.csv"):
        graph.add_edge(row["source"], row["target"], strength=(0.3, 0.6, 0.9)[int(row.get("weight") or 1) % 3])
    return nx.convert_node_labels_to_integers(graph)


def ringed(net: Arrays, weighted: bool) -> dict[str, Any]:
    """What networkx says of the measures that are ambiguous on graphs made at random."""
    graph: Any = nx.DiGraph() if net.directed else nx.Graph()
    graph.add_nodes_from(range(net.n))
    power = net.pairs.strength if weighted else np.ones(net.ties)
    graph.add_weighted_edges_from(zip(net.pairs.a.tolist(), net.pairs.b.tolist(), power.tolist(), strict=True))
    parts = nx.strongly_connected_components(graph) if net.directed else nx.connected_components(graph)
    part = (graph.reverse() if net.directed else graph).subgraph(max(parts, key=len)).copy()
    told = {"eigenvector": nx.eigenvector_centrality(part, weight="weight", tol=1e-14, max_iter=5000)}
    if net.directed:
        told["hits_hubs"], told["hits_authorities"] = nx.hits(graph, tol=1e-14)
    return told


def equal(net: Arrays, weighted: bool) -> None:
    told = known(net, weighted) | ringed(net, weighted)
    del told["voterank"]  # networkx's fractions round apart where votes are equal; tests/engine has it
    for name, scores in told.items():
        found = getattr(measures, name)(net, weighted)
        wanted = [scores.get(who, np.nan) for who in range(net.n)]
        assert found.tolist() == pytest.approx(wanted, nan_ok=True, **NEAR), name


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("folder", SMALL)
def test_published_networks(folder: str, weighted: bool) -> None:
    equal(arrays(read(folder)), weighted)


@pytest.mark.parametrize("file", ["advice.csv", "friendship.csv"])
def test_high_tech_managers(file: str) -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(row["id"] for row in csv_rows("krackhardt-hightech", "managers.csv"))
    graph.add_edges_from((row["from"], row["to"]) for row in csv_rows("krackhardt-hightech", file))
    equal(arrays(nx.convert_node_labels_to_integers(graph)), False)


def test_company_mails() -> None:
    graph = nx.DiGraph()
    graph.add_nodes_from(row["id"] for row in csv_rows("company-email", "nodes.csv"))
    graph.add_edges_from((row["from"], row["to"]) for row in csv_rows("company-email", "edges.csv"))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    equal(arrays(nx.convert_node_labels_to_integers(graph)), False)


@pytest.fixture(scope="module")
def votes() -> Any:
    file = DATA / "wiki-vote" / "wiki-Vote.txt"
    if not file.exists():
        pytest.skip("wiki-vote is not here (set GUANXI_DATA)")
    return nx.convert_node_labels_to_integers(nx.read_edgelist(file, create_using=nx.DiGraph, nodetype=int))


@pytest.fixture(scope="module")
def core(votes: Any) -> Any:
    """Its largest part where everybody reaches everybody: 1,300 people."""
    part = votes.subgraph(max(nx.strongly_connected_components(votes), key=len))
    return nx.convert_node_labels_to_integers(part)


SOME = (0, 100, 1000, 2500, 5000)
TURNED = {"katz", "pagerank", "closeness", "harmonic", "eigenvector"}
VOTES: dict[str, Any] = {
    "degree": lambda g: dict(g.degree()),
    "in_degree": lambda g: dict(g.in_degree()),
    "out_degree": lambda g: dict(g.out_degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "pagerank": lambda g: nx.pagerank(g, tol=1e-15, max_iter=5000),
    "hits_hubs": lambda g: nx.hits(g, tol=1e-14)[0],
    "hits_authorities": lambda g: nx.hits(g, tol=1e-14)[1],
    "closeness": lambda g: {who: nx.closeness_centrality(g, u=who) for who in SOME},
    "harmonic": lambda g: nx.harmonic_centrality(g, nbunch=SOME),
    "reach": lambda g: {who: len(nx.single_source_shortest_path_length(g, who, cutoff=2)) - 1 for who in SOME},
}
CORE: dict[str, Any] = {
    "katz": lambda g: nx.katz_centrality_numpy(g, alpha=measures.katz_alpha(arrays(g), False)),
    "eigenvector": lambda g: nx.eigenvector_centrality_numpy(g),
    "constraint": lambda g: nx.constraint(g),
    "effective_size": lambda g: nx.effective_size(g, nodes=sorted(g, key=g.degree)[600:602]),
}


def as_told(name: str, graph: Any, theirs: Any) -> None:
    """The measure of the graph is what networkx says of those it was asked for."""
    told = theirs(graph.reverse() if name in TURNED else graph)
    found = getattr(measures, name)(arrays(graph), False)
    assert [found[who] for who in told] == pytest.approx(list(told.values()), nan_ok=True, **NEAR)


@pytest.mark.parametrize("name", VOTES)
def test_votes_for_administrators(name: str, votes: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "EXACT_UP_TO", len(votes))
    as_told(name, votes, VOTES[name])


@pytest.mark.parametrize("name", CORE)
def test_votes_of_those_who_all_reach_each_other(name: str, core: Any) -> None:
    assert len(core) == 1300
    as_told(name, core, CORE[name])


@pytest.mark.parametrize(
    ("name", "theirs"), [("core_number", nx.core_number), ("clustering", lambda g: nx.clustering(g, SOME))]
)
def test_votes_without_direction(name: str, theirs: Any, votes: Any) -> None:
    both = nx.Graph(votes)
    told, found = theirs(both), getattr(measures, name)(arrays(both), False)
    assert [found[who] for who in told] == pytest.approx(list(told.values()), **NEAR)


def test_routes_through_the_votes_from_some_of_them(core: Any) -> None:
    starts = [0, 100, 200, 500, 1000]
    told = nx.betweenness_centrality_subset(core, starts, list(core), normalized=False)
    part = arrays(core)
    found = centrality.betweenness(part.ways, starts=starts, normalized=False) * len(starts) / (part.n - 1)
    some = [who for who in core if who not in starts]  # a start's own share is scaled by one start less
    assert [found[who] for who in some] == pytest.approx([told[who] for who in some], **NEAR)
