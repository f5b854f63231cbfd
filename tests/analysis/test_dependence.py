"""On whom we depend: decision-makers behind one person, revenue behind one rep, key accounts that fade."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings

from graph.analysis.dependence import fading, gatekeepers, rep_risk
from graph.analysis.risk import bridges, cut_points
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, first_selection, named, synthetic, ties
from tests.model.networks import networks


def test_li_holds_the_way_to_the_vice_president() -> None:
    answer = gatekeepers(first_selection(), as_of=DAY)
    assert answer.rows[["id", "deciders", "people"]].to_numpy().tolist() == [["li", 1, 2]]
    assert answer.figures == {"deciders": 1}
    assert set(answer.evidence["li"]) <= {*first_selection()["REPORTS_TO"]["id"], *first_selection()["CONTACT"]["id"]}


def test_no_decision_maker_on_record_is_said() -> None:
    answer = gatekeepers(synthetic(), as_of=DAY)
    assert len(answer.rows) == 0
    assert [note.key for note in answer.notes] == ["dependence.note.no_deciders"]


def test_the_rep_whose_going_costs_most() -> None:
    network = Network.of(
        Rep=[*named("Lu", "Mo"), *named("Wu", active="no")], Person=named("a", "b"),
        Account=[*named("X", annual_revenue=100), *named("Y", annual_revenue=50), *named("Z"),
                 *named("V", annual_revenue=7)],
        OWNS=ties("Lu-X Wu-X Mo-Y Lu-Y Lu-Z"), WORKS_AT=ties("a-V b-X"),
        CONTACT=ties("Lu-b Mo-a Wu-a", relationship_stage="trust"),
    )  # fmt: skip
    rows = rep_risk(network, as_of=DAY).rows.set_index("id")
    assert rows["revenue"].to_dict() == {"Lu": 100.0, "Mo": 7.0}
    assert rows["orphaned"].to_dict() == {"Lu": 2, "Mo": 0}
    assert rows["cold"].to_dict() == {"Lu": 1, "Mo": 1}
    assert rows["contacts"].to_dict() == {"Lu": 1, "Mo": 1}
    assert rows["revenue_unknown"].to_dict() == {"Lu": 1, "Mo": 0}


def test_revenue_nobody_knows_is_not_nothing() -> None:
    rows = rep_risk(Network.of(Rep=named("Lu"), Account=named("X"), OWNS=ties("Lu-X")), as_of=DAY).rows
    assert rows["revenue"].isna().all()


def test_a_key_account_fades() -> None:
    def ago(days: int) -> object:
        return DAY - timedelta(days=days)

    network = Network.of(
        Rep=named("Lu"), Person=named("a", "b"), WORKS_AT=ties("a-X b-Y"),
        Account=[{"id": "X", "name": "X", "value_score": 61, "last_purchase_on": ago(181)},
                 {"id": "Y", "name": "Y", "value_score": 90, "last_purchase_on": ago(400)},
                 {"id": "Z", "name": "Z", "value_score": 60, "last_purchase_on": ago(400)},
                 {"id": "W", "name": "W", "value_score": 80}],
        CONTACT=[{"from_id": "Lu", "to_id": "a", "last_interaction_on": ago(360)},
                 {"from_id": "Lu", "to_id": "b", "last_interaction_on": ago(10)}],
    )  # fmt: skip
    answer = fading(network, as_of=DAY)
    assert answer.rows[["id", "days", "freshness"]].to_numpy().tolist() == [["X", 181, 0.25]]
    assert [note.values for note in answer.notes] == [{"n": 1}]
    assert len(answer.evidence["X"]) == 1


def test_cut_points_and_bridges_of_the_synthetic_network() -> None:
    lost = cut_points(synthetic(), as_of=DAY).rows.set_index("id")["cut_off"].to_dict()
    assert lost == {"e1": 6, "a3": 2, "b2": 2, "a2": 1, "c2": 1}
    found = bridges(synthetic(), as_of=DAY).rows
    assert set(zip(found["id"], found["to"], strict=True)) == {
        ("a1", "a2"), ("a2", "a3"), ("a3", "e1"), ("b1", "b2"), ("b2", "d1"), ("b2", "e1"), ("c1", "c2")
    }  # fmt: skip
    assert all(ties for ties in found["ties"])


@settings(max_examples=12, deadline=None)
@given(networks())
def test_any_network_gets_an_answer(network: Network) -> None:
    for ask in (gatekeepers, rep_risk, fading):
        told = ask(network, as_of=DAY).to_json(Words("en"))
        assert told["rows"] or told["notes"]
