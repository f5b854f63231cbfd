"""What breaks when somebody is lost, on networks small enough to see, and what the cheapest new ties bring back."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.loss import loss
from graph.analysis.project import graph_of
from graph.analysis.repairs import repairs
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, first_selection, named, synthetic, ties
from tests.model.networks import knowing, networks


def broken(network: Network, who: str, what: str, how: str | None = None) -> list[str]:
    rows = loss(network, who, how, as_of=DAY).rows
    return rows["id"][rows["what"] == what].tolist()


def met(pairs: str) -> list[dict[str, object]]:
    return ties(pairs, relationship_stage="trust", closeness="close", last_interaction_on=DAY)


def test_only_b2_leads_to_d1() -> None:
    answer = loss(synthetic(), "b2", as_of=DAY)
    assert broken(synthetic(), "b2", "unreachable") == ["d1"]
    assert answer.figures["pieces"] == [8, 1, 1]
    assert (answer.figures["reachable_before"], answer.figures["reachable_after"]) == (11, 9)
    assert set(answer.evidence["d1"]) <= set(synthetic()["KNOWS"]["id"])


def test_somebody_who_turns_stays_but_passes_nobody_on() -> None:
    answer = loss(synthetic(), "b2", "turns", as_of=DAY)
    assert answer.rows["id"].tolist() == ["d1"]
    assert answer.figures["reachable_after"] == 10
    assert answer.figures["pieces"] == []


def test_the_vice_president_is_out_of_reach_without_li() -> None:
    found = loss(first_selection(), "li", as_of=DAY)
    assert broken(first_selection(), "li", "decision_lost") == ["vp"]
    assert broken(first_selection(), "li", "unreachable") == ["vp", "wang"]
    assert found.rows.set_index(["what", "id"]).loc[("decision_lost", "vp"), "before"] == 2.0
    assert broken(first_selection(), "li", "single_threaded") == ["plant"]
    assert broken(first_selection(), "zhang", "unreachable") == []


def test_an_opponent_leads_nobody_on_already() -> None:
    against = first_selection(li="opponent") + Network.of(
        CONTACT=[{"from_id": "rep", "to_id": "li", "attitude": "opponent"}]
    )
    assert loss(against, "li", as_of=DAY).figures["unreachable"] == 0


def test_a_rep_who_leaves_hands_over_to_who_knows_them_then_the_owner_then_the_nearest() -> None:
    network = knowing("a - b, c - b") + Network.of(
        Person=named("d"), Rep=named("Lu", "Mo", "No"), Account=named("X", "Y"),
        WORKS_AT=ties("a-X d-Y"), OWNS=ties("Lu-X Lu-Y No-Y"), CONTACT=met("Lu-a Lu-c Lu-d Mo-a Mo-b"),
    )  # fmt: skip
    answer = loss(network, "Lu", as_of=DAY)
    over = answer.rows[answer.rows["what"] == "handover"].set_index("id")
    assert over["second"].to_dict() == {"a": "Mo", "c": "Mo", "d": "No"}
    assert over["second_by"].to_dict() == {"a": "contact", "c": "route", "d": "owner"}
    assert broken(network, "Lu", "orphaned") == ["X"]
    assert broken(network, "Lu", "unreachable") == ["d"]
    assert broken(network, "Lu", "no_contact") == ["Y"]
    assert answer.figures["revenue"] is None
    assert "loss.note.revenue_unknown" in {note.key for note in answer.notes}


def test_an_account_that_churns_takes_its_people_as_introducers() -> None:
    answer = loss(synthetic(), "K2", as_of=DAY)
    assert answer.rows[["what", "id"]].to_numpy().tolist() == [["unreachable", "d1"], ["no_contact", "K2"]]


def test_value_below_is_counted_once() -> None:
    chain = Network.of(
        Person=named(*"abc"), Account=named("X"), WORKS_AT=ties("a-X b-X"),
        Referral=[{"id": r, "status": "won", "asked_on": "2026-01-01", "consented_on": "2026-01-01", "won_amount": 100}
                  for r in ("r1", "r2")],
        MADE=ties("a-r1 b-r2"), ABOUT_PERSON=ties("r1-b r2-c"),
    )  # fmt: skip
    assert loss(chain, "X", as_of=DAY).figures["referral_value"] == 200.0
    assert loss(chain, "X", as_of=DAY).figures["referred"] == 2
    assert loss(chain, "b", as_of=DAY).figures["referral_value"] == 100.0


def test_the_leaver_introduces_before_going() -> None:
    answer = repairs(synthetic(), "b2", as_of=DAY)
    row = answer.rows.to_dict("records")[0]
    assert [row[k] for k in ("id", "rep", "through", "effort", "people", "still_lost")] == ["d1", "R1", "b2", 2, 1, 0]
    assert row["pretext"].say(Words("en")) == "Before b2 leaves, ask them to introduce R1 to d1."
    assert answer.figures["restored"] == answer.figures["lost"] == 1
    assert set(answer.evidence["d1"]) <= set(synthetic()["KNOWS"]["id"])


def test_somebody_who_turned_introduces_nobody() -> None:
    row = repairs(synthetic(), "b2", "turns", as_of=DAY).rows.to_dict("records")[0]
    assert (row["through"], row["effort"]) == (None, 3)


def test_one_tie_into_a_lost_circle_brings_all_of_it_back() -> None:
    network = knowing("gate - a, a - b - c - d, gate - x") + Network.of(Rep=named("Lu"), CONTACT=met("Lu-gate"))
    answer = repairs(network, "gate", as_of=DAY)
    assert answer.figures == {"lost": 5, "restored": 5, "tried": 3}
    assert answer.rows[["id", "people", "still_lost"]].to_numpy().tolist() == [["a", 4, 1], ["x", 1, 0]]


def test_a_thread_again_by_a_mutual_acquaintance() -> None:
    network = knowing("a - b, b - m") + Network.of(
        Rep=named("Lu", "Mo"), Account=named("X"), WORKS_AT=ties("a-X b-X"), CONTACT=met("Lu-a Mo-m")
    )
    row = repairs(network, "Lu", as_of=DAY).rows.to_dict("records")[0]
    assert [row[k] for k in ("id", "rep", "through", "effort", "accounts")] == ["b", "Mo", "m", 1, 1]


def test_what_cannot_be_lost_is_refused() -> None:
    with pytest.raises(NotFound):
        loss(synthetic(), "nobody", as_of=DAY)
    with pytest.raises(BadValue):
        loss(synthetic(), "R1", "turns", as_of=DAY)


def test_nothing_breaks_and_says_so() -> None:
    assert [note.key for note in loss(knowing("a - b"), "a", as_of=DAY).notes] == [
        "loss.note.nothing", "route.note.no_reps"
    ]  # fmt: skip


def test_a_chain_of_ten_thousand() -> None:
    people = [f"p{i:05}" for i in range(10_000)]
    network = Network.of(
        Person=named(*people), Rep=named("Lu"), CONTACT=met("Lu-p00000"),
        KNOWS=[{"from_id": a, "to_id": b} for a, b in pairwise(people)],
    )  # fmt: skip
    assert loss(network, "p04999", as_of=DAY).figures["unreachable"] == 5000


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=14),
       st.sets(st.sampled_from("abcdefgh"), max_size=3), st.sampled_from("abcdefgh"))  # fmt: skip
def test_people_lost_are_those_no_rep_reaches_without_one(
    pairs: list[tuple[str, str]], known: set[str], who: str
) -> None:
    network = Network.of(
        Person=named(*"abcdefgh"), Rep=named("rep"), CONTACT=met(" ".join(f"rep-{k}" for k in known)) if known else [],
        KNOWS=[{"from_id": a, "to_id": b} for a, b in pairs if a != b],
    )  # fmt: skip
    graph = graph_of(network, "access", as_of=DAY)
    before = nx.descendants(graph, "rep")
    after = nx.descendants(graph.subgraph(set(graph) - {who}), "rep")
    answer = loss(network, who, as_of=DAY)
    assert set(answer.rows["id"][answer.rows["what"] == "unreachable"]) == before - after - {who}
    mended = repairs(network, who, most=8, as_of=DAY)
    assert mended.figures["restored"] == mended.figures["lost"] == len(before - after - {who})


@settings(max_examples=6, deadline=None)
@given(networks())
def test_any_loss_of_any_network_is_told(network: Network) -> None:
    for kind in ("Person", "Rep", "Account"):
        for who in network[kind]["id"]:
            for answer in (loss(network, who, as_of=DAY), repairs(network, who, as_of=DAY)):
                told = answer.to_json(Words("zh"))
                assert told["rows"] or told["notes"]
