"""Chances that a tie carries a referral: counted by hand on a small network, and the closed form of domain.md 5.6."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy.stats import beta

from graph import demo
from graph.analysis import odds as module
from graph.analysis.arrays import arrays_of, standing
from graph.analysis.attribution import forest
from graph.analysis.odds import fitted, odds, odds_of, prior_strength
from graph.analysis.rates import becoming_active, chain_reach, names_each
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.analysis.worked import DAY, endless_chain, named
from tests.model.networks import referring

ASKED = 40


def asked(carried: int, strength_of_others: int = 1) -> Network:
    """Forty people p00…, each with two friends; the first `carried` of them brought their close friend, c00…"""
    people = [f"{kind}{i:02}" for kind in "pco" for i in range(ASKED)]
    requests = [
        {
            "id": f"r{i:02}", "technique": "direct_request" if i % 2 else "implicit", "asked_on": "2026-01-10",
            "status": "consented" if i < carried else "declined",
            **({"consented_on": "2026-01-20"} if i < carried else {}),
        }
        for i in range(ASKED)
    ]  # fmt: skip
    return Network.of(
        Person=named(*people),
        KNOWS=[
            *({"from_id": f"p{i:02}", "to_id": f"c{i:02}", "strength": 3} for i in range(ASKED)),
            *({"from_id": f"p{i:02}", "to_id": f"o{i:02}", "strength": strength_of_others} for i in range(ASKED)),
        ],
        Referral=requests,
        MADE=[{"from_id": f"p{i:02}", "to_id": f"r{i:02}"} for i in range(ASKED)],
        ABOUT_PERSON=[{"from_id": f"r{i:02}", "to_id": f"c{i:02}"} for i in range(carried)],
    )


def test_each_tie_of_somebody_asked_is_a_case() -> None:
    found = fitted(asked(20), DAY)
    assert found.fitted
    assert (found.tie.cases, found.carried, found.elsewhere) == (80, 20, 0)
    assert found.tie.value == 0.25
    assert (found.tie.low, found.tie.high) == pytest.approx(beta.ppf([0.05, 0.95], 20.5, 60.5))
    rows = found.table[found.table["factor"] == "strength"].set_index("level")
    assert rows["cases"].to_dict() == {"0.3": 40, "0.9": 40}
    assert rows["carried"].to_dict() == {"0.3": 0, "0.9": 20}
    prior = found.priors["strength"]
    assert rows.loc["0.9", "chance"] == pytest.approx((20 + prior * 0.25) / (40 + prior))
    assert rows.loc["0.3", "chance"] == pytest.approx(prior * 0.25 / (40 + prior))
    ends = beta.ppf([0.05, 0.95], 20 + prior * 0.25, 20 + prior * 0.75)
    assert (rows.loc["0.9", "low"], rows.loc["0.9", "high"]) == pytest.approx(tuple(ends))


def test_levels_that_do_not_differ_are_drawn_to_the_overall_rate() -> None:
    found = fitted(asked(20), DAY)
    assert found.priors["technique"] == 1000
    assert found.chance("technique", "implicit") == pytest.approx(0.25)
    assert found.chance("technique", "promotion") == 0.25
    assert prior_strength(np.array([0, 50, 100]), np.array([100, 100, 100])) == 2.0
    even, uneven = np.array([20, 25, 30]), np.array([10, 25, 40])
    cases = np.array([100, 100, 100])
    assert prior_strength(even, cases) > prior_strength(uneven, cases)


def test_strong_ties_are_likelier_ways_than_weak_ones() -> None:
    network = asked(20)
    then = standing(network, DAY)
    net = arrays_of(then, "acquaintance", DAY)
    found = odds_of(network, DAY)
    chance = found.of_ways(net)
    power = net.pairs.strength[net.ways.tie]
    assert chance[power == 0.9].mean() > 0.4 > 0.1 > chance[power == 0.3].mean()
    assert ((chance >= 0) & (chance <= 1)).all()
    assert found.of_ways(net, "implicit") == pytest.approx(chance)


def test_too_few_referrals_are_assumed_and_said_so() -> None:
    network = asked(module.LEAST_CARRIED - 1)
    found = odds_of(network, DAY)
    assert not found.fitted
    net = arrays_of(standing(network, DAY), "acquaintance", DAY)
    conversion = (14 + 15 * 0.25) / (40 + 15)
    assert found.conversion.value == pytest.approx(conversion)
    assert found.of_ways(net) == pytest.approx(net.pairs.strength[net.ways.tie] * conversion)
    assert found.of_ways(net, "implicit") == pytest.approx(
        net.pairs.strength[net.ways.tie] * (7 + 15 * 0.25) / (20 + 15)
    )
    notes = [note.say(Words("en")) for note in odds(network, as_of=DAY).notes]
    assert notes[0].startswith("Chances are assumed: strength of the tie × a conversion of 32% (from 40 requests).")
    assert "14 of 80 ties" in notes[0]


def test_without_any_request_the_conversion_is_a_quarter() -> None:
    for network in (Network.empty(), Network.of(Person=named("a", "b"), KNOWS=[{"from_id": "a", "to_id": "b"}])):
        found = fitted(network, DAY)
        assert (found.conversion.value, found.conversion.cases, found.fitted) == (0.25, 0, False)
        assert np.isnan(found.tie.value)
        answer = odds(network, as_of=DAY)
        assert len(answer.rows) == 0
        for language in LANGUAGES:
            assert answer.to_json(Words(language))["notes"]


def test_ties_recorded_later_and_people_already_referred_prove_nothing() -> None:
    network = asked(20)
    late = network["KNOWS"].assign(since=np.datetime64("2026-01-15"))
    tables = {**dict(network.items()), "KNOWS": late}
    assert fitted(Network(tables), DAY).tie.cases == 0
    assert fitted(Network(tables), DAY).elsewhere == 20
    ended = network["KNOWS"].assign(until=np.datetime64("2026-03-01"))
    assert fitted(Network({**dict(network.items()), "KNOWS": ended}), DAY).tie.cases == 80
    again = Network.of(
        Referral=[{"id": "s", "technique": "implicit", "asked_on": "2026-02-01", "status": "declined"}],
        MADE=[{"from_id": "p00", "to_id": "s"}],
    )
    assert fitted(network + again, DAY).tie.cases == 81  # o00 only: c00 had been referred by then


def test_a_request_that_is_still_open_is_no_failure_yet() -> None:
    network = asked(20)
    young = Network.of(
        Referral=[{"id": "s", "technique": "promotion", "asked_on": "2026-05-20", "status": "promised"}],
        MADE=[{"from_id": "p30", "to_id": "s"}],
    )
    assert fitted(network + young, DAY).conversion.cases == 40
    assert fitted(network + young, date(2026, 7, 1)).conversion.cases == 41


def test_the_closed_form_as_printed() -> None:
    assert [(2 * 0.5) ** g for g in (1, 2, 3)] == [1, 1, 1]
    assert chain_reach(2, 0.5, 3) == 3
    assert chain_reach(2, 0.25, 3) == 0.875
    assert [chain_reach(2, 1, g) for g in (1, 2, 3)] == [2, 6, 14]
    assert chain_reach(5, 0, 3) == chain_reach(5, 0.5, 0) == 0


def test_names_each_and_becoming_active_as_the_endless_chain_has_them() -> None:
    trees = forest(endless_chain())
    names = names_each(trees)
    assert (names.value, names.cases) == (2.0, 7)  # nobody was contacted: only those who gave names are active
    assert becoming_active(trees).value == 0.0
    assert np.isnan(names_each(forest(Network.empty())).value)
    assert np.isnan(becoming_active(forest(Network.empty())).value)


def test_the_demo_says_how_little_it_knows() -> None:
    answer = odds(demo.network(), as_of=demo.TODAY)
    assert answer.figures["carried"] + answer.figures["without_a_tie"] == len(demo.network()["ABOUT_PERSON"])
    assert (answer.rows["low"] <= answer.rows["chance"]).all()
    assert (answer.rows["chance"] <= answer.rows["high"]).all()
    assert answer.notes


def test_a_hub_asked_as_often_as_it_knows_people_is_reckoned_from_every_so_many_th_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    star = referring(", ".join(f"hub > p{i:03}" for i in range(200)))
    star += Network.of(KNOWS=[{"from_id": "hub", "to_id": f"p{i:03}", "since": "2025-01-01"} for i in range(200)])
    whole = odds(star, as_of=DAY)
    monkeypatch.setattr(module, "MOST_CASES", 10_000)
    part = odds(Network(dict(star.items())), as_of=DAY)
    assert "odds.note.sampled" not in {note.key for note in whole.notes}
    assert [note.values for note in part.notes if note.key == "odds.note.sampled"] == [{"n": 50, "all": 200}]
    assert part.figures["conversion"] == whole.figures["conversion"]
    assert part.figures["tie"]["value"] == pytest.approx(whole.figures["tie"]["value"], rel=0.2)
