"""Cuts: against networkx and against taking each node and tie out, on small graphs; chains and stars of 100,000."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import cuts
from graph.engine.csr import CSR
from graph.model.errors import BadValue

Pairs = list[tuple[int, int]]
LAW = settings(max_examples=300, deadline=None)
N = 9
PAIRS = st.lists(st.tuples(st.integers(0, N - 1), st.integers(0, N - 1)), max_size=14)
WEIGHT = st.lists(st.integers(0, 3), min_size=N, max_size=N)


def graph(n: int, pairs: Pairs, directed: bool = False) -> CSR:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return CSR.build(n, ends[:, 0], ends[:, 1], directed=directed)


def known(n: int, pairs: Pairs) -> nx.Graph:
    found = nx.Graph()
    found.add_nodes_from(range(n))
    found.add_edges_from((a, b) for a, b in pairs if a != b)
    return found


def losses(found: cuts.Cuts) -> dict[int, float]:
    return dict(zip(found.nodes.tolist(), found.lost.tolist(), strict=True))


@LAW
@given(PAIRS, WEIGHT, st.booleans())
def test_a_node_cuts_off_what_removing_it_separates(pairs: Pairs, weight: list[int], directed: bool) -> None:
    g = known(N, pairs)
    found = losses(cuts.cut_off(graph(N, pairs, directed), weight))
    assert sorted(found) == sorted(nx.articulation_points(g))
    for who, lost in found.items():
        rest = g.subgraph(nx.node_connected_component(g, who) - {who})
        parts = sorted(sum(weight[x] for x in part) for part in nx.connected_components(rest))
        assert lost == sum(parts[:-1])


@LAW
@given(PAIRS, WEIGHT, st.sets(st.integers(0, N - 1), max_size=3))
def test_what_home_loses_is_what_it_no_longer_reaches(pairs: Pairs, weight: list[int], home: set[int]) -> None:
    g = known(N, pairs)
    reached = {x for one in home for x in nx.node_connected_component(g, one)}
    expected = {}
    for who in set(g) - home:
        rest = g.subgraph(set(g) - {who})
        still = {x for one in home for x in nx.node_connected_component(rest, one)}
        expected[who] = float(sum(weight[x] for x in reached - still - {who}))
    found = losses(cuts.cut_off_from(graph(N, pairs), sorted(home), weight))
    assert found == {who: lost for who, lost in expected.items() if lost}


@LAW
@given(PAIRS, WEIGHT)
def test_bridges_are_those_of_networkx_with_the_lighter_side(pairs: Pairs, weight: list[int]) -> None:
    g = nx.MultiGraph()
    g.add_nodes_from(range(N))
    g.add_edges_from((a, b) for a, b in pairs if a != b)
    found = cuts.bridges(graph(N, pairs), weight)
    ends = list(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert ends == sorted((min(pair), max(pair)) for pair in nx.bridges(g))
    for (a, b), tie, smaller in zip(ends, found.tie, found.smaller, strict=True):
        assert sorted(pairs[tie]) == [a, b]
        g.remove_edge(a, b)
        sides = [sum(weight[x] for x in nx.node_connected_component(g, end)) for end in (a, b)]
        assert smaller == min(sides)
        g.add_edge(a, b)


@LAW
@given(PAIRS)
def test_groups_of_ties_are_the_biconnected_components(pairs: Pairs) -> None:
    label = cuts.biconnected(graph(N, pairs))
    assert [x == -1 for x in label] == [a == b for a, b in pairs]
    groups = {
        frozenset(node for tie, pair in enumerate(pairs) if label[tie] == one for node in pair)
        for one in set(label.tolist()) - {-1}
    }
    assert groups == {frozenset(part) for part in nx.biconnected_components(known(N, pairs))}
    firsts = [int(np.flatnonzero(label == one)[0]) for one in range(len(groups))]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("n", [0, 1, 3])
def test_where_nobody_is_tied_nothing_is_cut(n: int) -> None:
    csr = graph(n, [])
    assert [len(cuts.cut_off(csr).nodes), len(cuts.bridges(csr).tie), len(cuts.biconnected(csr))] == [0, 0, 0]
    assert losses(cuts.cut_off_from(csr, [])) == {}


def test_two_opposite_arrows_are_two_ties_and_no_bridge() -> None:
    csr = graph(2, [(0, 1), (1, 0)], directed=True)
    assert len(cuts.bridges(csr).tie) == 0
    assert cuts.bridges(csr.simple).smaller.tolist() == [1]


def test_a_chain_of_100_000_is_cut_anywhere() -> None:
    n = 100_000
    chain = CSR.build(n, np.arange(n - 1), np.arange(1, n), directed=False)
    found = cuts.cut_off(chain)
    assert len(found.nodes) == n - 2
    assert found.lost.max() == n / 2 - 1
    assert cuts.bridges(chain).smaller[[0, n // 2 - 1, n - 2]].tolist() == [1, n / 2, 1]
    assert losses(cuts.cut_off_from(chain, [0]))[1] == n - 2
    assert cuts.biconnected(chain).tolist() == list(range(n - 1))


def test_a_star_of_100_000_hangs_on_its_middle() -> None:
    n = 100_000
    star = CSR.build(n, np.zeros(n - 1, dtype=int), np.arange(1, n), directed=False)
    assert losses(cuts.cut_off(star)) == {0: n - 2}
    assert losses(cuts.cut_off_from(star, [5])) == {0: n - 2}
    assert cuts.bridges(star).smaller.sum() == n - 1


def test_a_weight_below_0_or_none_and_an_unknown_home_are_refused_by_name() -> None:
    csr = graph(3, [(0, 1), (1, 2)])
    for wrong in (-1.0, float("nan")):
        with pytest.raises(BadValue) as told:
            cuts.cut_off(csr, [1.0, wrong, 1.0])
        assert told.value.values["field"] == "weight of node 1"
    with pytest.raises(BadValue) as told:
        cuts.cut_off_from(csr, [3])
    assert told.value.values["value"] == 3
