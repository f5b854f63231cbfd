"""Who to ask together: domain.md 5.15 as printed, who must not be asked, what is expected, and where it is full."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from graph import demo
from graph.analysis.answer import Answer
from graph.analysis.cover import cover, expected_reach, saturation
from graph.analysis.project import NETWORKS, graph_of
from graph.engine import cascade
from graph.engine.work import Stopped
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.analysis.worked import DAY, endless_chain, named, synthetic, ties


def covered(answer: Answer) -> tuple[set[str], float]:
    return set(answer.rows["id"]), answer.rows["expected"].iloc[-1]


def said(answer: Answer) -> list[str]:
    for language in LANGUAGES:
        assert answer.to_json(Words(language))["about"]
    return [note.say(Words("en")) for note in answer.notes]


def test_the_most_central_person_is_in_neither_the_best_pair_nor_the_best_triple() -> None:
    assert covered(cover(synthetic(), 1, steps=1, as_of=DAY)) == ({"e1"}, 5)
    assert covered(cover(synthetic(), 2, steps=1, as_of=DAY)) == ({"b2", "c2"}, 8)
    triple = cover(synthetic(), 3, steps=1, as_of=DAY)
    assert covered(triple) == ({"a2", "b2", "c2"}, 11)
    assert triple.rows["gain"].tolist() == [4, 4, 3]
    assert triple.figures["share"] == 1
    assert triple.figures["by_degree"] == {"expected": 9, "low": 9, "high": 9, "ids": ["e1", "b2", "c2"]}
    assert "Proven: no other set of this size covers more." in said(triple)
    assert set(triple.evidence["b2"]) <= set(synthetic()["KNOWS"]["id"])


def test_a_cascade_is_expected_to_reach_what_forward_runs_reach() -> None:
    answer = cover(synthetic(), 2, as_of=DAY)
    graph = graph_of(synthetic(), "acquaintance", as_of=DAY)
    nodes = sorted(graph)
    ends = [(nodes.index(a), nodes.index(b)) for a, b in graph.edges]
    csr = cascade.CSR.build(11, [a for a, _ in ends], [b for _, b in ends], directed=False)
    judge = cascade.spread(csr, 0.3 * 0.25, [nodes.index(who) for who in answer.rows["id"]], 40_000)
    last = answer.rows.iloc[-1]
    assert last["low"] <= judge.expected <= last["high"]
    assert answer.settings["probabilities"] == "assumed"
    assert answer.figures["by_degree"]["expected"] <= answer.figures["expected"]
    assert answer.figures["by_chance"]["expected"] < answer.figures["expected"]
    assert answer.rows["gain"].sum() == pytest.approx(last["expected"])
    assert 0.5 < answer.figures["at_least_of_best"] <= 1
    assert any(
        note.startswith("Chances are assumed: strength of the tie × a conversion of 25%") for note in said(answer)
    )


def test_same_seed_same_answer_and_another_seed_another_sample() -> None:
    one, two = (cover(synthetic(), 3, as_of=DAY, seed=5) for _ in range(2))
    pd.testing.assert_frame_equal(one.rows, two.rows)
    assert one.figures == two.figures
    assert cover(synthetic(), 3, as_of=DAY, seed=6).figures["expected"] != one.figures["expected"]


def with_facts(**facts: dict[str, Any]) -> Network:
    """5.15 with more known about some people."""
    return synthetic() + Network.of(Person=[{"id": who, **more} for who, more in facts.items()])


def test_people_who_must_not_be_asked_are_not_chosen_but_may_be_reached() -> None:
    network = with_facts(b2={"contact_permission": "do_not_contact"}, c2={"is_public_official": "yes"})
    answer = cover(network, 2, steps=1, as_of=DAY)
    assert not {"b2", "c2"} & set(answer.rows["id"])
    assert answer.population["askable"] == 9
    kept_out = [note for note in said(answer) if note.startswith("Not chosen")]
    assert kept_out == ["Not chosen, since they must not be asked now: public official 1, asked not to be contacted 1."]
    assert covered(cover(network, 2, steps=1, as_of=DAY, askable_only=False)) == ({"b2", "c2"}, 8)
    alone = Network.of(
        Person=[*named("x"), *named("y", contact_permission="do_not_contact")], KNOWS=ties("x-y", strength=3)
    )
    assert covered(cover(alone, 1, steps=1, as_of=DAY)) == ({"x"}, 2)


def test_whom_we_must_not_ask_and_how_many_of_each() -> None:
    network = Network.of(
        Person=[
            *named("ann", contact_permission="ask_referrer_first"), *named("bo", contact_permission="tender_blackout"),
            *named("cy", is_public_official="yes"), *named("di", "ed", "flo", "gus"),
            *named("ida", contact_permission="allowed"),
        ],
        Account=[*named("cross", satisfaction_index=69), *named("fine", satisfaction_index=70)],
        WORKS_AT=ties("ed-cross flo-fine"),
        Opportunity=[*named("deal", tender_phase="evaluation")],
        STAKEHOLDER_IN=[{"from_id": "gus", "to_id": "deal", "buying_roles": ["evaluator"]}],
        Referral=[
            {"id": "new", "technique": "implicit", "asked_on": "2026-04-01"},
            {"id": "old", "technique": "implicit", "asked_on": "2026-03-01"},
        ],
        MADE=ties("di-new flo-old"),
    )  # fmt: skip
    answer = cover(network, 9, steps=1, as_of=DAY)
    assert set(answer.rows["id"]) == {"flo", "ida"}
    barred = next(note.values["who"] for note in answer.notes if note.key == "cover.note.barred")
    counts = {str(one.values["reason"]): one.values["n"] for one in barred}
    assert counts == {
        "ready.reason.blackout": 2, "ready.reason.official": 1, "ready.reason.ask_referrer_first": 1,
        "ready.reason.asked_recently": 1, "ready.reason.dissatisfied": 1,
    }  # fmt: skip
    assert not answer.rows["ready"].any()
    assert "Not ready to be asked yet, for the reason in their row: 2 of these." in said(answer)


def test_some_are_left_out_and_only_some_are_looked_among() -> None:
    answer = cover(synthetic(), 2, steps=1, exclude=["b2"], as_of=DAY)
    assert "b2" not in set(answer.rows["id"])
    assert "Left out as asked: 1." in said(answer)
    inside = cover(synthetic(), 2, steps=1, where={"account": "K1"}, as_of=DAY)
    assert covered(inside)[0] <= {"a1", "a2", "a3"}
    assert inside.population["people"] == 11
    with pytest.raises(NotFound):
        cover(synthetic(), 2, exclude=["nobody"], as_of=DAY)


def test_a_budget_buys_the_best_it_can() -> None:
    answer = cover(synthetic(), budget=3, steps=1, costs={"e1": 3, "b2": 2, "c2": 2}, as_of=DAY)
    assert answer.rows["cost"].sum() <= 3
    names = sorted(synthetic()["Person"]["id"])
    graph = graph_of(synthetic(), "acquaintance", as_of=DAY)
    price = dict.fromkeys(names, 1) | {"e1": 3, "b2": 2, "c2": 2}
    sets = [set(some) for some in itertools.product(names, repeat=3) if sum(price[who] for who in set(some)) <= 3]
    best = max(len(some.union(*(graph[who] for who in some))) for some in sets)
    assert 0.63 * best <= answer.figures["expected"] <= best
    assert best <= answer.figures["expected"] / answer.figures["at_least_of_best"]
    spent = cover(synthetic(), budget=2, as_of=DAY)
    assert len(spent.rows) == 2


def test_when_there_are_fewer_than_asked_for_it_says_why() -> None:
    assert said(cover(Network.empty(), 3))
    assert cover(Network.empty(), 3).rows.empty
    assert "There is nobody yet." in said(cover(Network.empty(), 3, steps=1))
    one = cover(Network.of(Person=named("ann")), 3)
    assert one.rows["id"].tolist() == ["ann"]
    assert "3 were wanted; those who may be asked are all here: 1." in said(one)
    everybody = cover(synthetic(), 9, steps=1, as_of=DAY)
    assert everybody.figures["expected"] == 11
    assert any(note.startswith("9 were wanted; after") for note in said(everybody))
    silent = Network.of(Person=named("ann", "bo", contact_permission="do_not_contact"))
    for steps in (None, 1):
        answer = cover(silent, 1, steps=steps)
        assert answer.rows.empty
        assert "There is nobody who may be asked: all are barred or left out." in said(answer)
    assert len(cover(synthetic(), 50, as_of=DAY).rows) == 11


@pytest.mark.parametrize("on", [one.name for one in NETWORKS.values() if one.nodes == "Person"])
def test_it_runs_on_every_network_and_reaches_people_only(on: str) -> None:
    network = demo.network()
    for steps in (None, 1):
        answer = cover(network, 2, on=on, steps=steps, as_of=demo.TODAY)
        assert set(answer.rows["id"]) <= set(network["Person"]["id"])
        assert answer.population["people"] == len(network["Person"])
        assert answer.figures.get("expected", 0) <= len(network["Person"])
        assert said(answer)


def test_overlap_is_jaccard_as_networkx_has_it() -> None:
    answer = cover(synthetic(), 3, steps=1, as_of=DAY)
    graph = graph_of(synthetic(), "acquaintance", as_of=DAY)
    chosen = answer.rows["id"].tolist()
    pairs = [(a, b) for i, a in enumerate(chosen) for b in chosen[i + 1 :]]
    alike = [score for *_, score in nx.jaccard_coefficient(graph, pairs)]
    assert answer.figures["overlap"] == pytest.approx(sum(alike) / 3)
    assert answer.figures["overlap_most"]["jaccard"] == pytest.approx(max(alike))


@pytest.mark.parametrize(
    "wrong",
    [{"k": 0}, {"k": None}, {"k": 1, "steps": 0}, {"k": None, "budget": -1}, {"k": 1, "budget": float("nan")},
     {"k": 1, "costs": {"a1": -1.0}}, {"k": 1, "on": "friends"}, {"k": 1, "on": "account"},
     {"k": 1, "technique": "magic"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        cover(synthetic(), as_of=DAY, **wrong)


def test_the_expected_reach_as_printed() -> None:
    half = expected_reach(endless_chain(), names=2, chance=0.5, as_of=DAY)
    assert half.rows["expected"].tolist() == [1, 1, 1]
    assert half.rows["ideal"].tolist() == [2, 4, 8]
    assert (half.figures["expected"], half.figures["low"], half.figures["high"]) == (3, 3, 3)
    quarter = expected_reach(endless_chain(), names=2, chance=0.25, as_of=DAY)
    assert quarter.rows["expected"].tolist() == [0.5, 0.25, 0.125]
    assert quarter.rows["so_far"].tolist() == [0.5, 0.75, 0.875]
    assert quarter.figures["growth"] == 0.5


def test_names_and_chance_are_taken_from_the_chains_on_record() -> None:
    contacted = endless_chain()["Referral"].assign(status="contacted")
    whole = Network({**dict(endless_chain().items()), "Referral": contacted})
    answer = expected_reach(whole, as_of=DAY)
    assert answer.figures["names"]["value"] == pytest.approx(14 / 15)
    assert answer.figures["chance"]["value"] == 1
    assert answer.figures["low"] < answer.figures["expected"] < answer.figures["high"]
    assert answer.rows["expected"].tolist() == pytest.approx([(14 / 15) ** g for g in (1, 2, 3)])
    assert said(answer)


def test_the_simulation_counts_those_beside_the_first() -> None:
    pair = Network.of(Person=named("ann", "bo", "cy"), KNOWS=ties("ann-bo", strength=3))
    chance = 0.9 * 0.25
    picked = expected_reach(pair, as_of=DAY).figures["simulation"]
    assert picked["low"] <= 2 / 3 * chance <= picked["high"]
    told = expected_reach(pair, who=["ann"], as_of=DAY).figures["simulation"]
    assert told["low"] <= chance <= told["high"]
    assert expected_reach(pair, who=["cy"], as_of=DAY).figures["simulation"]["expected"] == 0


def test_without_chains_or_people_the_reach_is_unknown_not_0() -> None:
    answer = expected_reach(synthetic(), as_of=DAY)
    assert answer.rows["expected"].isna().all()
    assert answer.to_json(Words("en"))["figures"]["expected"] is None
    assert any(note.startswith("There is no referral chain yet") for note in said(answer))
    empty = expected_reach(Network.empty())
    assert empty.figures["simulation"] is None
    assert "There is nobody yet." in said(empty)
    for wrong in ({"generations": 0}, {"names": -1.0}, {"chance": 1.5}):
        with pytest.raises(BadValue):
            expected_reach(synthetic(), **wrong)
    with pytest.raises(NotFound):
        expected_reach(synthetic(), who=["nobody"], as_of=DAY)


def test_where_the_network_is_full() -> None:
    told = Network.of(
        Referral=[{"id": "r", "asked_on": "2026-01-01", "consented_on": "2026-01-02", "status": "contacted"}],
        MADE=ties("b2-r"), ABOUT_PERSON=ties("r-d1"),
        CONTACT=[{"from_id": "R1", "to_id": "b1", "relationship_stage": "trust", "last_interaction_on": DAY}],
    )  # fmt: skip
    answer = saturation(synthetic() + told, who=["b2", "d1", "e1"], as_of=DAY)
    rows = answer.rows.set_index("id")
    assert rows.loc["b2", ["neighbours", "reached", "left"]].tolist() == [3, 2, 1]  # b1 in contact, d1 referred
    assert rows.loc["e1", ["neighbours", "reached", "left"]].tolist() == [4, 1, 3]  # e2 is a contact of R2
    assert rows.loc["d1", "share"] == 0
    assert rows["share"].tolist() == sorted(rows["share"], reverse=True)
    assert answer.figures["neighbours"] == 22
    graph = graph_of(synthetic(), "acquaintance", as_of=DAY)
    pairs = [("b2", "e1"), ("b2", "d1"), ("e1", "d1")]
    alike = [score for *_, score in nx.jaccard_coefficient(graph, pairs)]
    assert answer.figures["overlap"] == pytest.approx(sum(alike) / 3)
    with pytest.raises(NotFound):
        saturation(synthetic(), who=["nobody"])
    for nothing in (Network.empty(), Network.of(Person=named("ann"))):
        answer = saturation(nothing)
        assert answer.rows.empty
        assert answer.figures["share"] is None
        assert said(answer)


def test_a_star_and_a_chain_of_many_are_no_trouble() -> None:
    star = Network.of(
        Person=named(*(f"p{i:05}" for i in range(20_000))),
        KNOWS=[{"from_id": "p00000", "to_id": f"p{i:05}", "strength": 3} for i in range(1, 20_000)],
    )
    assert covered(cover(star, 2, steps=1, as_of=DAY)) == ({"p00000"}, 20_000)
    first = cover(star, 2, as_of=DAY).rows.iloc[0]
    assert first["id"] == "p00000"
    assert abs(first["expected"] - (1 + 19_999 * 0.9 * 0.25)) <= 2.5 * (first["high"] - first["expected"])
    assert len(cover(star, 2, steps=2, as_of=DAY).rows) <= 2


def test_every_reason_has_words() -> None:
    from graph.analysis.askable import MUST_NOT
    from graph.text import keys

    for language in LANGUAGES:
        assert {f"ready.reason.{why}" for why in MUST_NOT} <= keys(language)


def test_it_tells_how_far_it_is_and_stops_when_told() -> None:
    shares: list[float] = []
    cover(synthetic(), 2, as_of=DAY, watch=lambda share: shares.append(share))
    assert 0 < shares[0] <= shares[-1] <= 1
    with pytest.raises(Stopped):
        cover(synthetic(), 2, as_of=DAY, watch=lambda share: False)
