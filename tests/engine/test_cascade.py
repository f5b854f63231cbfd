"""Cascades: against every possible world on small graphs, against each other on larger ones, and domain.md 5.15."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import cascade
from graph.engine.cascade import Oracle
from graph.engine.csr import CSR
from graph.engine.work import Stopped
from graph.model.errors import BadValue

Pairs = Sequence[tuple[int, int]]


def graph(n: int, pairs: Pairs, directed: bool = True) -> CSR:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return CSR.build(n, ends[:, 0], ends[:, 1], directed=directed)


def every_world(csr: CSR, chance: Sequence[float], starts: Sequence[int], steps: int | None = None) -> float:
    """The expected number reached, by adding up all 2^ways worlds, as networkx walks them."""
    expected = 0.0
    for open_ in itertools.product((False, True), repeat=csr.ways):
        weight = math.prod(p if is_open else 1 - p for p, is_open in zip(chance, open_, strict=True))
        world = nx.DiGraph()
        world.add_nodes_from(range(csr.n))
        world.add_edges_from((int(a), int(b)) for a, b, o in zip(csr.tail, csr.to, open_, strict=True) if o)
        found = nx.multi_source_dijkstra_path_length(world, set(starts), cutoff=steps) if starts else {}
        expected += weight * len(found)
    return expected


def threshold_worlds(csr: CSR, chance: Sequence[float], starts: Sequence[int]) -> float:
    """The same for the threshold model: every node listens to one of its ways at most (Kempe et al. 2003)."""
    into = [[w for w in range(csr.ways) if csr.to[w] == node] for node in range(csr.n)]
    expected = 0.0
    for picks in itertools.product(*([None, *ways] for ways in into)):
        weight = 1.0
        world = nx.DiGraph()
        world.add_nodes_from(range(csr.n))
        for node, way in enumerate(picks):
            weight *= chance[way] if way is not None else 1 - sum(chance[w] for w in into[node])
            if way is not None:
                world.add_edge(int(csr.tail[way]), node)
        expected += weight * len(nx.multi_source_dijkstra_path_length(world, set(starts)))
    return expected


def within(estimate: cascade.Estimate, truth: float, times: float = 2.5) -> bool:
    """Whether the truth lies in an interval `times` as wide as the 90 % one: 4 standard errors, never by luck."""
    half = max(estimate.high - estimate.expected, estimate.expected - estimate.low, 1e-9)
    return abs(estimate.expected - truth) <= times * half


SMALL = graph(5, [(0, 1), (0, 2), (1, 2), (1, 3), (2, 3), (3, 4), (4, 1), (2, 0)])
CHANCE = [0.9, 0.05, 0.5, 0.02, 1.0, 0.3, 0.08, 0.0]


@pytest.mark.parametrize("steps", [None, 1, 2])
@pytest.mark.parametrize("starts", [[0], [2, 4], []])
def test_both_ways_of_counting_agree_with_every_possible_world(starts: list[int], steps: int | None) -> None:
    truth = every_world(SMALL, CHANCE, starts, steps)
    forward = cascade.spread(SMALL, CHANCE, starts, 40_000, steps=steps)
    backward = cascade.oracle(SMALL, CHANCE, 200_000, steps=steps).spread(starts)
    assert within(forward, truth)
    assert within(backward, truth)


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_small_graph_agrees_with_every_possible_world(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 5))
    ends = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    directed = data.draw(st.booleans())
    csr = graph(n, data.draw(st.lists(ends, min_size=1, max_size=8 if directed else 4)), directed)
    chance = data.draw(
        st.lists(st.sampled_from([0.0, 0.03, 0.09, 0.2, 0.7, 1.0]), min_size=csr.ways, max_size=csr.ways)
    )
    starts = data.draw(st.lists(st.integers(0, n - 1), min_size=1, max_size=2, unique=True))
    truth = every_world(csr, chance, starts)
    assert within(cascade.spread(csr, chance, starts, 20_000), truth)
    assert within(cascade.oracle(csr, chance, 60_000).spread(starts), truth)


def test_the_threshold_model_agrees_with_every_possible_world() -> None:
    chance = [0.4, 0.3, 0.4, 0.2, 0.8, 0.7, 0.1, 0.6]
    truth = threshold_worlds(SMALL, chance, [0])
    assert within(cascade.spread(SMALL, chance, [0], 40_000, model="threshold"), truth)
    assert within(cascade.oracle(SMALL, chance, 200_000, model="threshold").spread([0]), truth)


def test_a_chain_of_even_chances_is_a_sum_of_powers() -> None:
    chain = graph(4, [(0, 1), (1, 2), (2, 3)])
    assert every_world(chain, [0.5] * 3, [0]) == 1.875
    assert within(cascade.spread(chain, 0.5, [0], 100_000), 1.875)
    path = graph(4, [(0, 1), (1, 2), (2, 3)], directed=False)
    assert within(cascade.reach_of_one(path, 0.5, 50_000), (2 * 1.875 + 2 * 2.25) / 4)
    assert within(cascade.reach_of_one(path, 0.5, 50_000, steps=1), (2 * 1.5 + 2 * 2.0) / 4)


def test_certain_ways_reach_everybody_they_lead_to() -> None:
    chain = graph(100_000, [(i, i + 1) for i in range(99_999)])
    assert cascade.spread(chain, 1.0, [99_990], 10) == (10.0, 10.0, 10.0)
    star = graph(100_000, [(0, i) for i in range(1, 100_000)], directed=False)
    assert cascade.spread(star, 1.0, [7], 3).expected == 100_000
    assert cascade.spread(star, 1.0, [7], 3, steps=1).expected == 2


def test_values_count_what_people_are_worth() -> None:
    worth = [0.0, 5.0, 1.0, 0.0, 10.0]
    fork = graph(5, [(0, 1), (0, 2), (3, 4)])
    assert cascade.spread(fork, 1.0, [0], 5, values=worth).expected == 6.0
    sampled = cascade.oracle(fork, 1.0, 20_000, values=worth)
    assert within(sampled.spread([0]), 6.0)
    assert within(sampled.spread([3]), 10.0)
    assert cascade.seeds(fork, 1.0, 1, values=worth, sets=2000).nodes.tolist() == [3]


def random_graph(seed: int, n: int = 300, m: int = 900) -> CSR:
    rng = np.random.default_rng(seed)
    return CSR.build(n, rng.integers(0, n, m), rng.integers(0, n, m), directed=False)


@pytest.mark.parametrize("model", cascade.MODELS)
def test_sets_and_forward_runs_agree_on_a_larger_graph(model: str) -> None:
    csr = random_graph(1)
    p = cascade.chances_by_indegree(csr)
    assert np.bincount(csr.to, weights=p)[csr.degree > 0] == pytest.approx(1.0)
    found = cascade.oracle(csr, p, 100_000, model=model)
    for starts in ([0], [1, 2, 3], list(range(0, 300, 10))):
        judge = cascade.spread(csr, p, starts, 5000, model=model)
        assert abs(found.spread(starts).expected - judge.expected) <= 2.5 * (
            found.spread(starts).high - found.spread(starts).expected + judge.high - judge.expected
        )


def test_any_number_of_threads_gives_the_same_answer() -> None:
    csr = random_graph(2)
    one, two = (cascade.seeds(csr, 0.15, 5, sets=90_000, threads=t) for t in (1, 2))
    assert one.nodes.tolist() == two.nodes.tolist()
    assert one.steps == two.steps
    assert (one.judge.sets.who == two.judge.sets.who).all()
    assert cascade.spread(csr, 0.15, [1], 500, threads=1) == cascade.spread(csr, 0.15, [1], 500, threads=2)


def test_sets_of_a_number_are_the_same_however_many_are_drawn() -> None:
    csr = random_graph(3)
    few, many = (cascade.oracle(csr, 0.1, sets).sets for sets in (3000, 70_000))
    assert (many.where[:3001] == few.where).all()
    assert (many.who[: few.where[-1]] == few.who).all()
    other = cascade.oracle(csr, 0.1, 3000, seed=2).sets
    assert len(other.who) != len(few.who) or (other.who != few.who).any()


def test_one_more_and_one_less_is_what_the_whole_would_say() -> None:
    found = cascade.oracle(random_graph(4), 0.2, 50_000)
    before, after = found.spread([1, 2, 3]), found.spread([2, 3, 9])
    change = found.what_if([1, 2, 3], add=[9], drop=[1])
    assert change.expected == pytest.approx(after.expected - before.expected)
    assert change.low < change.expected < change.high
    assert found.what_if([1, 2], add=[2], drop=[7]) == (0.0, 0.0, 0.0)


def test_greedy_gains_are_the_largest_there_are_and_never_rise() -> None:
    found = cascade.oracle(random_graph(5), 0.1, 30_000)
    chosen = found.select(6)
    assert (np.diff(chosen.gains) <= 0).all()
    for place in range(6):
        before = chosen.nodes[:place]
        gains = [found.what_if(before, add=[node]).expected for node in range(found.n)]
        assert chosen.gains[place] == pytest.approx(max(gains))
        assert chosen.nodes[place] == int(np.argmax(np.round(gains, 9)))
    assert chosen.most >= chosen.gains.sum()


def test_first_and_forbidden_nodes_are_not_chosen_again() -> None:
    found = cascade.oracle(random_graph(6), 0.1, 10_000)
    best = int(found.select(1).nodes[0])
    allowed = np.ones(found.n, dtype=bool)
    allowed[best] = False
    assert best not in found.select(5, allowed=allowed).nodes
    after = found.select(3, first=[best])
    assert found.select(4).nodes.tolist() == [best, *after.nodes.tolist()]


def exhaustive(found: Oracle, k: int, price: np.ndarray | None = None, budget: float = math.inf) -> float:
    sizes = range(1, found.n + 1) if price is not None else [k]
    return max(
        found.spread(list(some)).expected
        for size in sizes
        for some in itertools.combinations(range(found.n), size)
        if price is None or price[list(some)].sum() <= budget
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_searched_set_is_the_best_of_all(seed: int) -> None:
    csr = random_graph(seed, 12, 20)
    for k in (1, 2, 3):
        found = cascade.cover_steps(csr, k)
        assert found.best
        assert found.gains.sum() == exhaustive(found.oracle, k)
        assert found.bound == pytest.approx(found.gains.sum() / found.oracle.select(k).most)
    sampled = cascade.oracle(csr, 0.3, 2000)
    searched = sampled.best(2)
    assert searched is not None
    assert sampled.spread(searched).expected == exhaustive(sampled, 2)


@pytest.mark.parametrize("seed", range(4))
def test_a_bound_is_never_below_what_can_be_had(seed: int) -> None:
    csr = random_graph(seed, 10, 16)
    found = cascade.oracle(csr, 0.3, 3000)
    price = np.array([1.0, 2.0, 3.0, 1.5, 0.5, 2.5, 1.0, 4.0, 2.0, 1.0])
    chosen = found.select(budget=4.0, costs=price)
    best = exhaustive(found, 0, price, 4.0)
    assert price[chosen.nodes].sum() <= 4.0
    assert (1 - 1 / math.e) / 2 * best <= chosen.gains.sum() <= best + 1e-9
    assert chosen.most >= best - 1e-9
    assert found.select(3).most >= exhaustive(found, 3) - 1e-9


def test_one_dear_node_beats_many_cheap_ones_where_it_reaches_more() -> None:
    star = graph(12, [(0, i) for i in range(1, 10)] + [(10, 11)])
    found = cascade.cover_steps(star, 1).oracle
    price = np.array([10.0, *[2.0] * 9, 0.1, 2.0])
    chosen = found.select(budget=10.0, costs=price)
    assert (chosen.nodes.tolist(), chosen.gains.tolist()) == ([0], [10.0])
    plan = cascade.seeds(star, 1.0, budget=10.1, costs=price, sets=5000)
    assert set(plan.nodes.tolist()) == {0, 10}


SYNTHETIC = "a1-a2 a2-a3 b1-b2 c1-c2 c2-c3 e1-a3 e1-b2 e1-c3 e1-e2 b2-d1 e2-c2"
NAMES = "a1 a2 a3 b1 b2 c1 c2 c3 d1 e1 e2".split()


def test_the_most_central_person_is_in_no_best_set() -> None:
    pairs = [tuple(NAMES.index(end) for end in pair.split("-")) for pair in SYNTHETIC.split()]
    csr = graph(11, pairs, directed=False)
    for k, names, covered in ((2, "b2 c2", 8), (3, "a2 b2 c2", 11), (1, "e1", 5)):
        found = cascade.cover_steps(csr, k)
        assert {NAMES[node] for node in found.nodes} == set(names.split())
        assert (found.gains.sum(), found.best) == (covered, True)
    greedy = cascade.cover_steps(csr, 2, exact_up_to=0)
    assert (NAMES[greedy.nodes[0]], greedy.gains.sum(), greedy.best) == ("e1", 7, False)
    assert cascade.cover_steps(csr, 9, exact_up_to=0).gains.sum() == 11


def test_two_steps_are_counted_as_networkx_walks_them() -> None:
    lesser = nx.les_miserables_graph()
    names = sorted(lesser)
    csr = graph(len(names), [(names.index(a), names.index(b)) for a, b in lesser.edges], directed=False)
    found = cascade.cover_steps(csr, 1, steps=2)
    most = max(len(nx.single_source_shortest_path_length(lesser, who, cutoff=2)) for who in names)
    assert found.gains.tolist() == [most]
    sampled = cascade.cover_steps(csr, 2, steps=2, entries=1000)
    assert not sampled.oracle.exact
    assert within(sampled.oracle.spread(found.nodes), most)


def test_arrows_cover_those_they_lead_to() -> None:
    arrows = graph(4, [(0, 1), (0, 2), (3, 0)])
    assert cascade.cover_steps(arrows, 1).nodes.tolist() == [0]
    assert cascade.cover_steps(arrows, 1, steps=2).nodes.tolist() == [3]


def test_the_plan_is_never_below_a_candidate_and_says_who_won() -> None:
    csr = random_graph(8)
    plan = cascade.seeds(csr, 0.2, 5, sets=100_000, orders={"last": np.arange(300)[::-1]})
    for order in (np.arange(300)[::-1][:5], np.argsort(-csr.degree, kind="stable")[:5]):
        assert plan.spread.expected >= plan.judge.spread(order).expected
    assert within(plan.spread, cascade.spread(csr, 0.2, plan.nodes, 5000).expected)
    assert plan.gains.sum() == pytest.approx(plan.spread.expected)
    assert plan.reached
    assert 1 - 1 / math.e - 0.1 <= plan.bound <= 1
    few = cascade.seeds(csr, 0.2, 5, sets=128, orders={"best": plan.nodes})
    assert few.by == "best" or few.spread.expected >= few.judge.spread(plan.nodes).expected


def test_the_bound_holds_against_the_best_of_all() -> None:
    csr = random_graph(9, 12, 18)
    plan = cascade.seeds(csr, 0.3, 2, sets=50_000)
    large = cascade.oracle(csr, 0.3, 200_000, seed=99)
    best = max(large.spread(list(two)).expected for two in itertools.combinations(range(12), 2))
    assert large.spread(plan.nodes).expected >= plan.bound * best
    assert large.spread(plan.nodes).expected >= 0.99 * best


def test_entries_bound_the_memory() -> None:
    star = graph(2000, [(0, i) for i in range(1, 2000)], directed=False)
    found = cascade.oracle(star, 1.0, 500_000, entries=1_000_000)
    assert len(found.sets.who) <= 1_000_000
    assert len(found.weight) == 500


def test_nobody_and_nothing_allowed() -> None:
    empty = graph(0, [])
    assert cascade.spread(empty, 0.5, []).expected == 0
    assert math.isnan(cascade.reach_of_one(empty, 0.5).expected)
    assert len(cascade.cover_steps(empty, 3).nodes) == 0
    assert len(cascade.seeds(empty, 0.5, 3).nodes) == 0
    one = graph(1, [])
    assert cascade.seeds(one, 0.5, 3, sets=1000).nodes.tolist() == [0]
    assert cascade.cover_steps(one, 3).gains.tolist() == [1.0]
    barred = cascade.seeds(random_graph(1), 0.1, 3, allowed=np.zeros(300, dtype=bool), sets=1000)
    assert len(barred.nodes) == 0
    assert barred.spread.expected == 0
    assert math.isnan(cascade.seeds(one, 0.5, 1, values=[0.0]).bound)


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda csr: cascade.spread(csr, [0.5, 1.5, 0.5], [0]), "engine_chance"),
        (lambda csr: cascade.spread(csr, math.nan, [0]), "engine_chance"),
        (lambda csr: cascade.spread(csr, 0.5, [4]), "engine_node"),
        (lambda csr: cascade.spread(csr, 0.5, [0], 0), "engine_value"),
        (lambda csr: cascade.spread(csr, 0.5, [0], values=[1, -1, 1, 1]), "engine_value"),
        (lambda csr: cascade.seeds(csr, 0.5, 1, costs=[1, math.nan, 1, 1], budget=1), "engine_value"),
        (lambda csr: cascade.spread(csr, 0.5, [0], model="rumour"), "choice"),
        (lambda csr: cascade.spread(graph(3, [(0, 2), (1, 2)]), 0.7, [0], model="threshold"), "engine_threshold"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(call, key: str) -> None:
    with pytest.raises(BadValue) as problem:
        call(graph(4, [(0, 1), (1, 2), (2, 3)]))
    assert (
        key in str(problem.value.args)
        or key in problem.value.values.get("rule", "")
        or key in repr(vars(problem.value))
    )


def test_it_can_be_watched_and_stopped() -> None:
    shares: list[float] = []
    cascade.seeds(random_graph(1), 0.1, 2, sets=200_000, watch=lambda share: shares.append(share))
    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] <= 1
    with pytest.raises(Stopped):
        cascade.spread(random_graph(1), 0.1, [0], 10_000, watch=lambda share: False)
