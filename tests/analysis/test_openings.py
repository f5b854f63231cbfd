"""Where the next customers are, and what groups and events bring, on networks small enough to see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from graph.analysis.gatherings import brought, promising_groups, whom_to_invite
from graph.analysis.openings import next_centres, referral_only, stalled_centres, unwon_centres
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, named, synthetic, ties
from tests.model.networks import knowing, networks


def people(status: str, *who: str, **facts: Any) -> Network:
    return Network.of(Person=[{"id": one, "name": one, "customer_status": status, **facts} for one in who])


def met(pairs: str) -> Network:
    reps = sorted({pair.split("-")[0] for pair in pairs.split()})
    return Network.of(Rep=named(*reps), CONTACT=ties(pairs, relationship_stage="trust", last_interaction_on=DAY))


def test_the_centre_not_won_and_the_way_to_them() -> None:
    centre = people("prospect", "e1", centre_state="identified") + people("customer", "b2", centre_state="user")
    answer = unwon_centres(synthetic() + centre, as_of=DAY)
    row = answer.rows.set_index("id").loc["e1"]
    assert row["path"] == ["R2", "e2", "e1"]
    assert row["probability"] == pytest.approx(0.25 * 0.7 * 0.5 * 0.5 * 0.3)
    assert "b2" not in set(answer.rows["id"])
    assert len(answer.evidence["e1"]) == 2


def test_nobody_leads_there_is_unknown_and_said() -> None:
    answer = unwon_centres(knowing("a - b") + people("prospect", "a", centre_state="identified"), as_of=DAY)
    assert answer.rows["probability"].isna().all()
    assert "opening.note.no_way" in {note.key for note in answer.notes}


def test_a_centre_stalls_after_180_days() -> None:
    def user(who: str, days: int | None) -> Network:
        since = None if days is None else DAY - timedelta(days=days)
        return people("customer", who, centre_state="user", centre_state_on=since)

    network = user("a", 180) + user("b", 181) + user("c", None) + met("Lu-b")
    network += people("customer", "d", centre_state="cooperating", centre_state_on=DAY - timedelta(days=900))
    answer = stalled_centres(network, as_of=DAY)
    assert answer.rows["id"].tolist() == ["b", "c"]
    assert answer.rows["days"].tolist()[0] == 181
    assert answer.rows["days"].isna().tolist() == [False, True]
    assert answer.rows["rep"].tolist()[0] == "Lu"


def test_accounts_only_a_referral_opens() -> None:
    firms = Network.of(Account=named("X", "Y", "Z"), WORKS_AT=ties("b-X c-Y q-Z"))
    network = knowing("a - b - c, q - r") + firms + met("Lu-a")
    rows = referral_only(network, as_of=DAY).rows
    assert rows[["id", "steps", "nearest"]].to_numpy().tolist() == [["Y", 3.0, "c"]]


def test_synthetic_accounts_by_referral_alone() -> None:
    assert referral_only(synthetic(), as_of=DAY).rows["id"].tolist() == ["K4"]


def test_the_customer_whose_circle_holds_the_next_centre() -> None:
    network = synthetic() + people("customer", "a3", "b2", "b1") + people("prospect", "e1", "c2")
    answer = next_centres(network, as_of=DAY)
    assert answer.rows[["id", "found", "best"]].to_numpy().tolist() == [["a3", 1, "e1"], ["b2", 1, "e1"]]
    assert all(len(answer.evidence[who]) == 1 for who in ("a3", "b2"))


def grouped() -> Network:
    return Network.of(
        Group=[{"id": "g1", "name": "class", "kind": "class_cohort"}, {"id": "g2", "name": "club", "kind": "club"},
               {"id": "g3", "name": "town", "kind": "home_town"}],
        MEMBER_OF=[*ties("a-g1 b-g1 c-g1 a-g2 d-g2 a-g3 b-g3"), {"from_id": "c", "to_id": "g2", "volunteered": "no"}],
    )  # fmt: skip


def test_the_group_with_most_people_we_have_not_met() -> None:
    shut = people("prospect", "d", contact_permission="do_not_contact")
    answer = promising_groups(knowing("a - b - c, d - c") + shut + grouped() + met("Lu-a"), as_of=DAY)
    assert answer.rows[["id", "met", "unmet"]].to_numpy().tolist() == [["g1", 1, 2], ["g2", 1, 0]]
    assert answer.rows["weight"][0] > 0
    assert len(answer.evidence["g1"]) == 2


def test_everybody_invited_brings_another() -> None:
    network = knowing("a - x - b, a - y, c - x, c - k") + people("customer", "a", "b", "c", "k") + met("Lu-c")
    answer = whom_to_invite(network, as_of=DAY)
    pairs = dict(zip(answer.rows["id"], answer.rows["brings"], strict=True))
    assert len(pairs) == 2
    assert set(pairs.values()) == {"x", "y"}
    assert pairs["a"] == "y"
    assert answer.figures == {"customers": 4, "newcomers": 2}
    assert set(answer.evidence) == set(pairs)
    assert whom_to_invite(network, where={"name": "y"}, as_of=DAY).rows["brings"].tolist() == ["y"]


def test_who_came_with_whom_and_what_followed() -> None:
    network = people("customer", "a") + people("prospect", "b", "c") + Network.of(
        Activity=[{"id": "s", "kind": "seminar", "on": DAY - timedelta(days=60)}],
        TOOK_PART=[{"from_id": "b", "to_id": "s", "brought_by": "a"}, {"from_id": "c", "to_id": "s", "brought_by": "a"},
                   {"from_id": "a", "to_id": "s"}],
        Referral=[{"id": "r", "status": "won", "asked_on": DAY - timedelta(days=60), "won_amount": 900,
                   "consented_on": DAY - timedelta(days=40), "won_on": DAY - timedelta(days=5)},
                  {"id": "old", "status": "consented", "asked_on": DAY - timedelta(days=300),
                   "consented_on": DAY - timedelta(days=290)}],
        MADE=ties("a-r a-old"), ABOUT_PERSON=ties("r-b old-c"),
    )  # fmt: skip
    answer = brought(network + met("Lu-b"), as_of=DAY)
    assert answer.figures == {"brought": 2, "referred": 1, "won": 1, "met_after": 1}
    row = answer.rows.set_index("id").loc["b"]
    assert list(row[["brought_by_name", "referral", "status", "won_amount"]]) == ["a", "r", "won", 900.0]
    assert answer.rows.set_index("id").loc["c", "won"] == False  # noqa: E712


@settings(max_examples=12, deadline=None)
@given(networks())
def test_any_network_gets_an_answer(network: Network) -> None:
    for ask in (unwon_centres, stalled_centres, referral_only, next_centres, promising_groups, whom_to_invite, brought):
        told = ask(network, as_of=DAY).to_json(Words("en"))
        assert told["rows"] or told["notes"]
