"""The arithmetic of forests is what a walk over them shows."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import lineage
from graph.analysis.attribution import forest
from tests.analysis.test_laws import NAMES, referred

UP = st.lists(st.integers(-1, 30), max_size=30).map(
    lambda ups: np.array([min(up, i - 1) for i, up in enumerate(ups)], np.int64)
)


@settings(deadline=None, max_examples=60)
@given(UP, st.integers(0, 2**32 - 1))
def test_every_forest(up: np.ndarray, seed: int) -> None:
    n, amount = len(up), np.random.default_rng(seed).integers(0, 100, len(up))
    graph = nx.DiGraph((int(u), v) for v, u in enumerate(up) if u >= 0)
    graph.add_nodes_from(range(n))
    under = [nx.descendants(graph, v) for v in range(n)]
    over = [nx.ancestors(graph, v) for v in range(n)]
    depth = lineage.above(up, (up >= 0).astype(np.int64))
    size = lineage.below(up, np.ones(n)).astype(np.int64) + 1
    walk = lineage.walk(up, size)
    assert depth.tolist() == [len(one) for one in over]
    assert lineage.below(up, amount).tolist() == [sum(amount[list(one)]) for one in under]
    assert size.tolist() == [len(one) + 1 for one in under]
    far = [max(nx.single_source_shortest_path_length(graph, v).values()) for v in range(n)]
    assert lineage.height(up, depth).tolist() == far
    assert lineage.tops(up).tolist() == [next(t for t in {v, *over[v]} if up[t] < 0) for v in range(n)]
    assert sorted(walk.tolist()) == list(range(n))
    for v in range(n):
        assert {int(walk[one]) for one in under[v]} == set(range(walk[v] + 1, walk[v] + size[v]))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(-1, 12), max_size=12))
def test_rings_are_those_of_networkx(ups: list[int]) -> None:
    up = np.array([u if u < len(ups) else -1 for u in ups], np.int64)
    graph = nx.DiGraph((v, int(u)) for v, u in enumerate(up) if u >= 0)
    assert {frozenset(ring) for ring in lineage.rings(up)} == {frozenset(ring) for ring in nx.simple_cycles(graph)}
    assert all(int(up[a]) == b for ring in lineage.rings(up) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(NAMES, NAMES), max_size=14))
def test_the_forest_is_what_taking_referrals_one_by_one_gives(pairs: list[tuple[str, str]]) -> None:
    """Each first referral is taken in order of time unless its referrer already stands below the person."""
    parent: dict[str, str] = {}
    refused, seen = [], set()
    for a, b in pairs:
        if a == b or b in seen:
            continue
        seen.add(b)
        over = [a]
        while over[-1] in parent:
            over.append(parent[over[-1]])
        if b in over:
            refused.append((a, b))
        else:
            parent[b] = a
    trees = forest(referred(pairs))
    assert trees.parent == parent
    assert sorted(zip(trees.refused["from_id"], trees.refused["to_id"], strict=True)) == sorted(refused)
    assert len(trees.selves) == sum(a == b for a, b in pairs)


def test_a_forest_is_read_once_for_the_same_tables_and_again_for_others() -> None:
    one, other = referred([("a", "b")]), referred([("a", "b"), ("b", "c")])
    assert forest(one) is forest(one)
    assert forest(other).parent == {"b": "a", "c": "b"}
    assert forest(one).parent == {"b": "a"}


@pytest.mark.parametrize("up", [np.array([], np.int64), np.array([-1])])
def test_nobody_and_one(up: np.ndarray) -> None:
    assert lineage.below(up, np.ones(len(up))).tolist() == [0.0] * len(up)
    assert lineage.rings(up) == []
    assert lineage.tops(up).tolist() == list(range(len(up)))
