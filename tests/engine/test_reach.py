"""Reach: against networkx on small random graphs, estimates against the exact counts; chains and stars of 100,000."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.below import below
from graph.engine.csr import CSR
from graph.engine.reach import descendants, reach
from graph.engine.work import Stopped
from graph.model.errors import BadValue

Pairs = list[tuple[int, int]]
LAW = settings(max_examples=300, deadline=None)
N = 8
NODE = st.integers(0, N - 1)
ANY = st.lists(st.tuples(NODE, NODE), max_size=20)
DOWNWARD = ANY.map(lambda pairs: [(min(pair), max(pair)) for pair in pairs])
TREE = st.lists(st.integers(-1, 6), min_size=N - 1, max_size=N - 1).map(
    lambda above: [(up % (i + 1), i + 1) for i, up in enumerate(above) if up >= 0]
)
VALUES = st.lists(st.integers(-5, 9), min_size=N, max_size=N)


def graph(n: int, pairs: Pairs, directed: bool = True) -> CSR:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return CSR.build(n, ends[:, 0], ends[:, 1], directed=directed)


def known(n: int, pairs: Pairs, directed: bool = True) -> Any:
    found = nx.DiGraph() if directed else nx.Graph()
    found.add_nodes_from(range(n))
    found.add_edges_from(pairs)
    return found


@LAW
@given(ANY | DOWNWARD | TREE, VALUES, st.booleans())
def test_descendants_and_their_values_are_those_of_networkx(pairs: Pairs, values: list[int], directed: bool) -> None:
    below = [nx.descendants(known(N, pairs, directed), i) for i in range(N)]
    found = descendants(graph(N, pairs, directed), values)
    assert found.exact
    assert found.error == 0
    assert found.count.tolist() == [len(some) for some in below]
    assert found.value is not None
    assert found.value.tolist() == [sum(values[x] for x in some) for some in below]


@LAW
@given(ANY | DOWNWARD, st.booleans(), st.integers(1, 4))
def test_a_few_steps_reach_as_far_as_in_networkx(pairs: Pairs, directed: bool, steps: int) -> None:
    g = known(N, pairs, directed)
    expected = [
        [len(nx.single_source_shortest_path_length(g, i, cutoff=step)) - 1 for step in range(1, steps + 1)]
        for i in range(N)
    ]
    for threads in (1, 2):
        assert reach(graph(N, pairs, directed), steps, threads=threads).tolist() == expected


@LAW
@given(ANY | DOWNWARD)
def test_a_sketch_that_may_keep_everybody_is_exact(pairs: Pairs) -> None:
    csr = graph(N, pairs)
    exact, sketch = descendants(csr), descendants(csr, looks=-1, kept=N + 1)
    assert sketch.count.tolist() == exact.count.tolist()


def referred(n: int, each: int, seed: int) -> CSR:
    """People who are each sent by up to so many earlier ones."""
    draw = np.random.default_rng(seed)
    late = np.repeat(np.arange(1, n), each)
    return CSR.build(n, (draw.random(len(late)) * late).astype(np.int64), late, directed=True)


def test_an_estimate_errs_as_much_as_it_says_and_not_to_one_side() -> None:
    csr = referred(3000, 2, seed=5)
    exact = descendants(csr).count
    large = exact > 200
    assert large.sum() > 100
    off = []
    for seed in range(40):
        sketch = descendants(csr, looks=0, seed=seed)
        assert (sketch.how, sketch.exact, sketch.kept) == ("sketch", False, 64)
        assert sketch.error == pytest.approx(0.127, abs=0.0005)
        few = exact < sketch.kept - 1
        assert (sketch.count[few] == exact[few]).all()
        off.append(sketch.count[large] / exact[large] - 1)
    expected = np.sqrt(np.mean((1 - exact[large] / 3000) / 62))  # drawn from 3,000 without putting back
    assert np.sqrt(np.mean(np.square(off))) == pytest.approx(expected, rel=0.15)
    assert abs(np.mean(off)) < 0.03


def test_the_same_seed_gives_the_same_estimate_and_another_one_does_not() -> None:
    csr = referred(2000, 2, seed=1)
    first, again, other = (descendants(csr, looks=0, seed=seed) for seed in (1, 1, 2))
    assert first.count.tolist() == again.count.tolist()
    assert first.count.tolist() != other.count.tolist()


def test_an_estimate_says_nothing_about_values() -> None:
    found = descendants(graph(3, [(0, 1), (0, 2), (1, 2)]), [1.0, 2.0, 3.0], looks=0)
    assert found.value is not None
    assert np.isnan(found.value).all()


def test_many_blocks_are_counted_alike_by_any_number_of_threads() -> None:
    csr = referred(20_000, 3, seed=2)
    assert reach(csr, 3, threads=1).tolist() == reach(csr, 3, threads=2).tolist()


@pytest.mark.parametrize("room", [0, 40_000, 4_000_000])
def test_what_is_below_is_the_same_however_much_room_there_is_to_keep_it(room: int) -> None:
    csr = referred(9_000, 3, seed=2)  # so that many are kept as lists, and some as bits
    mass = np.random.default_rng(1).integers(1, 9, 9_000).astype(float)
    found = below(csr.start, csr.to, mass, -mass, 10**12, room=room)
    plain = below(csr.start, csr.to, np.empty(0), np.empty(0), 10**12, room=room)
    assert found is not None
    assert plain is not None
    assert plain[0].max() > 1024
    g = known(9_000, np.c_[csr.tail, csr.to].tolist())
    for node in [*range(0, 9_000, 450), int(plain[0].argmax())]:
        there = [node, *nx.descendants(g, node)]
        assert plain[0][node] == len(there)
        assert found[0][node] == mass[there].sum()
        assert found[1][node] == -mass[there].sum()


def test_networkx_agrees_on_a_larger_graph_with_rings() -> None:
    g = nx.gnp_random_graph(400, 0.0035, seed=4, directed=True)
    ends = np.array(g.edges)
    found = descendants(CSR.build(400, ends[:, 0], ends[:, 1], directed=True))
    assert found.count.tolist() == [len(nx.descendants(g, i)) for i in range(400)]


@pytest.mark.parametrize("n", [0, 1, 3])
def test_where_nobody_is_tied_nobody_is_reached(n: int) -> None:
    found = descendants(graph(n, []), np.ones(n))
    assert found.count.tolist() == [0] * n
    assert found.value is not None
    assert found.value.tolist() == [0] * n
    assert reach(graph(n, []), 2).tolist() == [[0, 0]] * n


def test_the_first_of_a_chain_of_100_000_reaches_all_others() -> None:
    n = 100_000
    arrows = CSR.build(n, np.arange(n - 1), np.arange(1, n), directed=True)
    found = descendants(arrows, np.ones(n))
    assert found.how == "forest"
    assert found.count.tolist() == list(range(n - 1, -1, -1))
    assert found.value is not None
    assert found.value[0] == n - 1
    assert descendants(CSR.build(n, np.arange(n - 1), np.arange(1, n), directed=False)).count.min() == n - 1
    assert reach(arrows, 3)[[0, n - 2, n - 1]].tolist() == [[1, 2, 3], [1, 1, 1], [0, 0, 0]]


def test_the_middle_of_a_star_of_100_000_reaches_all_others() -> None:
    n = 100_000
    star = CSR.build(n, np.zeros(n - 1, dtype=int), np.arange(1, n), directed=True)
    assert descendants(star).count.tolist() == [n - 1] + [0] * (n - 1)
    assert descendants(star.turned).count.tolist() == [0] + [1] * (n - 1)
    assert reach(star, 1)[:2].tolist() == [[n - 1], [0]]


def test_no_steps_a_bad_value_and_a_stop_are_told() -> None:
    csr = graph(3, [(0, 1), (0, 2), (1, 2)])
    with pytest.raises(BadValue):
        reach(csr, 0)
    with pytest.raises(BadValue) as told:
        descendants(csr, [0.0, float("nan"), 1.0])
    assert told.value.values["field"] == "value of node 1"
    with pytest.raises(Stopped):
        reach(csr, 2, watch=lambda share: False)
