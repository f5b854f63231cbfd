"""A planned reward rule on real chains: what it pays, what is refused, and when a lawyer must be asked."""

from __future__ import annotations

import math
from typing import Any

import pytest

from graph.analysis.answer import Answer
from graph.analysis.guard import COLUMNS, reward_guard
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.analysis.worked import DAY, named, ties
from tests.model.networks import referring

LINE = "ana > ben > cara > dirk"


def keys(answer: Answer) -> set[str]:
    return {note.key for note in answer.notes}


def paid(answer: Answer) -> dict[tuple[str, int], float]:
    rows = answer.rows
    return dict(zip(zip(rows["id"], rows["level"], strict=True), rows["payout"], strict=True))


def known(network: Network, **officials: str) -> Network:
    """The same with everybody's word on being an official: `no` unless told."""
    who = network["Person"]["id"].map(lambda one: officials.get(one, "no"))
    return Network({**dict(network.items()), "Person": network["Person"].assign(is_public_official=who)})


def test_the_direct_referrer_alone_may_be_paid() -> None:
    answer = reward_guard(known(referring(LINE)), amounts=[5], as_of=DAY)
    assert paid(answer) == {("ana", 1): 5, ("ben", 1): 5, ("cara", 1): 5}
    assert answer.rows["allowed"].tolist() == [True, True, True]
    assert answer.figures["payout"] == 15
    assert not answer.figures["refused"]
    assert not answer.figures["red"]
    assert keys(answer) == {"guard.advice"}


def test_levels_beyond_are_reckoned_and_refused() -> None:
    answer = reward_guard(known(referring(LINE)), 2, amounts=[5, 1], shares=[0.1, 0], as_of=DAY)
    assert paid(answer) == {("ana", 1): 15, ("ben", 1): 15, ("cara", 1): 15, ("ana", 2): 1, ("ben", 2): 1}
    assert [row["allowed"] for _, row in answer.rows.iterrows()] == [True, True, True, False, False]
    assert answer.figures["levels"] == [
        {"level": 1, "people": 3, "events": 3, "payout": 45.0}, {"level": 2, "people": 2, "events": 2, "payout": 2.0},
    ]  # fmt: skip
    assert answer.figures["refused"]
    assert not answer.figures["red"]
    assert "guard.beyond" in keys(answer)


def test_three_levels_are_a_red_flag_and_so_are_thirty_people_in_three() -> None:
    three = reward_guard(known(referring(LINE)), 3, amounts=[1], as_of=DAY)
    assert three.figures["red"]
    assert "guard.red.levels" in keys(three)
    for n, red in ((27, False), (28, True)):
        wide = known(referring("top > one," + ",".join(f"one > p{i:02}" for i in range(n))))
        answer = reward_guard(wide, 2, amounts=[1], as_of=DAY)
        assert answer.figures["organisation"] == n + 2
        assert answer.figures["red"] is red
        assert ("guard.red.group" in keys(answer)) is red
        assert not reward_guard(wide, 1, amounts=[1], as_of=DAY).figures["red"]


def test_a_wide_pair_of_levels_does_not_hide_a_chain_of_three() -> None:
    wide = ",".join(f"star > s{i:02}" for i in range(60))
    chain = "top > one," + ",".join(f"one > p{i:02}" for i in range(28))
    answer = reward_guard(known(referring(f"{wide},{chain}")), 2, amounts=[1], as_of=DAY)
    assert answer.figures["organisation"] == 30
    assert answer.figures["red"]


def test_officials_and_employees_of_the_buyer_are_flagged() -> None:
    network = known(referring("ana > ben, cara > ben2, dirk > ben3"), ana="yes", dirk="unknown")
    jobs = Network.of(Account=named("port"), WORKS_AT=ties("cara-port ben2-port"))
    answer = reward_guard(network + jobs, amounts=[1], as_of=DAY)
    rows = answer.rows.set_index("id")
    assert rows["official"].to_dict() == {"ana": "yes", "cara": "no", "dirk": "unknown"}
    assert rows["own_employer"].to_dict() == {"ana": 0, "cara": 1, "dirk": 0}
    assert rows.loc[["ana", "cara"], "allowed"].tolist() == [False, False]
    assert rows["allowed"].isna().to_dict() == {"ana": False, "cara": False, "dirk": True}
    assert {"guard.officials", "guard.employer", "guard.official_unknown"} <= keys(answer)
    assert [[one.key for one in why] for why in rows["why"]] == [
        ["guard.why.official"], ["guard.why.employer"], ["guard.why.unknown"]
    ]  # fmt: skip


def test_the_account_of_the_deal_counts_as_the_employer_too() -> None:
    deal = Network.of(
        Account=named("port"), Opportunity=named("deal", status="won", amount=70), LED_TO=ties("r000-deal"),
        FOR_ACCOUNT=ties("deal-port"), WORKS_AT=ties("ana-port"),
    )  # fmt: skip
    answer = reward_guard(known(referring("ana > ben")) + deal, amounts=[1], as_of=DAY)
    assert answer.rows["own_employer"].tolist() == [1]


def test_a_share_of_an_unknown_sale_is_unknown() -> None:
    network = known(referring("ana > ben"))
    silent = Network({**dict(network.items()), "Referral": network["Referral"].assign(won_amount=math.nan)})
    answer = reward_guard(silent, shares=[0.1], as_of=DAY)
    assert answer.rows["payout"].isna().all()
    assert answer.rows["unknown"].tolist() == [1]
    assert "guard.unknown" in keys(answer)
    assert math.isnan(answer.figures["levels"][0]["payout"])
    assert math.isnan(answer.figures["payout"])


def test_paying_for_people_is_refused() -> None:
    answer = reward_guard(known(referring("ana > ben", status="consented")), amounts=[2], per="person", as_of=DAY)
    assert paid(answer) == {("ana", 1): 2}
    assert answer.figures["refused"]
    assert "guard.recruits" in keys(answer)


def test_oneself_and_rings_are_paid_nothing_and_told() -> None:
    answer = reward_guard(known(referring("ana > ana, ana > ben > cara > ana")), amounts=[1], as_of=DAY)
    assert paid(answer) == {("ana", 1): 1, ("ben", 1): 1}
    assert {"chains.note.self", "chains.note.rings"} <= keys(answer)


def test_nothing_to_pay_for_says_why() -> None:
    for network in (Network.empty(), referring("ana > ben", status="consented")):
        answer = reward_guard(network, 3, amounts=[1], as_of=DAY)
        assert list(answer.rows) == COLUMNS
        assert not len(answer.rows)
        assert {"guard.none.sale", "guard.advice"} <= keys(answer)
        assert answer.figures["payout"] == 0


@pytest.mark.parametrize(
    "rule",
    [
        {"levels": 0, "amounts": [1]}, {"levels": 11, "amounts": [1]}, {"levels": 3, "amounts": [1, 2]},
        {"amounts": [-1]}, {"shares": [1.5]}, {"amounts": [math.nan]}, {"amounts": [math.inf]}, {}, {"amounts": [0]},
        {"shares": [0.1], "per": "person"}, {"amounts": [1], "per": "deal"},
    ],
)  # fmt: skip
def test_a_rule_that_is_none_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        reward_guard(referring(LINE), **rule, as_of=DAY)


def test_it_is_told_in_both_languages() -> None:
    for lang in LANGUAGES:
        told = reward_guard(referring(LINE), 3, amounts=[1], per="person", as_of=DAY).to_json(Words(lang))
        assert all(told["notes"])
        assert all(row["why"] for row in told["rows"])
