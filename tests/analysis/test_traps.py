"""Traps 1-9 of features.md §5, each shown to be avoided."""

from __future__ import annotations

import math
from itertools import pairwise

import networkx as nx
import pytest

from graph.analysis import measures
from graph.analysis.influence import METRICS, influence_scores, rank
from graph.analysis.project import NETWORKS, graph_of, ties_of
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import Words
from tests.analysis.test_measures import arrays
from tests.analysis.worked import DAY, named, ties
from tests.model.networks import knowing, referring

TREE = "root > a, root > b, a > c, c > d"


def score(network: Network, measure: str, on: str, **more: str) -> dict[str, float]:
    rows = rank(network, by=[measure], on=on, as_of=DAY, **more).rows
    return dict(zip(rows["id"], rows["score"], strict=True))


def test_1_measures_look_outward() -> None:
    for measure in ("closeness", "harmonic", "pagerank", "descendants"):
        found = score(referring(TREE), measure, "referral")
        assert max(found, key=found.__getitem__) == "root", measure
    inward = score(referring(TREE), "closeness", "referral", direction="inward")
    assert inward["root"] == 0.0
    assert inward["d"] > 0


def broker() -> Network:
    """Two ways from left to right, each over one person: by strong ties over S, by weak ties over W."""
    strong, weak = ties("left-S right-S", strength=3), ties("left-W right-W", strength=1)
    return Network.of(Person=named("left", "right", "S", "W"), KNOWS=[*strong, *weak])


def test_2_strong_ties_are_short() -> None:
    found = score(broker(), "betweenness", "acquaintance")
    assert found["S"] > 0
    assert found["W"] == 0.0
    assert score(broker(), "betweenness", "acquaintance", weight="none")["S"] == found["S"] / 2
    assert score(broker(), "strength", "acquaintance")["S"] == pytest.approx(1.8)


def test_2_equal_routes_stay_equal() -> None:
    pairs = (
        ties("a-b b-c", strength=2) + ties("a-d d-c", strength=2) + ties("a-e", strength=3) + ties("e-c", strength=1)
    )
    found = ties_of(Network.of(Person=named(*"abcde"), KNOWS=pairs), "acquaintance", as_of=DAY)
    assert found["distance"].tolist() == [30, 30, 20, 30, 30, 60]
    assert found["distance"].dtype.kind == "i"


def test_3_a_tree_has_no_eigenvector_and_says_so() -> None:
    answer = rank(referring(TREE), by=["eigenvector"], on="referral", as_of=DAY)
    assert answer.rows["score"].isna().all()
    assert answer.rows["rank"].isna().all()
    assert "analysis.note.no_ring" in {note.key for note in answer.notes}


def test_3_eigenvector_scores_the_largest_part_only() -> None:
    answer = rank(knowing("a - b - c - a, x - y"), by=["eigenvector"], on="acquaintance", as_of=DAY)
    found = answer.rows.set_index("id")
    assert found["score"].notna().to_dict() == {"a": True, "b": True, "c": True, "x": False, "y": False}
    assert "analysis.note.one_part" in {note.key for note in answer.notes}
    assert answer.to_json(Words("en"))["rows"][-1]["score"] is None


def test_4_katz_says_what_a_step_counts_and_converges_on_a_clique() -> None:
    clique = knowing(", ".join(f"p{i:02} - p{j:02}" for i in range(30) for j in range(i)))
    answer = rank(clique, by=["katz"], on="acquaintance", weight="none", as_of=DAY)
    assert answer.rows["score"].tolist() == pytest.approx([30**-0.5] * 30)
    note = next(note for note in answer.notes if note.key == "analysis.note.katz")
    assert note.values["alpha"] == round(0.9 / 29, 4)


def test_5_an_island_of_two_is_not_the_centre_of_the_world() -> None:
    found = rank(knowing("a - b - c - d - e - f, x - y"), by=["closeness"], on="acquaintance", as_of=DAY).rows
    assert found["id"].iloc[0] in ("c", "d")
    assert found.set_index("id")["component"].to_dict()["x"] == 2
    assert found["component"].max() == 6


def test_6_several_ties_of_a_pair_are_one_by_the_strongest_and_all_are_evidence() -> None:
    knows = [{"from_id": "a", "to_id": "b", "strength": s, "kind": k} for s, k in ((1, "alumni"), (3, "friend"))]
    network = Network.of(Person=named("a", "b"), KNOWS=knows, REPORTS_TO=ties("b-a"))
    graph = graph_of(network, "acquaintance", as_of=DAY)
    assert type(graph) is nx.Graph
    assert graph["a"]["b"]["strength"] == 0.9
    assert len(graph["a"]["b"]["ties"]) == 3
    assert set(graph["a"]["b"]["ties"]) == {*network["KNOWS"]["id"], *network["REPORTS_TO"]["id"]}


def test_7_percentiles_and_population_go_with_every_score() -> None:
    answer = rank(knowing("a - b - c, d - e"), by=["degree"], on="acquaintance", as_of=DAY, revision=7)
    assert answer.rows.set_index("id")["percentile"].to_dict() == {"b": 100.0, "a": 0.0, "c": 0.0, "d": 0.0, "e": 0.0}
    assert answer.population == {"network": "acquaintance", "people": 5, "ties": 3, "as_of": DAY, "revision": 7}


def test_7_a_filter_keeps_the_scores_and_says_who_is_compared() -> None:
    network = knowing("a - b - c, d - e")
    answer = rank(network, by=["degree"], on="acquaintance", where={"name": "a"}, as_of=DAY)
    assert answer.rows["score"].tolist() == [1.0]
    assert math.isnan(answer.rows.loc[0, "percentile"])
    note = next(note for note in answer.notes if note.key == "analysis.note.where")
    assert note.values == {"n": 1, "all": 5}
    with pytest.raises(BadValue):
        rank(network, where={"shoe_size": "43"}, as_of=DAY)


def test_8_a_sample_says_that_it_is_one_and_is_always_the_same() -> None:
    chain = [f"p{i:04}" for i in range(2100)]
    pairs = [{"from_id": a, "to_id": b, "strength": 1} for a, b in pairwise(chain)]
    network = Network.of(Person=named(*chain), KNOWS=pairs)
    one, two = (rank(network, by=["betweenness"], on="acquaintance", top=5, as_of=DAY) for _ in range(2))
    assert one.rows.equals(two.rows)
    note = next(note for note in one.notes if note.key == "analysis.note.approximate")
    assert note.values["k"] == measures.PIVOTS
    assert one.settings["seed"] == measures.SEED


def test_8_sampled_measures_are_near_the_exact_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    net = arrays(nx.barabasi_albert_graph(400, 3, seed=3))
    exact = {f: f(net, True) for f in (measures.betweenness, measures.closeness, measures.harmonic)}
    monkeypatch.setattr(measures, "EXACT_UP_TO", 100)
    for function, known in exact.items():
        guess = function(net, True)
        best = {*known.argsort()[-20:]}
        assert len(best & {*guess.argsort()[-20:]}) >= 13, function.__name__
        top = known.argmax()
        assert guess[top] == pytest.approx(known[top], rel=0.2)


def test_9_nobody_recorded_is_unscored_and_not_the_least() -> None:
    network = knowing("a - b - c") + Network.of(Person=named("alone"))
    scores = influence_scores(network, as_of=DAY).set_index("id")["score"]
    assert math.isnan(scores["alone"])
    assert scores["b"] == scores.max()
    answer = rank(network, as_of=DAY)
    assert answer.rows["id"].iloc[-1] == "alone"
    assert "analysis.note.untied" in {note.key for note in answer.notes}


@pytest.mark.parametrize("measure", METRICS)
@pytest.mark.parametrize("network", [Network.empty(), Network.of(Person=named("alone")), knowing("a - b")])
def test_every_measure_bears_the_smallest_networks(measure: str, network: Network) -> None:
    for on in METRICS[measure].networks:
        answer = rank(network, by=[measure], on=on, as_of=DAY)
        subjects = network[NETWORKS[on].nodes]
        assert len(answer.rows) == len(subjects)
        if not len(subjects):
            assert "analysis.note.nobody" in {note.key for note in answer.notes}


def test_a_measure_is_refused_where_it_means_nothing() -> None:
    with pytest.raises(BadValue) as refusal:
        rank(knowing("a - b"), by=["in_degree"], on="acquaintance", as_of=DAY)
    assert refusal.value.values["allowed"] == ["influence", "referral"]
    with pytest.raises(BadValue) as refusal:
        rank(knowing("a - b"), on="nonsense", as_of=DAY)
    assert refusal.value.values["allowed"] == list(NETWORKS)
