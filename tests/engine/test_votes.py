"""Circles by votes: small graphs by hand, and the rule said in plain Python."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.csr import CSR
from graph.engine.votes import label_propagation
from graph.engine.work import Stopped
from graph.model.errors import BadValue

ENDS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=25)


def graph(n: int, pairs: list[tuple[int, int]], directed: bool = False) -> CSR:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return CSR.build(n, ends[:, 0], ends[:, 1], directed=directed)


def by_hand(n: int, pairs: list[tuple[int, int]], rounds: int) -> list[int]:
    drawn = nx.Graph(pairs)
    drawn.add_nodes_from(range(n))
    label = list(range(n))
    for _ in range(rounds):
        votes = [Counter([label[v], *(label[w] for w in drawn[v] if w != v)]) for v in range(n)]
        label = [min(one, key=lambda choice: (-votes[v][choice], choice)) for v, one in enumerate(votes)]
    return label


@settings(max_examples=200, deadline=None)
@given(ENDS, st.booleans(), st.integers(0, 6))
def test_everybody_takes_what_most_neighbours_have(pairs: list[tuple[int, int]], directed: bool, rounds: int) -> None:
    assert label_propagation(graph(9, pairs, directed), rounds=rounds).tolist() == by_hand(9, pairs, rounds)


def test_two_rings_of_friends_with_one_bridge_stay_two() -> None:
    friends = [(a, b) for first in (0, 5) for a in range(first, first + 5) for b in range(a + 1, first + 5)]
    assert label_propagation(graph(10, [*friends, (4, 5)])).tolist() == [0] * 5 + [5] * 5


def test_nobody_alone_and_no_rounds() -> None:
    assert label_propagation(graph(0, [])).tolist() == []
    assert label_propagation(graph(3, [])).tolist() == [0, 1, 2]
    assert label_propagation(graph(2, [(0, 1)]), rounds=0).tolist() == [0, 1]
    with pytest.raises(BadValue):
        label_propagation(graph(2, [(0, 1)]), rounds=-1)


def test_it_can_be_stopped() -> None:
    with pytest.raises(Stopped):
        label_propagation(graph(2, [(0, 1)]), watch=lambda share: False)
