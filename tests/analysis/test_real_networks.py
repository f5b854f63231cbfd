"""On real networks every measure equals networkx to 1e-9 (a sample of people where the network is large)."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest

from graph.analysis import measures
from graph.analysis.arrays import Arrays
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


def equal(net: Arrays, weighted: bool) -> None:
    told = known(net, weighted)
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


def test_votes_for_administrators() -> None:
    file = DATA / "wiki-vote" / "wiki-Vote.txt"
    if not file.exists():
        pytest.skip("wiki-vote is not here (set GUANXI_DATA)")
    votes = nx.convert_node_labels_to_integers(nx.read_edgelist(file, create_using=nx.DiGraph, nodetype=int))
    net = arrays(votes)
    given = nx.pagerank(votes.reverse(), tol=1e-15, max_iter=5000)
    assert measures.pagerank(net, False).tolist() == pytest.approx([given[who] for who in range(net.n)], **NEAR)
    hubs, authorities = nx.hits(votes, tol=1e-14)
    assert measures.hits_hubs(net, False).tolist() == pytest.approx([hubs[who] for who in range(net.n)], **NEAR)
    assert measures.hits_authorities(net, False).tolist() == pytest.approx(
        [authorities[who] for who in range(net.n)], **NEAR
    )
    near = measures.reach(net, False)
    for who in (0, 100, 1000, 5000):
        assert near[who] == len(nx.single_source_shortest_path_length(votes, who, cutoff=2)) - 1
