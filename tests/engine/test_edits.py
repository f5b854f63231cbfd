"""A graph edited tie by tie is the graph built anew."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine.csr import CSR
from graph.engine.edits import added, removed
from graph.model.errors import BadValue, NotFound

N = 6
TIES = st.lists(st.tuples(st.integers(0, N - 1), st.integers(0, N - 1), st.integers(0, 9)), max_size=14)


def built(ties: list[tuple[int, int, int]], *, directed: bool, weighted: bool) -> CSR:
    a, b, w = (np.array([tie[i] for tie in ties], dtype=np.int32) for i in range(3))
    return CSR.build(N, a, b, directed=directed, weight=w if weighted else None)


def same(one: CSR, other: CSR) -> None:
    assert (one.n, one.directed, one.ties) == (other.n, other.directed, other.ties)
    for name in ("start", "to", "tie", "weight"):
        mine, theirs = getattr(one, name), getattr(other, name)
        assert (mine is None) == (theirs is None), name
        if mine is not None:
            assert mine.dtype == theirs.dtype
            assert mine.tolist() == theirs.tolist(), name


@settings(deadline=None)  # the first build compiles
@given(ties=TIES, more=TIES, directed=st.booleans(), weighted=st.booleans())
def test_adding_ties_is_building_with_them(
    ties: list[tuple[int, int, int]], more: list[tuple[int, int, int]], directed: bool, weighted: bool
) -> None:
    before = built(ties, directed=directed, weighted=weighted)
    a, b, w = ([tie[i] for tie in more] for i in range(3))
    same(added(before, a, b, w if weighted else None), built([*ties, *more], directed=directed, weighted=weighted))
    same(before, built(ties, directed=directed, weighted=weighted))


@settings(deadline=None)
@given(ties=TIES.filter(bool), where=st.integers(0, 13), directed=st.booleans(), weighted=st.booleans())
def test_removing_a_tie_is_building_without_it(
    ties: list[tuple[int, int, int]], where: int, directed: bool, weighted: bool
) -> None:
    tie = where % len(ties)
    found = removed(built(ties, directed=directed, weighted=weighted), tie, ties[tie][0], ties[tie][1])
    same(found, built([*ties[:tie], *ties[tie + 1 :]], directed=directed, weighted=weighted))


def test_what_is_wrong_is_named() -> None:
    line = built([(0, 1, 2), (1, 2, 3)], directed=False, weighted=True)
    with pytest.raises(BadValue, match="tie 1"):
        added(line, [0, 7], [1, 2], [1, 1])
    with pytest.raises(BadValue, match=r"tie 0 \(0 → 2\)"):
        added(line, [0], [2], [float("nan")])
    with pytest.raises(ValueError, match="0 weights for 1 ties"):
        added(line, [0], [2])
    with pytest.raises(NotFound):
        removed(line, 0, 1, 2)
    with pytest.raises(NotFound):
        removed(line, 0, 0, 9)
