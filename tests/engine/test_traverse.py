"""Ways through a graph: against networkx on small random graphs of every sort; chains and stars of 100,000."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import traverse
from graph.engine.csr import CSR
from graph.engine.work import Stopped
from graph.model.errors import BadValue

Ties = list[tuple[int, int, int]]
LAW = settings(max_examples=300, deadline=None)
N = 7
NODE = st.integers(0, N - 1)
TIES = st.lists(st.tuples(NODE, NODE, st.integers(0, 4)), max_size=18)


def graph(n: int, ties: Ties, directed: bool) -> CSR:
    found = np.array(ties, dtype=np.int64).reshape(-1, 3)
    return CSR.build(n, found[:, 0], found[:, 1], directed=directed, weight=found[:, 2])


def known(n: int, ties: Ties, directed: bool, weighted: bool = True) -> Any:
    """The same for networkx, of parallel ties the shortest."""
    found = nx.DiGraph() if directed else nx.Graph()
    found.add_nodes_from(range(n))
    for a, b, w in ties:
        shortest = min(w, found[a][b]["weight"]) if found.has_edge(a, b) else w
        found.add_edge(a, b, weight=shortest if weighted else 1)
    return found


def chain(n: int) -> CSR:
    return CSR.build(n, np.arange(n - 1), np.arange(1, n), directed=False)


def star(n: int) -> CSR:
    return CSR.build(n, np.zeros(n - 1, dtype=int), np.arange(1, n), directed=False)


@LAW
@given(TIES, st.booleans(), st.booleans(), st.sets(NODE, max_size=3), st.none() | st.integers(0, 5))
def test_distances_are_those_of_networkx(
    ties: Ties, directed: bool, weighted: bool, starts: set[int], cutoff: int | None
) -> None:
    found = traverse.distances(graph(N, ties, directed), sorted(starts), weighted, cutoff)
    g = known(N, ties, directed, weighted)
    expected = nx.multi_source_dijkstra_path_length(g, starts, cutoff=cutoff) if starts else {}
    assert found.dtype == (np.float64 if weighted else np.int32)
    assert found.tolist() == [expected.get(i, np.inf if weighted else -1) for i in range(N)]


@LAW
@given(TIES, st.booleans(), st.booleans())
def test_a_table_of_distances_is_one_row_a_start_whatever_the_threads(
    ties: Ties, directed: bool, weighted: bool
) -> None:
    csr = graph(N, ties, directed)
    lengths = dict(nx.all_pairs_dijkstra_path_length(known(N, ties, directed, weighted)))
    starts, ends = [4, 0, 4], [1, 0, 6, 4]
    expected = [[lengths[a].get(b, np.inf) for b in ends] for a in starts]
    for threads in (1, 2):
        assert traverse.distances_between(csr, starts, ends, weighted, threads=threads).tolist() == expected


@LAW
@given(TIES, st.booleans(), st.booleans(), NODE, NODE)
def test_a_shortest_path_is_one(ties: Ties, directed: bool, weighted: bool, a: int, b: int) -> None:
    g = known(N, ties, directed, weighted)
    found = traverse.shortest_path(graph(N, ties, directed), a, b, weighted)
    if found is None:
        assert not nx.has_path(g, a, b)
    else:
        nodes = found.nodes.tolist()
        assert (nodes[0], nodes[-1], len(set(nodes))) == (a, b, len(nodes))
        assert found.length == nx.path_weight(g, nodes, "weight") == nx.dijkstra_path_length(g, a, b)


@LAW
@given(TIES, st.booleans(), st.booleans(), NODE, NODE, st.integers(0, 6))
def test_alternatives_are_the_shortest_of_all_loopless_ways(
    ties: Ties, directed: bool, weighted: bool, a: int, b: int, k: int
) -> None:
    g = known(N, ties, directed, weighted)
    every = [[a]] if a == b else nx.all_simple_paths(g, a, b)
    lengths = sorted(nx.path_weight(g, nodes, "weight") for nodes in every)
    found = traverse.paths_between(graph(N, ties, directed), a, b, k, weighted)
    ways = [tuple(path.nodes.tolist()) for path in found]
    assert [path.length for path in found] == lengths[:k]
    assert len(set(ways)) == len(ways)
    for path, nodes in zip(found, ways, strict=True):
        assert len(set(nodes)) == len(nodes)
        assert nx.path_weight(g, nodes, "weight") == path.length


@LAW
@given(TIES, st.booleans(), st.booleans(), NODE, NODE, st.integers(0, 4))
def test_disjoint_ways_share_nobody_and_no_other_set_is_shorter(
    ties: Ties, directed: bool, weighted: bool, a: int, b: int, k: int
) -> None:
    g = known(N, ties, directed, weighted)
    every = [] if a == b else list(nx.all_simple_paths(g, a, b))
    sets: dict[int, float] = {}
    for size in range(k + 1):
        for some in itertools.combinations(every, size):
            between = [node for nodes in some for node in nodes[1:-1]]
            if len(set(between)) == len(between):
                total = float(sum(nx.path_weight(g, nodes, "weight") for nodes in some))
                sets[size] = min(sets.get(size, np.inf), total)
        if size not in sets:
            break
    found = traverse.disjoint_paths(graph(N, ties, directed), a, b, k, weighted)
    assert len(found) == max(sets)
    assert sum(path.length for path in found) == sets[len(found)]
    between = [node for path in found for node in path.nodes[1:-1].tolist()]
    assert len(set(between)) == len(between)
    assert all(nx.path_weight(g, path.nodes.tolist(), "weight") == path.length for path in found)
    assert all((path.nodes[0], path.nodes[-1]) == (a, b) for path in found)


def test_the_second_way_may_take_the_first_apart() -> None:
    """Suurballe's trap: the shortest way, 0 1 2 3, leaves no second one; the best pair does without its middle."""
    ties = [(0, 1, 1), (1, 2, 1), (2, 3, 1), (0, 2, 3), (1, 3, 3)]
    found = traverse.disjoint_paths(graph(4, ties, directed=True), 0, 3, 2, weighted=True)
    assert [(path.nodes.tolist(), path.length) for path in found] == [([0, 1, 3], 4.0), ([0, 2, 3], 4.0)]


@LAW
@given(TIES, st.booleans())
def test_components_are_named_by_their_smallest_node(ties: Ties, directed: bool) -> None:
    csr, g = graph(N, ties, directed), known(N, ties, directed)
    weak = nx.connected_components(g.to_undirected())
    strong = nx.strongly_connected_components(g) if directed else nx.connected_components(g)
    for found, parts in ((traverse.components(csr), weak), (traverse.strong_components(csr), strong)):
        expected = {node: min(part) for part in parts for node in part}
        assert found.tolist() == [expected[i] for i in range(N)]


@LAW
@given(TIES, st.booleans())
def test_core_numbers_are_those_of_networkx(ties: Ties, directed: bool) -> None:
    once = sorted({(a, b) if directed else (min(a, b), max(a, b)) for a, b, _ in ties})
    g = known(N, [(a, b, 1) for a, b in once if a != b], directed)
    found = traverse.core_numbers(graph(N, [(a, b, 1) for a, b in once], directed))
    assert found.tolist() == [nx.core_number(g)[i] for i in range(N)]
    simple = traverse.core_numbers(graph(N, ties, directed).simple)
    assert simple.tolist() == [nx.core_number(g.to_undirected())[i] for i in range(N)]


def test_zachary_has_the_published_core() -> None:
    club = nx.karate_club_graph()
    ends = np.array(club.edges)
    cores = traverse.core_numbers(CSR.build(34, ends[:, 0], ends[:, 1], directed=False))
    assert np.flatnonzero(cores == 4).tolist() == [0, 1, 2, 3, 7, 8, 13, 30, 32, 33]


@pytest.mark.parametrize("directed", [False, True])
def test_an_empty_graph_and_one_node_have_answers(directed: bool) -> None:
    empty, one = graph(0, [], directed), graph(1, [], directed)
    for ask in (traverse.components, traverse.strong_components, traverse.core_numbers):
        assert ask(empty).tolist() == []
        assert ask(one).tolist() == [0]
    assert traverse.distances(empty, []).tolist() == []
    assert traverse.distances_between(empty, [], []).shape == (0, 0)
    assert traverse.distances(one, 0).tolist() == [0]
    assert traverse.disjoint_paths(one, 0, 0, 2) == []


def test_equal_ways_are_chosen_by_node_number() -> None:
    ties = [(0, i, 1) for i in (4, 2, 3, 1)] + [(i, 5, 1) for i in (3, 1, 4, 2)]
    ways = [path.nodes.tolist() for path in traverse.paths_between(graph(6, ties, False), 0, 5, 9, weighted=True)]
    assert ways == [[0, 1, 5], [0, 2, 5], [0, 3, 5], [0, 4, 5]]


def test_one_finder_answers_again_and_again() -> None:
    g = nx.gnm_random_graph(60, 110, seed=3)
    ends = np.array(g.edges)
    finder = traverse.Finder(CSR.build(60, ends[:, 0], ends[:, 1], directed=False))
    for a, b in itertools.product(range(0, 60, 7), range(60)):
        found = finder.path(a, b)
        assert (found and found.length) == (nx.shortest_path_length(g, a, b) if nx.has_path(g, a, b) else None)


def test_a_chain_of_100_000_is_walked_without_recursion() -> None:
    n = 100_000
    csr = chain(n)
    found = traverse.shortest_path(csr, 0, n - 1)
    assert found is not None
    assert (found.nodes.tolist(), found.length) == (list(range(n)), n - 1.0)
    assert traverse.distances(csr, 0)[-1] == traverse.distances(csr, 0, weighted=True)[-1] == n - 1
    assert len(traverse.disjoint_paths(csr, 0, n - 1, 2)) == 1
    assert traverse.components(csr).max() == 0
    assert set(traverse.core_numbers(csr).tolist()) == {1}
    arrows = CSR.build(n, np.arange(n), np.r_[np.arange(1, n), 0], directed=True)
    assert traverse.strong_components(arrows).max() == 0


def test_a_star_of_100_000_is_two_steps_wide() -> None:
    n = 100_000
    csr = star(n)
    assert np.unique(traverse.distances(csr, 7)).tolist() == [0, 1, 2]
    assert [path.nodes.tolist() for path in traverse.paths_between(csr, 5, 9, 3)] == [[5, 0, 9]]
    assert len(traverse.disjoint_paths(csr, 5, 9, 3)) == 1
    assert set(traverse.core_numbers(csr).tolist()) == {1}


def test_an_unknown_node_is_refused_by_number() -> None:
    csr = chain(3)
    for ask in (
        lambda: traverse.distances(csr, [0, 3]),
        lambda: traverse.shortest_path(csr, 0, -1),
        lambda: traverse.disjoint_paths(csr, 3, 0, 1),
    ):
        with pytest.raises(BadValue) as told:
            ask()
        assert told.value.values["value"] in (3, -1)


def test_a_table_of_distances_tells_how_far_it_is_and_can_be_stopped() -> None:
    told: list[float] = []

    def enough(share: float) -> bool:
        told.append(share)
        return share < 0.5

    with pytest.raises(Stopped):
        traverse.distances_between(chain(100), range(100), [0], threads=1, watch=enough)
    assert told[-1] >= 0.5
    assert told == sorted(told)
