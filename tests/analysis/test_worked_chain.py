"""Domain handbook 5.6 and 5.11: the chain 1 → 2 → 4 → 8, and four calls that brought promises only."""

import networkx as nx
import pytest

from graph.analysis.chains import chains, forest, promises, shape, tree
from graph.analysis.influence import rank
from graph.analysis.project import graph_of
from graph.model.network import Network
from tests.analysis.worked import DAY, endless_chain, named, ties

PLACES = {0: "000", 1: "001", 2: "003", 3: "007"}  # one person of each generation
PRINTED = {  # reach; betweenness undirected raw, normalised; directed raw; degree; closeness; turned PageRank
    0: (14, 49, 0.5385, 0, 0.1429, 0.4118, 0.2594),
    1: (6, 57, 0.6264, 6, 0.2143, 0.4000, 0.1381),
    2: (2, 25, 0.2747, 4, 0.2143, 0.3182, 0.0667),
    3: (0, 0, 0, 0, 0.0714, 0.2456, 0.0247),
}


@pytest.mark.parametrize("generation", PRINTED)
def test_printed_values(generation: int) -> None:
    who, printed = PLACES[generation], PRINTED[generation]
    graph = graph_of(endless_chain(), "referral", as_of=DAY)
    plain = graph.to_undirected()
    assert len(nx.descendants(graph, who)) == printed[0]
    assert nx.betweenness_centrality(plain, normalized=False)[who] == printed[1]
    assert nx.betweenness_centrality(plain)[who] == pytest.approx(printed[2], abs=5e-5)
    assert nx.betweenness_centrality(graph, normalized=False)[who] == printed[3]
    assert nx.degree_centrality(plain)[who] == pytest.approx(printed[4], abs=5e-5)
    assert nx.closeness_centrality(plain)[who] == pytest.approx(printed[5], abs=5e-5)
    credit = rank(endless_chain(), by=["pagerank"], on="referral", as_of=DAY).rows.set_index("id")["score"]
    assert credit[who] == pytest.approx(printed[6], abs=1e-4)


def test_the_originator_comes_first_by_reach_and_credit_but_not_by_bridging() -> None:
    network = endless_chain()
    for measure in ("descendants", "pagerank", "closeness", "harmonic"):
        assert rank(network, by=[measure], on="referral", top=1, as_of=DAY).rows["id"].tolist() == ["000"]
    assert rank(network, by=["betweenness"], on="referral", top=2, as_of=DAY).rows["id"].tolist() == ["001", "002"]


def test_generations_of_the_full_chain() -> None:
    answer = chains(endless_chain(), as_of=DAY)
    row = answer.rows.loc[0]
    assert row[["id", "generation", "reach", "depth", "direct", "won"]].tolist() == ["000", 0, 14, 3, 2, 0]
    assert [g["named"] for g in row["generations"]] == [1, 2, 4, 8]
    assert [g["branching"] for g in row["generations"]] == [None, 2.0, 2.0, 2.0]
    assert answer.population["people"] == 15
    assert answer.population["ties"] == 14


@pytest.mark.parametrize("generations", [4, 5, 6, 7])
def test_the_chain_goes_on_doubling(generations: int) -> None:
    stages = chains(endless_chain(generations), as_of=DAY).rows.loc[0, "generations"]
    assert stages[-1]["named"] == 2**generations
    assert sum(stage["named"] for stage in stages) == 2 ** (generations + 1) - 1


@pytest.mark.parametrize(("chance", "total"), [(0.5, 3.0), (0.25, 0.875)])
def test_expected_reach_of_two_names_each(chance: float, total: float) -> None:
    stages = chains(endless_chain(), as_of=DAY).rows.loc[0, "generations"]
    assert sum(stage["named"] * chance ** stage["g"] for stage in stages[1:]) == total


def test_a_person_in_the_middle_has_a_chain_of_their_own() -> None:
    row = chains(endless_chain(), who="001", as_of=DAY).rows.loc[0]
    assert row[["generation", "reach", "depth"]].tolist() == [1, 6, 2]
    drawn = tree(endless_chain(), "001", as_of=DAY)
    assert drawn["generation"].tolist() == [0, 1, 1, 2, 2, 2, 2]
    assert drawn["parent"].tolist()[1:] == ["001", "001", "003", "003", "004", "004"]
    assert shape(endless_chain(), "000", as_of=DAY)["reproduction"] == pytest.approx(12 / 14)  # by those referred


def test_all_inner_people_hold_the_chain_together() -> None:
    graph = graph_of(endless_chain(), "referral", as_of=DAY).to_undirected()
    assert sorted(nx.articulation_points(graph)) == [f"{i:03}" for i in range(7)]


def test_four_calls_bring_four_promises_and_nobody_new() -> None:
    calls = [
        {"technique": "implicit", "promise_strength": "vague", "reward_kind": "public_class"},
        {"technique": "business_event", "promise_strength": "agreed", "reward_kind": "event_access"},
        {"technique": "promotion", "promise_strength": "agreed", "reward_kind": "discount_place"},
        {"technique": "direct_request", "promise_strength": "number_given", "promised_count": 2, "reward_kind": "book"},
    ]
    network = Network.of(
        Person=named("chen"),
        Rep=named("zhang"),
        Referral=[
            {"id": f"call{i}", "timing": "after_deal", "status": "promised", "asked_on": "2026-05-01", **call}
            for i, call in enumerate(calls, 1)
        ],
        MADE=ties("chen-call1 chen-call2 chen-call3 chen-call4"),
        RECEIVED_BY=ties("call1-zhang call2-zhang call3-zhang call4-zhang"),
    )
    answer = promises(network, as_of=DAY)
    assert len(answer.rows) == 4
    assert set(answer.rows["referrer"]) == {"chen"}
    assert answer.rows["overdue"].all()
    quantified = next(note for note in answer.notes if note.key == "chains.note.quantified")
    assert quantified.values == {"places": 2, "n": 1}
    assert answer.figures == {"outstanding": 4, "overdue": 4, "quantified": 1, "places": 2}
    assert len(forest(network).tree) == 0
    assert graph_of(network, "referral", as_of=DAY).number_of_edges() == 0
    assert {note.key for note in chains(network, as_of=DAY).notes} >= {"chains.note.nobody_consented"}
