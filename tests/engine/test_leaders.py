"""The leaders in betweenness are those of the exact measure, each within its interval, on any graph and any threads."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph.engine
from graph.engine import centrality
from graph.engine.csr import CSR
from graph.engine.leaders import top_betweenness
from graph.engine.work import Stopped
from graph.model.errors import BadValue

ENDS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)
SURE = {"error": 0.02, "confidence": 1 - 1e-9}


def built(n: int, ties: list[tuple[int, int]], directed: bool) -> CSR:
    ends = np.array(ties, dtype=np.int64).reshape(-1, 2)
    return CSR.build(n, ends[:, 0], ends[:, 1], directed=directed)


@settings(max_examples=60, deadline=None)
@given(st.integers(12, 14), ENDS, st.booleans(), st.integers(0, 20))
def test_the_exact_share_of_every_leader_is_in_its_interval_and_nobody_else_has_more(
    n: int, ties: list[Any], directed: bool, k: int
) -> None:
    csr = built(n, ties, directed)  # with self-ties, parallel ties and parts that do not reach each other
    exact, found = centrality.betweenness(csr), top_betweenness(csr, k=k, **SURE)
    assert len(found.nodes) == min(k, n) == len(set(found.nodes.tolist()))
    assert (found.low <= exact[found.nodes]).all()
    assert (exact[found.nodes] <= found.high).all()
    assert (found.high - found.low <= 2 * 0.02 + 1e-12).all()
    assert (np.diff(found.score) <= 0).all()
    rest = np.setdiff1d(np.arange(n), found.nodes)
    assert exact[rest].max(initial=0.0) <= max(found.others, 1e-12)


def test_heather_leads_the_kite_and_the_medici_lead_florence() -> None:
    for famous, first, share in ((nx.krackhardt_kite_graph(), 7, 14 / 36), (nx.florentine_families_graph(), 1, 0.5220)):
        names = list(famous)
        ties = [(names.index(a), names.index(b)) for a, b in famous.edges()]
        found = top_betweenness(built(len(names), ties, False), k=1, error=0.005)
        assert found.nodes.tolist() == [first]
        assert found.low[0] < share < found.high[0]
    assert names[first] == "Medici"


def test_same_seed_same_answer_on_any_threads_and_another_seed_another_one() -> None:
    some = nx.gnm_random_graph(300, 900, seed=3)
    csr = built(300, list(some.edges()), False)
    one, two, other = (top_betweenness(csr, k=9, error=0.01, threads=t, seed=s) for t, s in ((1, 1), (2, 1), (1, 2)))
    assert [part.tolist() for part in one[:4]] == [part.tolist() for part in two[:4]]
    assert one[4:] == two[4:]
    assert one.score.tolist() != other.score.tolist()


@pytest.mark.parametrize("n", [0, 1, 2])
def test_nobody_is_between_where_there_are_no_three(n: int) -> None:
    found = top_betweenness(built(n, [(0, 1)] if n == 2 else [], False), k=5)
    assert found.nodes.tolist() == list(range(n))
    assert not found.score.any()
    assert found.routes == 0


def test_equals_go_to_the_smallest_and_a_watcher_sees_it_grow_and_stops_it() -> None:
    alone = built(40, [], False)
    assert top_betweenness(alone, k=3, error=0.01).nodes.tolist() == [0, 1, 2]
    csr = built(40, [(0, i) for i in range(1, 40)], False)
    told: list[float] = []
    assert top_betweenness(csr, k=1, error=0.005, watch=told.append).nodes.tolist() == [0]
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(Stopped):
        top_betweenness(csr, k=1, error=0.0001, watch=lambda share: False)


@pytest.mark.parametrize("wrong", [{"k": -1}, {"error": 0.0}, {"confidence": 1.0}])
def test_settings_out_of_range_are_named(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadValue) as told:
        top_betweenness(built(3, [(0, 1)], False), **wrong)
    assert told.value.values["field"] in wrong


def test_a_table_gives_the_ids_of_the_leaders_best_first() -> None:
    ties = pd.DataFrame({"from_id": ["王", "王", "李", "赵"], "to_id": ["李", "赵", "钱", "孙"]})
    found = graph.engine.top_betweenness(ties, k=1, directed=False, error=0.02)
    assert found.index.tolist() == ["王"]
    assert found.iloc[0] == pytest.approx(4 / 6, abs=0.05)
