"""Who may be asked, who is owed thanks, what was given and taken: small books where each line is there for a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings

from graph.analysis.favours import favours, open_terms, rewards, thanks
from graph.analysis.readiness import REASONS, readiness
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import LANGUAGES, Words, keys
from tests.analysis.worked import DAY, named, ties
from tests.model.networks import networks


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def asked(who: str, days: int, id_: str = "r1", **facts: Any) -> Network:
    referral = {"id": id_, "status": "asked", "asked_on": ago(days), **facts}
    return Network.of(Referral=[referral], MADE=ties(f"{who}-{id_}"))


def customer(days: int = 10, **facts: Any) -> Network:
    """`a` bought from us, may be contacted, and was last seen that many days ago."""
    person = {"id": "a", "name": "a", "contact_permission": "allowed", "customer_status": "customer", **facts}
    contact = {"from_id": "Lu", "to_id": "a", "relationship_stage": "acquaintance", "last_interaction_on": ago(days)}
    return Network.of(Person=[person], Rep=named("Lu"), CONTACT=[contact])


def prospect(stage: str, attitude: str = "unknown") -> Network:
    person = {"id": "a", "name": "a", "contact_permission": "allowed", "customer_status": "prospect"}
    contact = {"from_id": "Lu", "to_id": "a", "relationship_stage": stage, "attitude": attitude,
               "closeness": "close", "last_interaction_on": ago(400)}  # fmt: skip
    return Network.of(Person=[person], Rep=named("Lu"), CONTACT=[contact])


def reasons(network: Network) -> tuple[str, ...]:
    return tuple(readiness(network, as_of=DAY).rows["reasons"][0])


@pytest.mark.parametrize(
    ("network", "why"),
    [
        (customer(), ()),
        (customer(90), ()),
        (customer(91), ("no_recent_service",)),
        (customer(contact_permission="unknown"), ("permission_unknown",)),
        (customer(contact_permission="do_not_contact"), ("do_not_contact",)),
        (customer(contact_permission="ask_referrer_first"), ("ask_referrer_first",)),
        (customer(is_public_official="yes"), ("official",)),
        (customer(lawful_basis="none"), ("no_basis",)),
        (customer() + asked("a", 89), ("asked_recently",)),
        (customer() + asked("a", 90), ()),
        (customer(200) + asked("a", 5), ("asked_recently", "no_recent_service")),
        (prospect("trust"), ()),
        (prospect("engagement"), ("not_close",)),
        (prospect("engagement", "supporter"), ()),
        (prospect("acquaintance", "supporter"), ("not_close",)),
        (prospect("not_met"), ("stranger",)),
    ],
)
def test_the_rule_of_3_7(network: Network, why: tuple[str, ...]) -> None:
    assert reasons(network) == why


@pytest.mark.parametrize(("index", "why"), [(69, ("dissatisfied",)), (70, ()), (None, ())])
def test_the_index_of_the_firm(index: int | None, why: tuple[str, ...]) -> None:
    firm = Network.of(Account=named("X", satisfaction_index=index), WORKS_AT=ties("a-X"))
    assert reasons(customer() + firm) == why


def test_nobody_asks_an_evaluator_while_the_tender_is_evaluated() -> None:
    tender = Network.of(
        Opportunity=named("deal", tender_phase="evaluation"),
        STAKEHOLDER_IN=[{"from_id": "a", "to_id": "deal", "buying_roles": ["evaluator"]}],
    )
    assert reasons(customer() + tender) == ("blackout",)


def test_a_request_in_a_campaign_is_a_request_and_a_shared_seminar_is_service() -> None:
    invited = Network.of(Campaign=named("c"), INVITED=[{"from_id": "c", "to_id": "a", "asked_on": ago(3)}])
    assert reasons(customer() + invited) == ("asked_recently",)
    seminar = Network.of(Activity=[{"id": "s", "kind": "seminar", "on": ago(20)}], TOOK_PART=ties("a-s"))
    assert reasons(customer(200) + seminar) == ()


def test_when_the_pause_ends_and_when_nothing_says_so() -> None:
    row = readiness(customer() + asked("a", 30), as_of=DAY).rows.to_dict("records")[0]
    assert row["next_on"] == pd.Timestamp(DAY + timedelta(days=60))
    assert readiness(customer(), as_of=DAY).rows["next_on"][0] == pd.Timestamp(DAY)
    assert readiness(customer(200) + asked("a", 30), as_of=DAY).rows["next_on"].isna().all()


def test_the_ready_first_by_what_asking_is_worth() -> None:
    people = [{"id": who, "name": who, "contact_permission": "allowed", "customer_status": "customer"} for who in "abc"]
    met = [{"from_id": "Lu", "to_id": who, "last_interaction_on": ago(1)} for who in "ab"]
    network = Network.of(Person=people, Rep=named("Lu"), CONTACT=met) + asked("a", 200)
    worth = pd.Series({"a": 5.0, "b": 9.0, "c": 100.0})
    assert readiness(network, worth=worth, as_of=DAY).rows["id"].tolist() == ["b", "a", "c"]
    assert readiness(network, only="ready", worth=worth, top=1, as_of=DAY).rows["id"].tolist() == ["b"]
    assert readiness(network, only="never_asked", worth=worth, as_of=DAY).rows["id"].tolist() == ["b"]
    assert readiness(network, only="must_not", worth=worth, as_of=DAY).rows["id"].tolist() == ["c"]
    assert readiness(network, as_of=DAY).figures["never_asked"] == 1
    with pytest.raises(BadValue):
        readiness(network, only="everybody")


def test_the_chain_breaks_at_who_was_won_and_never_asked() -> None:
    chain = Network.of(
        Person=named("z"), Referral=[{"id": "r", "status": "won", "asked_on": ago(300), "consented_on": ago(290)}],
        MADE=ties("z-r"), ABOUT_PERSON=ties("r-a"),
    )  # fmt: skip
    assert readiness(customer() + chain, only="broken", as_of=DAY).rows["id"].tolist() == ["a"]
    assert len(readiness(customer() + chain + asked("a", 200), only="broken", as_of=DAY).rows) == 0


def test_every_reason_has_words() -> None:
    wanted = {f"ready.reason.{reason}" for reason in REASONS}
    wanted |= {f"ready.note.{key}" for key in ("official_unknown", "index_unknown", "opponent")}
    assert all(wanted <= keys(language) for language in LANGUAGES)
    why = readiness(customer() + asked("a", 3), as_of=DAY).rows["why"][0]
    assert why.say(Words("en")) == "Must not be asked now: asked within 90 days."


def owing() -> Network:
    """a brought b (won, 500, not thanked) and c (thanked 10 days ago); d brought e (thanked, seen 100 days ago)."""
    facts = {"status": "won", "asked_on": ago(300), "consented_on": ago(290), "won_on": ago(200), "won_amount": 500}
    return Network.of(
        Person=named(*"abcde"), Rep=named("Lu"),
        Referral=[{"id": "r1", **facts}, {"id": "r2", **facts, "thanked_on": ago(10)},
                  {"id": "r3", **facts, "status": "consented", "won_on": None, "thanked_on": ago(100)}],
        MADE=ties("a-r1 a-r2 d-r3"), ABOUT_PERSON=ties("r1-b r2-c r3-e"), RECEIVED_BY=ties("r1-Lu r2-Lu r3-Lu"),
        CONTACT=[{"from_id": "Lu", "to_id": "d", "last_interaction_on": ago(100)}],
    )  # fmt: skip


def test_thanks_due_and_a_visit_again() -> None:
    rows = thanks(owing(), as_of=DAY).rows.set_index("id")
    assert rows["reason"].to_dict() == {"a": "won", "d": "revisit"}
    assert list(rows.loc["a", ["referrals", "value", "days", "rep_name"]]) == [1, 500.0, 200, "Lu"]


def test_an_unknown_amount_is_not_zero() -> None:
    unknown = owing() + Network.of(Referral=[{"id": "r4", "status": "won", "asked_on": ago(50)}], MADE=ties("d-r4"))
    assert thanks(unknown, as_of=DAY).rows.set_index("id")["value"].isna().to_dict() == {"a": False, "d": True}


def test_the_ledger_balances() -> None:
    party = Network.of(
        Activity=[{"id": "s", "kind": "seminar", "on": ago(5)}],
        TOOK_PART=[{"from_id": "c", "to_id": "s", "brought_by": "b"}, {"from_id": "b", "to_id": "s"}],
    )
    rows = favours(owing() + party, as_of=DAY).rows.set_index("id")
    assert rows["balance"].to_dict() == {"a": 1, "b": 0, "c": -2, "d": 0, "e": -1, "Lu": 1}
    assert list(rows.loc["b", ["introductions_given", "referrals_received"]]) == [1, 1]
    assert rows.loc["a", "last_thanked"] == pd.Timestamp(ago(10))
    assert rows["thanks_due"].to_dict()["a"] == 1


def test_a_reward_changes_no_balance() -> None:
    gift = Network.of(RewardEntry=[{"id": "g", "kind": "book", "value": 80, "given_on": ago(3)}], GIVEN_TO=ties("g-a"))
    assert favours(owing() + gift, as_of=DAY).rows.equals(favours(owing(), as_of=DAY).rows)


def test_rewards_that_need_a_look() -> None:
    network = Network.of(
        Person=[*named("a"), *named("b", is_public_official="yes")],
        RewardEntry=[
            {"id": "g1", "kind": "book", "value": 80, "given_on": ago(3), "approved": "yes"},
            {"id": "g2", "kind": "public_class", "value": 300, "given_on": ago(30), "approved": "no"},
            {"id": "g3", "kind": "book", "value": 80, "given_on": ago(3), "approved": "yes"},
            {"id": "g4", "kind": "book", "value": 5000, "given_on": ago(366), "approved": "yes"},
        ],
        GIVEN_TO=ties("g1-a g2-a g3-b g4-a"),
    )  # fmt: skip
    rows = rewards(network, yearly_cap=200, as_of=DAY).rows.set_index("id")
    assert rows["value"].to_dict() == {"b": 80.0, "a": 380.0}
    assert rows["unapproved"].to_dict() == {"b": 0, "a": 1}
    assert rows["over"].to_dict() == {"b": False, "a": True}
    assert rows["officials"].to_dict() == {"b": True, "a": False}
    assert rewards(network, as_of=DAY).rows["over"].isna().all()


def test_a_reward_noted_on_a_referral_counts_once() -> None:
    noted = asked("a", 40, reward_kind="book", reward_value=50, thanked_on=ago(20)) + Network.of(Person=named("a"))
    assert rewards(noted, as_of=DAY).rows["value"].tolist() == [50.0]
    entered = Network.of(
        RewardEntry=[{"id": "g", "kind": "book", "value": 50, "given_on": ago(20)}], GIVEN_TO=ties("g-a"),
        FOR_REFERRAL=ties("g-r1"),
    )  # fmt: skip
    assert rewards(noted + entered, as_of=DAY).rows["value"].tolist() == [50.0]


def test_sources_without_terms() -> None:
    network = Network.of(Person=named("a")) + asked("a", 10, source="peer_rep")
    network += asked("a", 20, "r2", source="partner_firm", reward_kind="none") + asked("a", 5, "r3", source="customer")
    answer = open_terms(network, as_of=DAY)
    assert answer.rows["id"].tolist() == ["r1"]
    assert answer.figures == {"from_outside": 2}


@settings(max_examples=15, deadline=None)
@given(networks())
def test_any_network_gets_an_answer(network: Network) -> None:
    for answer in (readiness(network, as_of=DAY), thanks(network, as_of=DAY), favours(network, as_of=DAY),
                   rewards(network, as_of=DAY), open_terms(network, as_of=DAY)):  # fmt: skip
        told = answer.to_json(Words("en"))
        assert told["rows"] or told["notes"]
