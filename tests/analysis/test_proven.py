"""What asking people brought, on networks small enough to count by hand, and how often the intervals hold."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.special import gamma

from graph.analysis import worth
from graph.analysis.proven import STATES, STEPS, asks_of, brought, four_lists, states
from graph.analysis.readiness import REASONS
from graph.model.network import Network
from graph.text import LANGUAGES, Words, keys
from tests.analysis.worked import named, ties
from tests.views.small import DAY, asked, person


def test_nobody_was_asked_so_nothing_is_expected() -> None:
    record = brought(Network.of(Person=[person("a"), person("b")]), DAY)
    assert record["asks"].tolist() == [0, 0]
    assert record[["per_ask", "low", "high", "average"]].isna().all(axis=None)
    assert brought(Network.empty(), DAY).empty


def test_known_regions_where_nobody_was_asked_give_a_half_and_no_warning() -> None:
    a, b, whole = worth.rates(np.zeros(2), np.zeros(2), np.array([0, -1]), k=4, tie=20)
    assert whole == 0.5
    assert (a == b).all()
    assert (a > 0).all()


def test_rates_are_drawn_towards_the_segment_and_that_towards_everybody() -> None:
    won, asks = np.array([2.0, 0.0, 1.0, 0.0]), np.array([2.0, 2.0, 4.0, 0.0])
    a, b, whole = worth.rates(won, asks, np.array([0, 0, 1, -1]), k=4, tie=20)
    assert whole == pytest.approx(3.5 / 9)
    mean = np.array([(2 + 20 * whole) / 24, (2 + 20 * whole) / 24, (1 + 20 * whole) / 24, whole])
    e = 20 * 9 / (9 + 20 + 1)
    k = [4 * s / (4 + s + 1) for s in (4 + e, 4 + e, 4 + e, 9)]
    assert a == pytest.approx(won + k * mean)
    assert b == pytest.approx(asks - won + k * (1 - mean))


def test_amounts_are_drawn_towards_everybodys_mean() -> None:
    shape, scale, mean = worth.amounts(np.array([0, 1, 1, 1]), np.array([600.0, 50, 100, 150]), 3, s=2, p=4)
    assert mean == 225
    p = 4 * 4 / 8
    assert shape == pytest.approx(2 * (p + np.array([1, 3, 0])) + 1)
    assert scale / (shape - 1) == pytest.approx([(600 + p * 225) / 3, (300 + p * 225) / 5, 225])
    for nothing in ([], [0.0]):
        assert np.isnan(worth.amounts(np.zeros(len(nothing), int), np.array(nothing), 2)[0]).all()


def test_the_likelihood_of_amounts_is_that_of_the_integral() -> None:
    paid, s, p = np.array([0.6, 1.9, 1.1]), 2.0, 3.0
    x = np.linspace(1e-3, 60, 600_000)
    prior = (s * p) ** (s * p + 1) / gamma(s * p + 1) * x ** -(s * p + 2) * np.exp(-s * p / x)
    each = [(s / x) ** s * one ** (s - 1) * np.exp(-s * one / x) / gamma(s) for one in paid]
    truth = np.log(np.trapezoid(prior * np.prod(each, axis=0), x))
    found = worth.gamma_amounts(np.array([paid.sum()]), np.array([3.0]), float(np.log(paid).sum()), s, p)
    assert found == pytest.approx(truth, abs=1e-5)


def test_the_interval_of_a_product_is_that_of_a_big_sample() -> None:
    dice = np.random.default_rng(5)
    a, b, shape, scale = 1.5, 9.0, 5.0, 800.0
    drawn = dice.beta(a, b, 400_000) * scale / dice.gamma(shape, size=400_000)
    low, high = worth.ends((np.array([a]), np.array([b])), (np.array([shape]), np.array([scale])))
    assert [low[0], high[0]] == pytest.approx(np.quantile(drawn, [0.05, 0.95]), rel=0.03)


@pytest.mark.parametrize(("k", "mean", "p", "shape"), [(6, 0.25, 3, 2.0), (2, 0.15, 1.5, 1.0), (20, 0.3, 20, 4.0)])
def test_nine_in_ten_intervals_hold_the_truth(k: float, mean: float, p: float, shape: float) -> None:
    held, people = [], 600
    for seed in range(4):
        dice = np.random.default_rng(seed)
        rate = dice.beta(k * mean, k * (1 - mean), people)
        usual = 1e6 * shape * p / dice.gamma(shape * p + 1, size=people)
        asks = dice.integers(0, 8, people)
        won = dice.binomial(asks, rate)
        who = np.repeat(np.arange(people), won)
        paid = dice.gamma(shape, usual[who] / shape)
        a, b, _ = worth.rates(won.astype(float), asks.astype(float), np.full(people, -1))
        low, high = worth.ends((a, b), worth.amounts(who, paid, people)[:2])
        held.append(((low <= rate * usual) & (rate * usual <= high)).mean())
    assert 0.86 <= float(np.mean(held)) <= 0.95


def test_one_great_win_stands_near_the_average_with_a_wide_interval() -> None:
    small = [(f"p{i:02}", f"q{i:02}", "won" if i % 4 == 0 else "met", 100.0 if i % 4 == 0 else None) for i in range(20)]
    record = brought(asked(("a", "b", "won", 400.0), *small), DAY).set_index("id")
    a = record.loc["a"]
    assert (a["asks"], a["won"], a["value"]) == (1, 1, 400.0)
    assert a["average"] == pytest.approx(6.5 / 22 * 150)
    assert a["average"] < a["per_ask"] < 400 / 2
    assert a["low"] < a["average"] < a["high"]
    assert a["high"] > 4 * a["low"]


def test_spontaneous_referrals_and_second_claims_are_not_won_by_asking() -> None:
    network = asked(("a", "b", "won", 100.0), ("c", "b", "won", 100.0), ("d", "e", "won", 50.0))
    gift = network["Referral"].assign(technique=["direct_request", "direct_request", "spontaneous"])
    made = asks_of(Network({**dict(network.items()), "Referral": gift})).set_index("from_id")
    assert made["won"].to_dict() == {"a": True, "c": False}
    assert made.loc["a", "amount"] == 100.0
    assert pd.isna(made.loc["c", "amount"])


def test_a_win_of_unknown_amount_is_not_worth_nothing() -> None:
    record = brought(asked(("a", "b", "won", None), ("c", "d", "won", 80.0)), DAY).set_index("id")
    assert pd.isna(record.loc["a", "value"])
    assert record.loc["a", ["won", "won_known"]].tolist() == [1, 0]
    assert record.loc["b", "value"] == 0.0
    assert record.loc["a", "per_ask"] > record.loc["b", "per_ask"] > 0
    unknown = four_lists(asked(("a", "b", "won", None)) + Network.of(KNOWS=ties("a-b")), as_of=DAY)
    assert [note.key for note in unknown.notes] == ["chains.note.unknown_value", "proven.note.no_amount"]


def test_never_asked_stands_on_the_segment_with_the_widest_interval() -> None:
    network = asked(("a", "b", "won", 100.0), ("c", "d", "met", None), ("c", "e", "met", None)) + Network.of(
        Account=[*named("n", region="north"), *named("s", region="south")], WORKS_AT=ties("a-n b-n c-s d-s e-s")
    )
    record = brought(network, DAY).set_index("id")
    assert record.loc["b", "per_ask"] > record.loc["b", "average"] > record.loc["d", "per_ask"]
    width = record["high"] - record["low"]
    assert width["b"] / record.loc["b", "per_ask"] > width["a"] / record.loc["a", "per_ask"]


def test_who_is_on_which_list() -> None:
    table = pd.DataFrame({
        "place": [1, 1, 1, 1, 9, 9.0], "of": 10.0, "asks": [2, 0, 3, 2, 5, 5], "won": [1, 0, 0, 0, 2, 2],
        "per_ask": [9, 5, 1, 1, 9, 9.0], "average": 5.0, "contacted": [0.5, 1, 1, 1, 0.8, 0.79],
    })  # fmt: skip
    assert states(table).tolist() == ["proven", "never", "over", "", "done", ""]
    assert states(table, exhausted=0.5).tolist() == ["done", "never", "over", "", "done", "done"]


def crowd() -> Network:
    """`hub` knows `a`…`j`, `i` knows a `k`; our rep knows the hub, who was never asked."""
    friends = "abcdefghij"
    return Network.of(
        Person=[*(person(who, contact_permission="allowed") for who in (*friends, "k", "hub"))], Rep=named("R"),
        KNOWS=ties(" ".join([*(f"{who}-hub" for who in friends), "i-k"]), strength=3),
    )  # fmt: skip


def met(**more: object) -> Network:
    return Network.of(CONTACT=[{"from_id": "R", "to_id": "hub", "relationship_stage": "trust",
                                "last_interaction_on": DAY, **more}])  # fmt: skip


def row_of(network: Network, who: str) -> pd.Series:
    return four_lists(network, as_of=DAY).rows.set_index("id").loc[who]


def first(network: Network) -> tuple[str, str, object]:
    row = row_of(network, "hub")
    return row["list"], row["step"], row["next_on"]


def test_the_next_step_is_the_rule_of_readiness() -> None:
    assert first(crowd())[:2] == ("never", "route")
    assert first(crowd() + met()) == ("never", "ask", pd.Timestamp(DAY))
    assert first(crowd() + met(relationship_stage="acquaintance"))[:2] == ("never", "first")
    shut = Network.of(Person=[person("hub", contact_permission="do_not_contact")])
    row = row_of(crowd() + met() + shut, "hub")
    assert row["step"] == "barred"
    assert row["next"].say(Words("en")) == "Do not ask: asked not to be contacted"
    led = row_of(crowd() + met(), "i")
    assert (led["step"], led["next"].say(Words("en"))) == ("route", "Ask HUB to introduce us (R knows them)")


def recent(*asks: tuple[str, str, float | None], on: date) -> Network:
    """Requests to `hub` on that day."""
    made = asked(*(("hub", who, status, won) for who, status, won in asks))
    tables = dict(made.items())
    return Network({**tables, "Referral": tables["Referral"].assign(asked_on=pd.Timestamp(on))})


def test_the_over_rated_rest_and_the_exhausted_are_kept() -> None:
    lost = recent(*((who, "met", None) for who in "abc"), on=date(2026, 11, 2))
    sold = Network.of(
        Referral=[{"id": f"w{i}", "status": "won", "technique": "direct_request", "asked_on": date(2026, 1, 1),
                   "consented_on": date(2026, 2, 1), "won_on": date(2026, 3, 1), "won_amount": 100.0}
                  for i in range(2)],
        MADE=ties("k-w0 k-w1"), ABOUT_PERSON=ties("w0-i w1-j"),
    )  # fmt: skip
    network = crowd() + met() + lost + sold
    assert first(network) == ("over", "pause", pd.Timestamp("2027-01-31"))
    assert row_of(network, "k")[["list", "step", "contacted"]].tolist() == ["done", "keep", 1.0]


def test_thanks_come_before_the_next_request() -> None:
    won = recent(("a", "won", 100.0), on=date(2026, 1, 1))
    assert first(crowd() + met() + won)[:2] == ("proven", "thank")
    told = won["Referral"].assign(thanked_on=pd.Timestamp(2026, 6, 1))
    thanked = Network({**dict(won.items()), "Referral": told})
    assert first(crowd() + met() + thanked)[:2] == ("proven", "ask")
    again = recent(("b", "met", None), on=date(2026, 11, 1))
    tables = dict(again.items())
    again = Network({
        **tables, "Referral": tables["Referral"].assign(id="r9"), "MADE": tables["MADE"].assign(to_id="r9", id="m9"),
        "ABOUT_PERSON": tables["ABOUT_PERSON"].assign(from_id="r9", id="b9"),
    })  # fmt: skip
    assert first(crowd() + met() + thanked + again)[1:] == ("wait", pd.Timestamp("2027-01-30"))


def test_without_people_ties_or_requests_there_is_a_reason() -> None:
    for network, note in (
        (Network.empty(), "analysis.note.nobody"),
        (Network.of(Person=named("a", "b")), "analysis.note.no_ties"),
        (crowd(), "proven.note.no_asks"),
    ):
        assert [told.key for told in four_lists(network, as_of=DAY).notes] == [note]


def test_all_of_it_has_words() -> None:
    for language in LANGUAGES:
        assert {f"proven.next.{step}" for step in (*STEPS, "through")} <= keys(language)
        assert {f"centres.list.{state}" for state in STATES} <= keys(language)
        assert {f"ready.reason.{reason}" for reason in REASONS} <= keys(language)
