"""Attribution, generations and value, and that length is no danger."""

from __future__ import annotations

import math

import pytest

from graph.analysis.chains import chains, forest, funnel, shape, tree, wilson
from graph.analysis.influence import rank
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, named, ties
from tests.model.networks import referring


def test_the_first_who_was_consented_to_is_the_referrer_and_later_ones_assist() -> None:
    trees = forest(referring("ana > cara, ben > cara"))
    assert trees.parent == {"cara": "ana"}
    assert trees.assists["from_id"].tolist() == ["ben"]
    answer = chains(referring("ana > cara, ben > cara"), as_of=DAY)
    assert answer.rows["id"].tolist() == ["ana"]
    assert ("chains.note.assists", {"n": 1}) in [tuple(note) for note in answer.notes]


def test_a_ring_is_broken_at_its_latest_referral_and_told() -> None:
    trees = forest(referring("ana > ben > cara > ana"))
    assert trees.parent == {"ben": "ana", "cara": "ben"}
    assert trees.refused[["from_id", "to_id"]].to_numpy().tolist() == [["cara", "ana"]]
    assert trees.generation == {"ana": 0, "ben": 1, "cara": 2}


def test_referring_oneself_counts_nowhere_and_is_told() -> None:
    answer = chains(referring("ana > ana, ana > ben"), as_of=DAY)
    assert answer.rows["reach"].tolist() == [1]
    assert ("chains.note.self", {"n": 1}) in [tuple(note) for note in answer.notes]
    assert "chains.note.unnamed" not in {note.key for note in answer.notes}


def test_a_promise_or_a_request_is_no_referral_yet() -> None:
    for status in ("asked", "promised"):
        network = referring("ana > ben", status=status)
        undated = network["Referral"].assign(consented_on=network["Referral"]["consented_on"].mask(lambda d: d.notna()))
        answer = chains(Network({**dict(network.items()), "Referral": undated}), as_of=DAY)
        assert len(answer.rows) == 0
        assert {note.key for note in answer.notes} == {"chains.note.nobody_consented", "chains.note.unnamed"}


def test_who_refused_was_named_and_contacted_but_not_won() -> None:
    stages = chains(referring("ana > ben", status="declined"), as_of=DAY).rows.loc[0, "generations"]
    assert [(s["named"], s["contacted"], s["won"], s["conversion"]) for s in stages[1:]] == [(1, 1, 0, 0.0)]


def test_value_flows_up_as_information() -> None:
    rows = chains(referring("ana > ben > cara, ana > dirk"), as_of=DAY).rows
    assert rows.loc[0, ["value_direct", "value_downstream", "won"]].tolist() == [200.0, 300.0, 3]
    bridged = rank(referring("ana > ben > cara, ana > dirk"), by=["downstream_value", "descendants"], as_of=DAY).rows
    assert bridged.set_index("id")["downstream_value"].to_dict() == {"ana": 300, "ben": 100, "cara": 0, "dirk": 0}
    assert bridged.set_index("id")["descendants"].to_dict() == {"ana": 3, "ben": 1, "cara": 0, "dirk": 0}


def test_a_sale_of_unknown_amount_is_unknown_and_not_nothing() -> None:
    network = referring("ana > ben")
    silent = network["Referral"].assign(won_amount=math.nan)
    answer = chains(Network({**dict(network.items()), "Referral": silent}), as_of=DAY)
    assert math.isnan(answer.rows.loc[0, "value_direct"])
    told = answer.to_json(Words("zh"))
    assert told["rows"][0]["value_downstream"] is None
    assert any("没有登记金额" in note for note in told["notes"])


def test_the_deal_a_referral_led_to_gives_the_amount() -> None:
    network = referring("ana > ben")
    silent = network["Referral"].assign(won_amount=math.nan)
    deal = Network.of(Opportunity=named("deal", status="won", amount=70), LED_TO=ties("r000-deal"))
    rows = chains(Network({**dict(network.items()), "Referral": silent}) + deal, as_of=DAY).rows
    assert rows["value_direct"].tolist() == [70.0]


def test_order_and_refusals() -> None:
    network = referring("ana > ben, cara > dirk > emil")
    assert chains(network, as_of=DAY).rows["id"].tolist() == ["cara", "ana"]
    assert chains(network, by="value_direct", as_of=DAY).rows["rank"].tolist() == [1, 1]
    assert chains(network, top=1, as_of=DAY).rows["id"].tolist() == ["cara"]
    with pytest.raises(BadValue):
        chains(network, by="luck")
    with pytest.raises(NotFound):
        chains(network, who="nobody")


def test_somebody_outside_every_chain() -> None:
    network = referring("ana > ben") + Network.of(Person=named("zoe"))
    answer = chains(network, who="zoe", as_of=DAY)
    told = answer.to_json(Words("en"))["rows"][0]
    assert (told["generation"], told["reach"], told["value_direct"]) == (None, 0, 0)
    assert "chains.note.not_in_chain" in {note.key for note in answer.notes}


def test_no_referrals_says_why() -> None:
    assert [note.key for note in chains(Network.empty(), as_of=DAY).notes] == ["chains.note.no_referrals"]
    assert funnel(Network.empty(), as_of=DAY).rows.empty


def test_the_shape_of_a_star_and_of_a_chain() -> None:
    star = shape(referring("a > b, a > c, a > d, a > e"), "a", as_of=DAY)
    line = shape(referring("a > b > c > d > e"), "a", as_of=DAY)
    assert star["virality"] == pytest.approx(1.6)
    assert line["virality"] == pytest.approx(2.0)
    assert line["broken"] == ["e"]
    assert line["value"] == 400


def test_a_chain_of_a_hundred_thousand() -> None:
    n = 100_000
    ids = [f"p{i:06}" for i in range(n)]
    refs = [f"r{i:06}" for i in range(1, n)]
    network = Network.of(
        Person=named(*ids),
        Referral=[{"id": r, "status": "consented", "asked_on": "2026-01-01"} for r in refs],
        MADE=[{"from_id": a, "to_id": r} for a, r in zip(ids, refs, strict=False)],
        ABOUT_PERSON=[{"from_id": r, "to_id": b} for b, r in zip(ids[1:], refs, strict=True)],
    )
    row = chains(network, as_of=DAY).rows.loc[0]
    assert (row["reach"], row["depth"], len(row["generations"])) == (n - 1, n - 1, n)
    assert len(tree(network, ids[0], as_of=DAY)) == n


def test_the_funnel_by_technique() -> None:
    steps = ["asked", "promised", "consented", "contacted", "met", "qualified", "won", "lost", "declined"]
    network = Network.of(
        Referral=[
            {"id": s, "status": s, "asked_on": "2026-01-01", "technique": "direct_request",
             "consented_on": "2026-01-02" if s == "lost" else None} for s in steps
        ]
    )  # fmt: skip
    answer = funnel(network, as_of=DAY)
    row = answer.rows.loc[0]
    assert row[["asked", "promised", "consented", "met", "won"]].tolist() == [9, 7, 6, 3, 1]
    assert row["low"] < row["rate"] < row["high"]
    assert row["small"]
    assert "chains.note.small" in {note.key for note in answer.notes}


@pytest.mark.parametrize(("hits", "n", "low", "high"), [(9, 64, 0.084, 0.226), (0, 10, 0.0, 0.213), (0, 0, 0.0, 1.0)])
def test_wilson(hits: int, n: int, low: float, high: float) -> None:
    assert wilson(hits, n) == pytest.approx((low, high), abs=1e-3)


def test_the_share_of_the_whole_is_by_originator_and_unknown_while_nothing_was_won() -> None:
    answer = chains(referring("ana > ben > cara, ana > dirk, eve > finn"), as_of=DAY, by="value")
    assert answer.rows[["id", "share"]].to_numpy().tolist() == [["ana", 0.75], ["eve", 0.25]]
    assert chains(referring("ana > ben > cara, eve > finn"), "ben", as_of=DAY).rows["share"].tolist() == [
        pytest.approx(1 / 3)
    ]
    assert chains(referring("ana > ben", status="consented"), as_of=DAY).rows["share"].isna().all()


def test_the_first_few_are_those_of_the_whole_list() -> None:
    network = referring("b > a, c > d > e, f > g, f > h, a2 > i, a2 > j")
    whole, few = chains(network, as_of=DAY), chains(network, top=2, as_of=DAY)
    assert whole.rows["id"].tolist() == ["a2", "c", "f", "b"]
    assert whole.rows["rank"].tolist() == [1, 1, 1, 4]
    assert few.rows.equals(whole.rows.head(2))
    assert set(few.evidence) == {"a2", "c"}
