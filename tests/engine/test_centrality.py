"""Centralities equal networkx on any graph, the published figures on famous ones, and themselves on any threads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import centrality, distances
from graph.engine.csr import CSR
from graph.engine.work import Stopped
from graph.model.errors import BadValue

DATA = Path(__file__).parents[2].parent / "shared" / "data"
LENGTHS = [20.0, 30.0, 45.0, 60.0, 120.0]
TIES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.sampled_from(LENGTHS)), max_size=40)
SIZES = st.integers(12, 14)
real = pytest.mark.skipif(not DATA.exists(), reason="the shared data sets are not on this machine")


def drawn(n: int, ties: list[tuple[int, int, float]], directed: bool) -> nx.Graph:
    graph: nx.Graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(ties)
    return graph


def csr_of(graph: nx.Graph, weight: str | None = "weight") -> CSR:
    place = {who: i for i, who in enumerate(graph)}
    ends = np.array([(place[a], place[b]) for a, b in graph.edges()], dtype=np.int64).reshape(-1, 2)
    weights = None if weight is None else [w for _, _, w in graph.edges(data=weight, default=1.0)]
    return CSR.build(len(graph), ends[:, 0], ends[:, 1], directed=graph.is_directed(), weight=weights)


def numbers(answer: dict[Any, float]) -> list[float]:
    return list(answer.values())


def same(ours: Any, theirs: dict[Any, float], **more: Any) -> None:
    assert ours.tolist() == pytest.approx(numbers(theirs), **{"rel": 1e-9, "abs": 1e-11, "nan_ok": True, **more})


@pytest.fixture(params=["together", "one by one"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to walk: 64 starts together however few there are, and start by start along a queue or a heap."""
    monkeypatch.setattr(distances, "LANES_UP_TO", 20_000 if request.param == "together" else 0)
    return str(request.param)


@settings(max_examples=80, deadline=None)
@given(SIZES, TIES, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.sampled_from([0, 20_000]))
def test_betweenness_equals_networkx(
    n: int, ties: list[Any], directed: bool, weighted: bool, normalized: bool, endpoints: bool, together: int
) -> None:
    graph, how = drawn(n, ties, directed), "weight" if weighted else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distances, "LANES_UP_TO", together)
        patch.setattr(distances, "FEWEST_TOGETHER", 1)
        ours = centrality.betweenness(csr_of(graph), weighted=weighted, normalized=normalized, endpoints=endpoints)
        along = centrality.edge_betweenness(csr_of(graph), weighted=weighted, normalized=normalized)
    same(ours, nx.betweenness_centrality(graph, weight=how, normalized=normalized, endpoints=endpoints))
    same(along, nx.edge_betweenness_centrality(graph, weight=how, normalized=normalized))


@settings(max_examples=60, deadline=None)
@given(SIZES, TIES, st.booleans(), st.booleans(), st.booleans(), st.sampled_from([0, 20_000]))
def test_closeness_and_harmonic_equal_networkx(
    n: int, ties: list[Any], directed: bool, weighted: bool, improved: bool, together: int
) -> None:
    graph, how = drawn(n, ties, directed), "weight" if weighted else None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distances, "LANES_UP_TO", together)
        patch.setattr(distances, "FEWEST_TOGETHER", 1)
        close = centrality.closeness(csr_of(graph), weighted=weighted, wf_improved=improved)
        ours = centrality.harmonic(csr_of(graph), weighted=weighted)
    same(close, nx.closeness_centrality(graph, distance=how, wf_improved=improved))
    same(ours, nx.harmonic_centrality(graph, distance=how))


@settings(max_examples=60, deadline=None)
@given(SIZES, TIES, st.booleans(), st.booleans(), st.sampled_from([0.5, 0.85]))
def test_pagerank_equals_networkx(n: int, ties: list[Any], directed: bool, weighted: bool, alpha: float) -> None:
    graph, how = drawn(n, ties, directed), "weight" if weighted else None
    jump = {i: float(i % 3) for i in range(n)}
    lost = {i: float(i % 4) for i in range(n)}
    settled = {"alpha": alpha, "tol": 1e-15, "max_iter": 1000, "weight": how}
    csr = csr_of(graph)
    same(centrality.pagerank(csr, alpha=alpha, weighted=weighted), nx.pagerank(graph, **settled))
    ours = centrality.pagerank(
        csr, alpha=alpha, weighted=weighted, personalization=numbers(jump), dangling=numbers(lost)
    )
    same(ours, nx.pagerank(graph, personalization=jump, dangling=lost, **settled))
    by_jump = centrality.pagerank(csr, alpha=alpha, weighted=weighted, personalization=numbers(jump))
    same(by_jump, nx.pagerank(graph, personalization=jump, **settled))


@settings(max_examples=60, deadline=None)
@given(SIZES, TIES, st.booleans(), st.booleans())
def test_eigenvector_katz_and_hits_equal_networkx(n: int, ties: list[Any], directed: bool, weighted: bool) -> None:
    graph = drawn(n, ties, directed)
    ring = [(i, (i + 1) % n, 30.0) for i in range(n)]
    graph.add_weighted_edges_from([*ring, (0, 2, 45.0), (2, 1, 20.0)])  # one part, and no two equally strong
    csr, how = csr_of(graph), "weight" if weighted else None
    matrix = nx.to_numpy_array(graph, weight=how)
    same(centrality.eigenvector(csr, weighted=weighted), nx.eigenvector_centrality_numpy(graph, weight=how), abs=1e-8)
    limit = float(np.abs(np.linalg.eigvals(matrix)).max())
    assert centrality.largest_eigenvalue(csr, weighted=weighted) == pytest.approx(limit, rel=1e-9)
    mine = centrality.katz(csr, weighted=weighted)
    same(mine, nx.katz_centrality_numpy(graph, alpha=0.85 / limit, weight=how))
    named = centrality.katz(csr, alpha=0.3 / limit, beta=2.0, weighted=weighted, normalized=False)
    same(named, nx.katz_centrality_numpy(graph, alpha=0.3 / limit, beta=2.0, weight=how, normalized=False))
    hubs, authorities = centrality.hits(csr, weighted=weighted)
    left, strong, right = np.linalg.svd(matrix)
    if strong[0] - strong[1] > 1e-6 * strong[0]:
        assert hubs == pytest.approx(np.abs(left[:, 0]) / np.abs(left[:, 0]).sum(), abs=1e-9)
        assert authorities == pytest.approx(np.abs(right[0]) / np.abs(right[0]).sum(), abs=1e-9)


def test_hits_equals_networkx_hits() -> None:
    graph = nx.gnp_random_graph(80, 0.06, seed=3, directed=True)
    hubs, authorities = centrality.hits(csr_of(graph))
    theirs = nx.hits(graph, tol=1e-14)
    same(hubs, theirs[0])
    same(authorities, theirs[1])


@settings(max_examples=40, deadline=None)
@given(TIES, st.sets(st.integers(0, 11), min_size=1), st.booleans(), st.booleans())
def test_from_some_starts_it_is_the_sum_over_them_scaled_as_networkx_scales(
    ties: list[Any], starts: set[int], directed: bool, weighted: bool
) -> None:
    graph = drawn(12, ties, directed)
    csr, others = csr_of(graph), 11
    how = "weight" if weighted else None
    through = np.zeros(12)
    for s in starts:
        for t in set(graph) - {s}:
            if nx.has_path(graph, s, t):
                routes = list(nx.all_shortest_paths(graph, s, t, weight=how))
                for route in routes:
                    through[route[1:-1]] += 1 / len(routes)
    counted = np.array([len(starts) - (v in starts) for v in range(12)], dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = np.where(counted > 0, through / (counted * (others - 1)), np.nan)
    ours = centrality.betweenness(csr, weighted=weighted, starts=sorted(starts))
    assert ours == pytest.approx(expected, nan_ok=True)


def test_a_sample_of_all_is_exact() -> None:
    graph = nx.gnp_random_graph(40, 0.1, seed=2, directed=True)
    csr, everybody = csr_of(graph), range(40)
    exact, estimates = nx.betweenness_centrality(graph), nx.betweenness_centrality(graph, k=40)
    same(centrality.betweenness(csr), exact)
    same(centrality.betweenness(csr, starts=everybody), estimates)
    same(
        centrality.betweenness(csr, starts=everybody, endpoints=True), nx.betweenness_centrality(graph, endpoints=True)
    )
    same(centrality.closeness(csr, starts=everybody), nx.closeness_centrality(graph))
    same(centrality.harmonic(csr, starts=everybody), nx.harmonic_centrality(graph))
    same(centrality.edge_betweenness(csr, starts=everybody), nx.edge_betweenness_centrality(graph))


def test_estimates_from_a_third_of_the_starts_come_near() -> None:
    graph = nx.barabasi_albert_graph(600, 3, seed=5)
    csr, starts = csr_of(graph), np.random.default_rng(1).choice(600, 200, replace=False)
    for measure in (centrality.betweenness, centrality.closeness, centrality.harmonic):
        exact, near = measure(csr), measure(csr, starts=starts)  # type: ignore[operator]
        assert np.corrcoef(exact, near)[0, 1] > 0.97
        assert near.mean() == pytest.approx(exact.mean(), rel=0.05)


@settings(max_examples=25, deadline=None)
@given(TIES, st.booleans(), st.booleans(), st.integers(0, 2**40))
def test_thinned_copies_are_the_graphs_that_are_left(
    ties: list[Any], directed: bool, weighted: bool, kept: int
) -> None:
    graph = drawn(12, ties, directed)
    csr, how = csr_of(graph), "weight" if weighted else None
    masks = np.array([[bool(kept >> (i + 3 * run) & 1) for i in range(csr.ties)] for run in range(3)]).reshape(3, -1)
    rows = centrality.betweenness_many(csr, masks, weighted=weighted)
    for mask, row in zip(masks, rows, strict=True):
        left = drawn(12, [], directed)
        edges = list(graph.edges(data="weight"))
        left.add_weighted_edges_from([edge for edge, there in zip(edges, mask, strict=True) if there])
        same(row, nx.betweenness_centrality(left, weight=how))


def test_thinned_copies_from_some_starts() -> None:
    graph = nx.barabasi_albert_graph(90, 2, seed=1)
    csr, starts = csr_of(graph, None), [3, 40, 41, 88]
    everything = np.ones((1, csr.ties), dtype=bool)
    some = centrality.betweenness_many(csr, everything, starts=starts)[0]
    assert some.tolist() == centrality.betweenness(csr, starts=starts).tolist()


def test_no_runs_and_nobody() -> None:
    csr = csr_of(nx.path_graph(3))
    assert centrality.betweenness_many(csr, np.ones((0, 2), dtype=bool)).shape == (0, 3)
    assert centrality.betweenness_many(CSR.build(0, [], [], directed=False), np.ones((2, 0), dtype=bool)).shape == (
        2,
        0,
    )


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_the_smallest_graphs(n: int, directed: bool) -> None:
    graph = drawn(n, [], directed)
    csr = csr_of(graph)
    same(centrality.betweenness(csr), nx.betweenness_centrality(graph))
    same(centrality.closeness(csr), nx.closeness_centrality(graph))
    same(centrality.harmonic(csr), nx.harmonic_centrality(graph))
    same(centrality.pagerank(csr), nx.pagerank(graph))
    same(centrality.katz(csr), nx.katz_centrality(graph))
    assert centrality.edge_betweenness(csr).tolist() == []
    assert np.isnan(centrality.eigenvector(csr)).tolist() == [True] * n
    assert [np.isnan(part).tolist() for part in centrality.hits(csr)] == [[True] * n] * 2


def test_lengths_that_are_not_whole_are_compared_as_networkx_compares_them() -> None:
    graph = nx.gnp_random_graph(60, 0.08, seed=4)
    for i, (a, b) in enumerate(graph.edges()):
        graph[a][b]["weight"] = 0.1 + (i * 37 % 101) / 70
    csr = csr_of(graph)
    same(centrality.betweenness(csr, weighted=True), nx.betweenness_centrality(graph, weight="weight"))
    same(centrality.closeness(csr, weighted=True), nx.closeness_centrality(graph, distance="weight"))
    same(centrality.harmonic(csr, weighted=True), nx.harmonic_centrality(graph, distance="weight"))


def test_a_length_of_nothing_is_named_where_routes_are_counted() -> None:
    csr = CSR.build(3, [0, 1], [1, 2], directed=False, weight=[2.0, 0.0])
    with pytest.raises(BadValue) as told:
        centrality.betweenness(csr, weighted=True)
    assert told.value.values["field"] == "tie 1 (1 → 2)"
    assert centrality.betweenness(csr).tolist() == [0, 1, 0]
    assert centrality.closeness(csr, weighted=True).tolist() == [0.5, 1.0, 1.0]
    assert centrality.harmonic(csr, weighted=True).tolist() == [1.0, 0.5, 0.5]


def test_what_cannot_be_is_refused() -> None:
    clique = csr_of(nx.complete_graph(30))
    with pytest.raises(BadValue) as told:
        centrality.katz(clique, alpha=0.1)
    assert told.value.values["allowed"] == ["0…0.0344828"]
    assert centrality.katz(clique) == pytest.approx(np.full(30, 1 / np.sqrt(30)))
    with pytest.raises(BadValue):
        centrality.betweenness(clique, starts=[30])
    for wrong in ([1.0] * 29, [0.0] * 30, [-1.0, *[1.0] * 29], [np.nan] * 30):
        with pytest.raises(BadValue):
            centrality.pagerank(clique, personalization=wrong)


@pytest.mark.parametrize("measure", [centrality.pagerank, centrality.katz])
@pytest.mark.parametrize("directed", [True, False])
def test_rounds_can_be_watched_and_stopped_and_answer_the_same(measure: Any, directed: bool) -> None:
    csr = csr_of(nx.gnp_random_graph(300, 0.02, seed=4, directed=directed), None)
    shares: list[float] = []
    watched = measure(csr, watch=shares.append)
    assert watched.tolist() == measure(csr).tolist()
    assert shares == sorted(shares)
    assert len(shares) > 2
    assert 0 <= shares[0] < shares[-1] == 1
    with pytest.raises(Stopped):
        measure(csr, watch=lambda share: share < 0.3)


def test_arrows_without_a_ring_have_no_eigenvector_but_every_katz() -> None:
    tree = nx.balanced_tree(2, 6, create_using=nx.DiGraph)
    csr = csr_of(tree)
    assert centrality.largest_eigenvalue(csr) == 0
    assert np.isnan(centrality.eigenvector(csr)).all()
    same(centrality.katz(csr), nx.katz_centrality(tree, alpha=0.1, tol=1e-15))
    same(centrality.katz(csr, alpha=3.0), nx.katz_centrality_numpy(tree, alpha=3.0))


def test_a_star_of_100000_and_a_chain_too_long_to_tell_eigenvalues_apart() -> None:
    n = 100_000
    star = CSR.build(n, np.zeros(n - 1, int), range(1, n), directed=False)
    assert centrality.largest_eigenvalue(star) == pytest.approx(np.sqrt(n - 1))
    assert centrality.eigenvector(star)[:2] == pytest.approx([np.sqrt(0.5), np.sqrt(0.5 / (n - 1))])
    assert centrality.hits(CSR.build(n, np.zeros(n - 1, int), range(1, n), directed=True))[0][:2].tolist() == [1, 0]
    chain = CSR.build(3000, range(2999), range(1, 3000), directed=False)
    assert np.isnan(centrality.eigenvector(chain)).all()
    assert centrality.largest_eigenvalue(chain) == 2.0
    assert centrality.katz(chain)[1500] == pytest.approx(centrality.katz(chain)[1499])


@pytest.mark.parametrize("weighted", [False, True])
def test_the_same_answer_for_any_number_of_threads(way: str, weighted: bool) -> None:
    graph = nx.barabasi_albert_graph(700, 3, seed=9)
    for i, (a, b) in enumerate(graph.edges()):
        graph[a][b]["weight"] = LENGTHS[i % 5]
    csr = csr_of(graph)
    for measure in (centrality.betweenness, centrality.edge_betweenness, centrality.closeness, centrality.harmonic):
        one = measure(csr, weighted=weighted, threads=1)  # type: ignore[operator]
        assert one.tolist() == measure(csr, weighted=weighted, threads=2).tolist()  # type: ignore[operator]
    kept = np.random.default_rng(1).random((4, csr.ties)) > 0.1
    one = centrality.betweenness_many(csr, kept, weighted=weighted, threads=1)
    assert one.tolist() == centrality.betweenness_many(csr, kept, weighted=weighted, threads=2).tolist()


def test_a_long_chain_and_a_wide_star(way: str) -> None:
    chain = CSR.build(3000, range(2999), range(1, 3000), directed=False)
    place = np.arange(3000)
    assert centrality.betweenness(chain) == pytest.approx(2 * place * (2999 - place) / (2999 * 2998))
    far = place * (place + 1) / 2 + (2999 - place) * (3000 - place) / 2
    assert centrality.closeness(chain) == pytest.approx(2999 / far)
    shuffled = np.random.default_rng(1).permutation(3000)
    knotted = CSR.build(3000, shuffled[:-1], shuffled[1:], directed=False, weight=np.full(2999, 20))
    assert centrality.betweenness(knotted, weighted=True)[shuffled] == pytest.approx(centrality.betweenness(chain))
    star = CSR.build(3000, np.zeros(2999, int), range(1, 3000), directed=False, weight=np.full(2999, 7.0))
    assert centrality.betweenness(star, weighted=True).tolist() == [1.0] + [0.0] * 2999
    assert centrality.harmonic(star, weighted=True)[0] == pytest.approx(2999 / 7)


def test_a_chain_and_a_star_of_100000_from_a_few() -> None:
    n, starts = 100_000, [0, 50_000, 99_999]
    chain = CSR.build(n, range(n - 1), range(1, n), directed=True)
    assert centrality.harmonic(chain.turned, starts=[n - 1])[n - 2] == pytest.approx(n - 1)
    assert centrality.betweenness(chain, starts=starts, normalized=False)[1] == pytest.approx((n - 2) * (n - 1) / 3)
    credit = centrality.pagerank(chain)
    assert credit[-1] / credit[0] == pytest.approx(1 / 0.15)
    star = CSR.build(n, np.zeros(n - 1, int), range(1, n), directed=False)
    assert centrality.betweenness(star, starts=starts)[0] == pytest.approx(2 * (n - 2) / (2 * (n - 2)))
    assert centrality.pagerank(star)[0] == pytest.approx(0.85 / 1.85 + 0.15 / 1.85 / n, rel=1e-9)


def test_the_kite_and_the_medici_as_published() -> None:
    kite = nx.krackhardt_kite_graph()
    assert centrality.betweenness(csr_of(kite)).round(3).tolist() == [
        0.023, 0.023, 0.0, 0.102, 0.0, 0.231, 0.231, 0.389, 0.222, 0.0,
    ]  # fmt: skip
    assert centrality.closeness(csr_of(kite)).round(3).tolist() == [
        0.529, 0.529, 0.5, 0.6, 0.5, 0.643, 0.643, 0.6, 0.429, 0.31,
    ]  # fmt: skip
    families = nx.florentine_families_graph()
    scores = dict(zip(families, centrality.betweenness(csr_of(families, None)).tolist(), strict=True))
    assert max(scores, key=lambda who: scores[who]) == "Medici"
    assert scores["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert scores["Guadagni"] == pytest.approx(0.255, abs=5e-4)


def test_zachary_as_published() -> None:
    club = csr_of(nx.karate_club_graph(), None)
    assert centrality.betweenness(club)[[0, 33, 32]].round(3).tolist() == [0.438, 0.304, 0.145]
    assert centrality.eigenvector(club)[[33, 0]].round(4).tolist() == [0.3734, 0.3555]
    assert centrality.pagerank(club)[33] == pytest.approx(0.1009, abs=5e-4)
    assert centrality.largest_eigenvalue(club) == pytest.approx(6.7257, abs=5e-5)


def test_les_miserables_as_published() -> None:
    """Knuth 1993; betweenness and closeness as networkx and Gephi print them for the ties without their counts."""
    novel = nx.les_miserables_graph()
    csr, names = csr_of(novel, None), list(novel)
    degree = dict(zip(names, csr.degree.tolist(), strict=True))
    assert (csr.n, csr.ties) == (77, 254)
    assert sorted(degree, key=lambda who: -degree[who])[:3] == ["Valjean", "Gavroche", "Marius"]
    assert (degree["Valjean"], degree["Gavroche"], degree["Marius"]) == (36, 22, 19)
    between = dict(zip(names, centrality.betweenness(csr).round(4).tolist(), strict=True))
    assert sorted(between, key=lambda who: -between[who])[:3] == ["Valjean", "Myriel", "Gavroche"]
    assert (between["Valjean"], between["Myriel"], between["Gavroche"]) == (0.57, 0.1768, 0.1651)
    assert centrality.closeness(csr)[names.index("Valjean")] == pytest.approx(0.6441, abs=5e-5)


def test_the_chain_of_one_two_four_eight_as_printed() -> None:
    """domain.md 5.6."""
    tree = nx.balanced_tree(2, 3)
    csr, one_of_each = csr_of(tree), [0, 1, 3, 7]
    assert centrality.betweenness(csr, normalized=False)[one_of_each].tolist() == [49, 57, 25, 0]
    assert centrality.betweenness(csr)[one_of_each].round(4).tolist() == [0.5385, 0.6264, 0.2747, 0]
    assert centrality.closeness(csr)[one_of_each].round(4).tolist() == [0.4118, 0.4, 0.3182, 0.2456]
    down = csr_of(nx.balanced_tree(2, 3, create_using=nx.DiGraph))
    assert centrality.betweenness(down, normalized=False)[one_of_each].tolist() == [0, 6, 4, 0]
    assert centrality.pagerank(down.turned)[one_of_each].round(4).tolist() == [0.2594, 0.1381, 0.0667, 0.0247]


def worked() -> tuple[list[str], CSR]:
    """domain.md 5.15: eleven people in five organisations."""
    ties = "a1-a2 a2-a3 b1-b2 c1-c2 c2-c3 e1-a3 e1-b2 e1-c3 e1-e2 b2-d1 e2-c2".split()
    names = sorted({name for tie in ties for name in tie.split("-")})
    ends = [[names.index(name) for name in tie.split("-")] for tie in ties]
    return names, CSR.build(11, [a for a, _ in ends], [b for _, b in ends], directed=False)


def test_the_worked_network_as_printed() -> None:
    names, csr = worked()
    for measure, printed in (
        (centrality.betweenness, {"e1": 0.7444, "b2": 0.3778, "a3": 0.3556, "c2": 0.2111}),
        (centrality.pagerank, {"e1": 0.1631, "b2": 0.1379, "c2": 0.1279}),
    ):
        scores = measure(csr)  # type: ignore[operator]
        first = np.argsort(-scores)[: len(printed)]
        assert {names[i]: round(float(scores[i]), 4) for i in first} == printed


def table(*parts: str) -> list[tuple[int, int, float]]:
    path = DATA.joinpath(*parts)
    lines = (
        pd.read_csv(path) if path.suffix == ".csv" else pd.read_csv(path, sep="\t", comment="#", names=["from", "to"])
    )
    _, ends = np.unique(lines[["from", "to"]].to_numpy().ravel(), return_inverse=True)
    weights = lines["weight"] if "weight" in lines else np.ones(len(lines))
    return list(zip(*ends.reshape(-1, 2).T.tolist(), weights.tolist(), strict=True))


@real
@pytest.mark.parametrize(
    "parts",
    [("krackhardt-hightech", "advice.csv"), ("krackhardt-hightech", "friendship.csv"), ("company-email", "edges.csv")],
)
@pytest.mark.parametrize("directed", [True, False])
def test_real_companies_equal_networkx(parts: tuple[str, ...], directed: bool) -> None:
    ties = table(*parts)
    graph = drawn(1 + max(max(a, b) for a, b, _ in ties), ties, directed)
    csr = csr_of(graph)
    for weighted in (False, True):
        how = "weight" if weighted else None
        same(centrality.betweenness(csr, weighted=weighted), nx.betweenness_centrality(graph, weight=how))
        same(centrality.edge_betweenness(csr, weighted=weighted), nx.edge_betweenness_centrality(graph, weight=how))
        same(centrality.closeness(csr, weighted=weighted), nx.closeness_centrality(graph, distance=how))
        same(centrality.harmonic(csr, weighted=weighted), nx.harmonic_centrality(graph, distance=how))
        same(centrality.pagerank(csr, weighted=weighted), nx.pagerank(graph, weight=how, tol=1e-15, max_iter=1000))


@real
def test_wikipedia_votes_equal_networkx() -> None:
    ties = table("wiki-vote", "wiki-Vote.txt")
    graph = drawn(7115, ties, True)
    csr = csr_of(graph, None)
    same(centrality.pagerank(csr), nx.pagerank(graph, tol=1e-15, max_iter=1000))
    starts = list(range(0, 7115, 400))
    through = nx.betweenness_centrality_subset(graph, starts, list(graph), normalized=False)
    ours = centrality.betweenness(csr, starts=starts, normalized=False) * (len(starts) - np.isin(range(7115), starts))
    same(ours / 7114, through)
    near = nx.harmonic_centrality(graph, sources=starts)
    others = len(starts) - np.isin(range(7115), starts)
    same(centrality.harmonic(csr, starts=starts) * others / 7114, {v: near[v] for v in graph})
    hubs, authorities = centrality.hits(csr)
    theirs = nx.hits(graph, tol=1e-15, max_iter=1000)
    same(hubs, theirs[0])
    same(authorities, theirs[1])
