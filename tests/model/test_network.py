"""What a Network promises: types, adding up, and what a row says."""

from datetime import date

import pytest
from hypothesis import given, settings

from graph.model.errors import BadValue
from graph.model.kinds import KINDS, SHOWN, STORED, TIES, Tie
from graph.model.network import Network
from tests.model.networks import knowing, networks, referring


def test_every_kind_of_the_handbook_is_declared() -> None:
    assert (
        list(KINDS)
        == (
            "Person Account OrgUnit Rep Opportunity Referral Campaign Group Activity Competitor RewardEntry "
            "Note Setting Portrait "
            "WORKS_AT IN_UNIT PART_OF REPORTS_TO KNOWS INFLUENCES CONTACT OWNS FOR_ACCOUNT STAKEHOLDER_IN "
            "MADE ABOUT_PERSON ABOUT_ACCOUNT RECEIVED_BY LED_TO UNDER "
            "MEMBER_OF TOOK_PART HOSTED CONCERNS INVITED ADVISES SUPPLIES CONTRACTS_FOR PARENT_OF "
            "USES_RIVAL RIVAL_CONTACT COLLEAGUE_OF GIVEN_TO FOR_REFERRAL NOTED_ON NOT_TIED REFERRED"
        ).split()
    )
    assert [name for name in KINDS if name not in STORED] == ["REFERRED"]
    assert [name for name in STORED if name not in SHOWN] == ["Setting", "Portrait", "NOT_TIED"]
    assert all(set(t.start + t.end) <= set(KINDS) for t in TIES.values())


def test_a_symmetric_tie_is_stored_once_from_the_smaller_id() -> None:
    network = Network.of(
        KNOWS=[
            {"from_id": "b", "to_id": "a", "kind": "alumni"},
            {"from_id": "a", "to_id": "b", "kind": "alumni", "strength": 2},
        ]
    )
    assert network["KNOWS"][["from_id", "to_id"]].to_numpy().tolist() == [["a", "b"]]
    assert network["KNOWS"]["strength"].tolist() == [2]


def test_the_right_network_wins_where_it_knows_something() -> None:
    left = Network.of(Person=[{"id": "a", "name": "Ana", "title": "CEO", "customer_status": "prospect"}])
    right = Network.of(Person=[{"id": "a", "title": "Chair"}])
    row = (left + right).row("Person", "a")
    assert row is not None
    assert (row["name"], row["title"], row["customer_status"]) == ("Ana", "Chair", "prospect")


def test_a_row_comes_back_as_plain_values() -> None:
    network = Network.of(
        Account=[
            {"id": "k", "name": " 青屿港务 ", "employees": "120", "last_purchase_on": "2026-03-01", "value_score": 61.5}
        ]
    )
    row = network.row("Account", "k")
    assert row is not None
    assert row["name"] == "青屿港务"
    assert (row["employees"], row["value_score"], row["last_purchase_on"]) == (120, 61.5, date(2026, 3, 1))
    assert (row["industry"], row["customer_status"], row["annual_revenue"]) == (None, "unknown", None)
    assert network.row("Account", "nobody") is None


@pytest.mark.parametrize(
    ("kind", "row", "text"),
    [
        ("Person", {"id": "a", "customer_status": "主持者"}, "error.bad_value.choice"),
        ("Person", {"id": "a", "shoe_size": 44}, "error.bad_value.field"),
        ("Person", {"name": "Ana"}, "error.bad_value.missing"),
        ("Account", {"id": "k", "annual_revenue": -5}, "error.bad_value.range"),
        ("Account", {"id": "k", "employees": "many"}, "error.bad_value.type"),
        ("KNOWS", {"from_id": "a", "to_id": "b", "strength": 4}, "error.bad_value.range"),
        ("KNOWS", {"from_id": "a", "kind": "alumni"}, "error.bad_value.missing"),
        ("Referral", {"id": "r", "asked_on": "31.02.2026"}, "error.bad_value.type"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(kind: str, row: dict[str, object], text: str) -> None:
    with pytest.raises(BadValue) as refused:
        Network.of(**{kind: [row]})
    assert refused.value.text == text


def test_one_row_for_an_edit_is_checked_like_a_table() -> None:
    tie = TIES["KNOWS"].row({"from_id": "b", "to_id": "a", "kind": "alumni", "strength": "2"})
    assert tie["id"] == Network.of(KNOWS=[tie])["KNOWS"]["id"][0]
    assert (tie["from_id"], tie["strength"], tie["note"]) == ("a", 2, None)
    with pytest.raises(BadValue, match=r"error.bad_value.missing"):
        KINDS["Person"].row({"id": "x", "name": "X"})  # no lawful basis


def test_a_day_keeps_what_held_then() -> None:
    network = knowing("ana - ben") + Network.of(
        REPORTS_TO=[{"from_id": "ana", "to_id": "ben", "since": "2024-01-01", "until": "2025-01-01"}]
    )
    assert network.at(date(2024, 6, 1)).counts()["REPORTS_TO"] == 1
    assert network.at(date(2025, 1, 1)).counts()["REPORTS_TO"] == 0
    assert network.at(date(2025, 1, 1)).counts()["KNOWS"] == 1
    assert referring("ana > ben > cara").at(date(2026, 1, 1)).counts()["Referral"] == 1


def test_whoever_leaves_takes_their_ties_along() -> None:
    left = knowing("ana - ben - cara").without({"Person": ["ben"]})
    assert (left.counts()["Person"], left.counts()["KNOWS"]) == (2, 0)


@settings(max_examples=40, deadline=None)
@given(a=networks(), b=networks(), c=networks())
def test_networks_add_up(a: Network, b: Network, c: Network) -> None:
    assert a + a == a
    assert a + Network.empty() == a == Network.empty() + a
    assert (a + b) + c == a + (b + c)


@settings(max_examples=40, deadline=None)
@given(network=networks())
def test_a_row_of_a_network_is_the_row_of_its_kind(network: Network) -> None:
    for name, table in network.items():
        rows = [network.row(name, id_) for id_ in table["id"]]
        system = ("rev", "created_at", "updated_at")
        again = Network.of(**{name: [{k: v for k, v in row.items() if k not in system} for row in rows if row]})
        assert again == Network({name: table})
        assert isinstance(STORED[name], Tie) == ("from_id" in table)
