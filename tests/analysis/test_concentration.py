"""Shares, Gini and Herfindahl by hand, circles and accounts without anybody for us, on networks one can see."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis.concentration import BY, concentration, measured, trend
from graph.analysis.support import unsupported
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import LANGUAGES, Words, keys
from tests.analysis.worked import DAY, named, ties
from tests.model.networks import networks

BOOK = [("a", "b", 600, "2025-02-01"), ("a", "c", 100, "2025-05-01"), ("b", "d", 200, "2025-05-09"),
        ("e", "f", 100, "2025-06-30"), ("g", "h", None, None)]  # fmt: skip


def book(rows: list[tuple[Any, ...]] = BOOK) -> Network:
    """a brought b (600) and c (100), b brought d (200), e brought f (100), g brought h who did not buy."""
    referrals = [
        {"id": f"r{b}", "status": "won" if on else "met", "asked_on": "2025-01-01", "consented_on": "2025-01-02",
         "won_on": on, "won_amount": amount} for _, b, amount, on in rows
    ]  # fmt: skip
    return Network.of(
        Person=named(*sorted({who for row in rows for who in row[:2]})), Referral=referrals,
        MADE=[{"from_id": a, "to_id": f"r{b}"} for a, b, _, _ in rows],
        ABOUT_PERSON=[{"from_id": f"r{b}", "to_id": b} for _, b, _, _ in rows],
        Account=named("X", "Y"), WORKS_AT=ties("a-X b-X e-Y g-Y"),
    )  # fmt: skip


def test_shares_of_referrers_by_hand() -> None:
    answer = concentration(book(), as_of=DAY)
    assert answer.rows[["id", "value", "share", "cumulative"]].to_numpy().tolist() == [
        ["a", 700.0, 0.7, 0.7], ["b", 200.0, 0.2, pytest.approx(0.9)], ["e", 100.0, 0.1, pytest.approx(1.0)],
        ["g", 0.0, 0.0, pytest.approx(1.0)],
    ]  # fmt: skip
    figures = answer.figures
    assert (figures["total"], figures["top_1"], figures["top_5"]) == (1000.0, pytest.approx(0.7), 1.0)
    assert figures["hhi"] == pytest.approx(0.49 + 0.04 + 0.01)
    assert figures["gini"] == pytest.approx(2200 / 4000)
    assert figures["top_20_percent"] == pytest.approx(0.7)
    assert figures["lorenz"] == [[0.0, 0.0], [0.25, 0.0], [0.5, pytest.approx(0.1)], [0.75, pytest.approx(0.3)],
                                 [1.0, pytest.approx(1.0)]]  # fmt: skip
    assert len(answer.evidence["a"]) == 4


def test_by_originator_and_by_account() -> None:
    rows = concentration(book(), "root", as_of=DAY).rows
    assert dict(zip(rows["id"], rows["value"], strict=True)) == {"a": 900.0, "e": 100.0, "g": 0.0}
    rows = concentration(book(), "account", as_of=DAY).rows
    assert dict(zip(rows["id"], rows["value"], strict=True)) == {"X": 900.0, "Y": 100.0}


def test_revenue_of_accounts_and_what_is_unknown() -> None:
    network = Network.of(Account=[*named("X", annual_revenue=300), *named("Y", annual_revenue=100), *named("Z")])
    answer = concentration(network, "revenue", as_of=DAY)
    assert answer.figures["top_1"] == 0.75
    assert answer.rows["share"].isna().tolist() == [False, False, True]
    assert [note.key for note in answer.notes] == ["concentration.note.unknown"]


def test_only_unknown_amounts_is_unknown_and_not_nothing() -> None:
    answer = concentration(book([("a", "b", None, "2025-02-01")]), as_of=DAY)
    assert answer.rows["value"].isna().all()
    assert (answer.figures["total"], answer.figures["gini"]) == (None, None)


def test_quarter_by_quarter() -> None:
    rows = trend(book(), as_of=DAY).rows
    assert rows[["id", "value", "n", "top_1", "hhi"]].to_numpy().tolist() == [
        ["2025Q1", 600.0, 1, 1.0, 1.0], ["2025Q2", 400.0, 3, 0.5, pytest.approx(0.375)]
    ]  # fmt: skip
    assert trend(book(), "root", as_of=DAY).rows["top_1"].tolist() == [1.0, 0.75]


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_gini_is_the_mean_difference(amounts: list[int]) -> None:
    values = np.array(amounts, dtype=float)
    found = measured(values)
    if not values.sum():
        assert found["gini"] is None
        return
    difference = np.abs(values[:, None] - values[None, :]).sum() / (2 * len(values) * values.sum())
    assert found["gini"] == pytest.approx(difference, abs=1e-9)
    assert 1 / len(values) - 1e-9 <= found["hhi"] <= 1 + 1e-9
    assert found["lorenz"][0] == [0.0, 0.0]
    assert found["lorenz"][-1] == [1.0, pytest.approx(1.0)]


def test_accounts_whose_key_players_do_not_support_us() -> None:
    network = Network.of(
        Person=[*named("a", "b", "c"), *named("v", powers=["veto"])], Account=named("X", "Y", "Z"), Rep=named("Lu"),
        WORKS_AT=[{"from_id": "a", "to_id": "X", "level": "decision"}, {"from_id": "b", "to_id": "Y"},
                  {"from_id": "c", "to_id": "Z"}, {"from_id": "v", "to_id": "X"}],
        CONTACT=[{"from_id": "Lu", "to_id": "a", "attitude": "opponent"}],
        Opportunity=named("deal"), FOR_ACCOUNT=ties("deal-Y"),
        STAKEHOLDER_IN=[{"from_id": "b", "to_id": "deal", "attitude": "supporter", "w3": 0.2}],
    )  # fmt: skip
    rows = unsupported(network, as_of=DAY).rows.set_index("id")
    assert list(rows.index) == ["X", "Z", "Y"]
    assert rows["key_players"].to_dict() == {"X": 2, "Z": 0, "Y": 1}
    assert list(rows.loc["X", ["supporters", "opponents", "unknown"]]) == [0, 1, 1]


def test_words_and_refusals() -> None:
    assert all({f"concentration.{by}.about" for by in BY} <= keys(language) for language in LANGUAGES)
    with pytest.raises(BadValue):
        concentration(book(), "moon")
    with pytest.raises(BadValue):
        trend(book(), "revenue")


@settings(max_examples=12, deadline=None)
@given(networks())
def test_any_network_gets_an_answer(network: Network) -> None:
    answers = [concentration(network, by, as_of=DAY) for by in BY]
    answers += [trend(network, by, as_of=DAY) for by in BY[:3]]
    for answer in [*answers, unsupported(network, as_of=DAY)]:
        told = answer.to_json(Words("en"))
        assert told["rows"] or told["notes"]
