"""Local measures equal networkx on any graph, and the published figures on famous ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import local
from graph.engine.csr import CSR
from tests.engine.test_centrality import csr_of, drawn, same, table, worked
from tests.engine.test_centrality import real as real

TIES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([0.3, 0.6, 0.9])), max_size=40)
PAIRS = TIES.map(lambda ties: [tie for tie in ties if tie[0] != tie[1]])


@settings(max_examples=80, deadline=None)
@given(TIES, st.booleans())
def test_degree_strength_triangles_and_clustering_equal_networkx(ties: list[Any], directed: bool) -> None:
    graph = drawn(11, ties, directed)
    csr = csr_of(graph)
    same(local.degree(csr), dict(graph.degree()))
    same(local.strength(csr), dict(graph.degree(weight="weight")))
    same(local.clustering(csr), nx.clustering(graph))
    same(local.triangles(csr), nx.triangles(graph.to_undirected()))
    if isinstance(graph, nx.DiGraph):
        same(local.degree(csr, "out"), dict(graph.out_degree()))
        same(local.degree(csr, "in"), dict(graph.in_degree()))
        same(local.strength(csr, "out"), dict(graph.out_degree(weight="weight")))
        same(local.strength(csr, "in"), dict(graph.in_degree(weight="weight")))


def by_definition(
    graph: nx.Graph, measure: Any, weight: str | None, nodes: list[int] | None = None
) -> dict[int, float]:
    """networkx node by node: its matrix way divides by the wrong axis with scipy 1.17, and node by node it takes who
    only has arrows in for isolated, though arrows both ways add up; so those are asked in the turned graph."""
    who = list(graph) if nodes is None else nodes
    found: dict[int, float] = measure(graph, who, weight=weight)
    if graph.is_directed():
        turned = measure(graph.reverse(), who, weight=weight)
        found = {v: turned[v] if np.isnan(found[v]) else found[v] for v in who}
    return found


@settings(max_examples=80, deadline=None)
@given(PAIRS, st.booleans(), st.booleans())
def test_constraint_and_effective_size_equal_networkx(ties: list[Any], directed: bool, weighted: bool) -> None:
    graph, how = drawn(11, ties, directed), "weight" if weighted else None
    csr = csr_of(graph)
    same(local.constraint(csr, weighted=weighted), nx.constraint(graph, weight=how))
    same(local.effective_size(csr, weighted=weighted), by_definition(graph, nx.effective_size, how))


@settings(max_examples=60, deadline=None)
@given(TIES, st.booleans())
def test_ties_to_oneself_are_counted_as_networkx_counts_them(ties: list[Any], directed: bool) -> None:
    graph = drawn(11, ties, True) if directed else drawn(11, ties, False).to_directed()
    csr = csr_of(graph if directed else graph.to_undirected())
    alone = [who for who in graph if set(nx.all_neighbors(graph, who)) <= {who}]
    unknown = dict.fromkeys(alone, float("nan"))
    same(local.constraint(csr), by_definition(graph, nx.constraint, None) | unknown)
    same(local.effective_size(csr), by_definition(graph, nx.effective_size, None) | unknown)


@settings(max_examples=60, deadline=None)
@given(PAIRS, st.booleans(), st.sampled_from([None, 1, 3]))
def test_voterank_is_the_election_counted_in_fractions(ties: list[Any], directed: bool, most: int | None) -> None:
    graph = drawn(10, ties, directed)
    able, elected = dict.fromkeys(graph, Fraction(1)), []
    weakening = Fraction(10, sum(d for _, d in (graph.out_degree() if directed else graph.degree())) or 1)  # type: ignore[attr-defined]
    while len(elected) < (most or 10):
        votes = {v: sum((able[u] for u in graph[v]), Fraction(0)) if v not in elected else Fraction(0) for v in graph}
        best = max(graph, key=lambda v: (votes[v], -v))
        if not votes[best]:
            break
        elected.append(best)
        able[best] = Fraction(0)
        for u in graph[best]:
            able[u] = max(Fraction(0), able[u] - weakening)
    assert local.voterank(csr_of(graph), most).tolist() == elected


def test_voterank_equals_networkx() -> None:
    for graph in (
        nx.Graph([(0, 1), (0, 2), (0, 3), (1, 4)]), nx.DiGraph([(0, 1), (2, 1), (2, 3), (3, 4)]),
        nx.karate_club_graph(), nx.barabasi_albert_graph(200, 3, seed=1),
    ):  # fmt: skip
        graph = nx.relabel_nodes(graph, {v: i for i, v in enumerate(sorted(graph))})
        ordered = drawn(len(graph), [(a, b, 1.0) for a, b in graph.edges()], graph.is_directed())
        assert local.voterank(csr_of(ordered), 10).tolist() == nx.voterank(ordered, 10)


def test_nobody_someone_alone_and_nothing_known() -> None:
    for n in (0, 1, 3):
        csr = CSR.build(n, [], [], directed=False)
        assert np.isnan(local.constraint(csr)).tolist() == [True] * n
        assert np.isnan(local.effective_size(csr)).tolist() == [True] * n
        assert local.clustering(csr).tolist() == [0.0] * n
        assert local.voterank(csr).tolist() == []
        assert local.communities(csr).label.tolist() == list(range(n))
        assert np.isnan(local.communities(csr).modularity)


def test_a_tie_of_no_strength_is_none() -> None:
    csr = CSR.build(3, [0, 1], [1, 2], directed=False, weight=[0.5, 0.0])
    assert local.constraint(csr, weighted=True)[:2].tolist() == [1.0, 1.0]
    assert np.isnan(local.constraint(csr, weighted=True)[2])
    assert local.effective_size(csr, weighted=True)[:2].tolist() == [1.0, 1.0]


def test_a_star_and_a_chain_of_100000() -> None:
    n = 100_000
    star = CSR.build(n, np.zeros(n - 1, int), range(1, n), directed=False)
    assert local.constraint(star)[[0, 1]] == pytest.approx([1 / (n - 1), 1.0])
    assert local.effective_size(star)[[0, 1]] == pytest.approx([n - 1, 1.0])
    assert local.voterank(star, 2).tolist()[0] == 0
    assert local.clustering(star).max() == 0
    chain = CSR.build(n, range(n - 1), range(1, n), directed=True)
    assert local.constraint(chain)[[0, 1]].tolist() == [1.0, 0.5]
    assert len(local.voterank(chain)) == n - 1
    assert local.communities(chain).modularity > 0.98


def test_famous_networks_as_published() -> None:
    club = csr_of(nx.karate_club_graph(), None)
    assert local.triangles(club).sum() / 3 == 45
    assert local.clustering(club).mean() == pytest.approx(0.5706, abs=5e-5)
    assert local.communities(club).modularity == pytest.approx(0.4198, abs=5e-5)  # the best that is known
    assert set(local.communities(club).label.tolist()) == {0, 1, 2, 3}
    families = nx.florentine_families_graph()
    names = list(families)
    medici = names.index("Medici")
    assert local.constraint(csr_of(families, None)).argmin() == medici
    assert local.effective_size(csr_of(families, None))[medici] == pytest.approx(6 - 2 / 6)


def test_the_worked_network_falls_apart_as_printed() -> None:
    names, csr = worked()
    label = local.communities(csr).label.tolist()
    circles = [[name for name, one in zip(names, label, strict=True) if one == circle] for circle in range(3)]
    assert circles == [["a1", "a2", "a3"], ["b1", "b2", "d1"], ["c1", "c2", "c3", "e1", "e2"]]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("circles", [5, 40])
def test_communities_are_the_circles_that_were_drawn(circles: int, weighted: bool) -> None:
    graph = nx.ring_of_cliques(circles, 8)
    csr = csr_of(graph).weighing(np.full(graph.number_of_edges(), 0.5))
    found = local.communities(csr, weighted=weighted)
    assert found.label.tolist() == np.repeat(np.arange(circles), 8).tolist()
    parts = [set(range(8 * i, 8 * i + 8)) for i in range(circles)]
    assert found.modularity == pytest.approx(nx.community.modularity(graph, parts))
    assert local.communities(csr, weighted=weighted).label.tolist() == found.label.tolist()


def test_strong_ties_hold_a_circle_together() -> None:
    square = CSR.build(4, [0, 1, 2, 3], [1, 2, 3, 0], directed=False, weight=[0.9, 0.1, 0.9, 0.1])
    assert local.communities(square, weighted=True).label.tolist() == [0, 0, 1, 1]


@real
def test_real_sets_equal_networkx() -> None:
    votes = drawn(7115, table("wiki-vote", "wiki-Vote.txt"), True)
    csr = csr_of(votes)
    same(local.clustering(csr_of(votes.to_undirected())), nx.clustering(votes.to_undirected()))
    assert int(local.triangles(csr).sum() / 3) == 608_389  # as SNAP prints it
    some = [v for v in range(0, 7115, 300) if votes.degree(v) < 20]
    assert len(some) > 5
    same(local.constraint(csr)[some], by_definition(votes, nx.constraint, None, some))
    company = table("company-email", "edges.csv")
    mails = drawn(1 + max(max(a, b) for a, b, _ in company), company, True)
    for how in (None, "weight"):
        same(local.constraint(csr_of(mails), weighted=how is not None), nx.constraint(mails, weight=how))
        ours = local.effective_size(csr_of(mails), weighted=how is not None)
        same(ours[[3, 80, 160]], by_definition(mails, nx.effective_size, how, [3, 80, 160]))
    same(local.clustering(csr_of(mails)), nx.clustering(mails))
