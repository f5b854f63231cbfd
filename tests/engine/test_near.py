"""What is within two steps: networkx's answer on any graph, and a hub does not make it slow."""

from __future__ import annotations

import time

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.csr import CSR
from graph.engine.near import held_near, within_two

ENDS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@settings(max_examples=150, deadline=None)
@given(ENDS, st.booleans())
def test_two_steps_are_networkx_balls(ends: list[tuple[int, int]], directed: bool) -> None:
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_edges_from(ends)
    csr = CSR.build(12, [a for a, _ in ends], [b for _, b in ends], directed=directed)
    wanted = [len(nx.single_source_shortest_path_length(graph, v, cutoff=2)) - 1 for v in graph]
    assert within_two(csr).tolist() == wanted


def test_things_held_near_less_ones_own() -> None:
    csr = CSR.build(3, [0, 1], [1, 2], directed=False)
    held = np.array([0, 2, 3, 5]), np.array([0, 1, 1, 2, 3])  # 0 holds 0 and 1, 1 holds 1, 2 holds 2 and 3
    own = np.array([0, 1, 1, 1]), np.array([1])
    assert held_near(csr, held, own, 4).tolist() == [1, 4, 3]


def test_empty_and_alone() -> None:
    assert within_two(CSR.build(0, [], [], directed=False)).tolist() == []
    assert within_two(CSR.build(1, [], [], directed=True)).tolist() == [0]


def test_a_star_of_a_hundred_thousand() -> None:
    n = 100_000
    csr = CSR.build(n, np.zeros(n - 1, dtype=int), np.arange(1, n), directed=False)
    within_two(CSR.build(2, [0], [1], directed=False))
    begun = time.perf_counter()
    assert (within_two(csr) == n - 1).all()
    assert time.perf_counter() - begun < 2
