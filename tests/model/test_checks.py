"""Each rule of the handbook that a network alone can break is a named finding."""

import pytest

from graph.model.checks import findings
from graph.model.network import Network
from graph.model.referred import referred
from tests.model.networks import knowing, people, referring


def keys(network: Network) -> list[str]:
    return [f.key for f in findings(network)]


def test_a_sound_network_has_no_findings() -> None:
    assert keys(knowing("ana - ben - cara") + referring("ana > ben > cara")) == []
    assert keys(Network.empty()) == []


def test_a_tie_to_oneself_is_found() -> None:
    assert keys(knowing("ana - ana")) == ["self_tie"]


def test_a_tie_to_nobody_is_found() -> None:
    lonely = people({"ana"}) + Network.of(KNOWS=[{"from_id": "ana", "to_id": "zoe"}])
    assert [(f.key, f.values["end"]) for f in findings(lonely)] == [("missing_end", "zoe")]


def test_people_need_a_name_a_lawful_basis_and_a_fair_source() -> None:
    bad = Network.of(
        Person=[
            {"id": "1", "name": "Ana", "lawful_basis": "none"},
            {"id": "2", "name": "Ben"},
            {"id": "3", "lawful_basis": "consent"},
            {"id": "4", "name": "Dirk", "lawful_basis": "consent", "data_source": "bought_list"},
        ]
    )
    told = sorted((f.key, f.ids[0]) for f in findings(bad))
    assert told == [
        ("banned_source", "4"),
        ("missing_required", "3"),
        ("no_lawful_basis", "1"),
        ("no_lawful_basis", "2"),
    ]


@pytest.mark.parametrize(("weights", "found"), [((0.3, 0.7), []), ((0.3, 0.6), ["weight_sum"]), ((0.305, 0.7), [])])
def test_weights_of_a_stage_sum_to_one(weights: tuple[float, float], found: list[str]) -> None:
    ties = [{"from_id": p, "to_id": "o", "w4": w} for p, w in zip("ab", weights, strict=True)]
    network = people({"a", "b"}) + Network.of(Opportunity=[{"id": "o", "name": "Deal"}], STAKEHOLDER_IN=ties)
    assert keys(network) == found


def test_a_ring_of_referrals_is_found_once() -> None:
    ring = referring("ana > ben > cara > ana, dirk > eva")
    assert [(f.key, f.ids) for f in findings(ring)] == [("referral_cycle", ("ana", "ben", "cara"))]


def test_nobody_refers_themselves() -> None:
    assert keys(referring("ana > ana")) == ["self_referral"]


def test_a_name_before_consent_is_found_and_gives_no_tie() -> None:
    early = referring("ana > ben", status="promised")
    early = Network.of(
        Referral=[{"id": "r000", "status": "promised", "asked_on": "2026-01-01"}],
        MADE=early["MADE"],
        ABOUT_PERSON=early["ABOUT_PERSON"],
    ) + people({"ana", "ben"})
    assert keys(early) == ["referred_without_consent"]
    assert len(referred(early)) == 0


def test_the_first_consented_referrer_is_attributed_the_second_assists() -> None:
    both = referring("ana > cara, ben > cara")
    ties = referred(both).sort_values("on")
    assert ties[["from_id", "attributed"]].to_numpy().tolist() == [["ana", "yes"], ["ben", "no"]]
    assert [(f.key, f.blocking) for f in findings(both)] == [("second_referrer", False)]


def test_a_lost_referral_that_was_consented_still_joined_two_people() -> None:
    assert len(referred(referring("ana > ben", status="lost"))) == 1
