"""Credit under five rules, on sales whose shares can be worked out by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.analysis import lineage
from graph.analysis.attribution import forest
from graph.analysis.concentration import concentration, trend
from graph.analysis.credit import claims_on_sales, credit, sales_of
from graph.analysis.settings import CREDITS
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import Words
from tests.analysis.test_laws import NAMES
from tests.analysis.worked import DAY
from tests.model.networks import people, referring


def sold(text: str, *buyers: str) -> Network:
    """Referrals drawn in text, of which those to `buyers` were won for 120 on 1 March, all others only met."""
    network = referring(text)
    about = dict(zip(network["ABOUT_PERSON"]["from_id"], network["ABOUT_PERSON"]["to_id"], strict=True))
    table = network["Referral"]
    won = table["id"].map(about).isin(buyers)
    table = table.assign(
        status=table["status"].mask(~won, "met"),
        won_on=table["won_on"].mask(~won).mask(won, np.datetime64("2026-03-01")),
        won_amount=table["won_amount"].mask(~won).mask(won, 120.0),
    )  # fmt: skip
    return Network({**dict(network.items()), "Referral": table})


def shares(network: Network, rule: str) -> dict[str, float]:
    rows = credit(network, rule=rule, as_of=DAY).rows
    return {who: pytest.approx(n) for who, n in zip(rows["id"], rows[rule], strict=True) if n}


def test_three_claims_on_one_sale() -> None:
    """ana referred zoe on 1 January, ben on the 2nd, cara on the 3rd."""
    network = sold("ana > zoe, ben > zoe, cara > zoe", "zoe")
    assert shares(network, "first") == {"ana": 120}
    assert shares(network, "last") == {"cara": 120}
    assert shares(network, "linear") == {"ana": 40, "ben": 40, "cara": 40}
    older, old, new = (0.5 ** (age / 30) for age in (2, 1, 0))
    assert shares(network, "time_decay") == {
        who: 120 * part / (older + old + new)
        for who, part in (("ana", older), ("ben", old), ("cara", new))
    }  # fmt: skip
    assert shares(network, "path_removal") == {"ana": 40, "ben": 40, "cara": 40}


def test_concentration_follows_the_rule() -> None:
    network = sold("ana > zoe, ben > zoe, dora > ana", "zoe")
    held = {rule: concentration(network, rule=rule, as_of=DAY).rows.set_index("id")["value"].to_dict()
            for rule in ("first", "last", "linear")}  # fmt: skip
    assert held == {
        "first": {"ana": 120, "dora": 0}, "last": {"ben": 120, "ana": 0, "dora": 0},
        "linear": {"ana": 60, "ben": 60, "dora": 0},
    }  # fmt: skip
    roots = concentration(network, "root", rule="linear", as_of=DAY).rows
    assert roots[["id", "value"]].to_numpy().tolist() == [["ben", 60], ["dora", 60]]
    assert trend(network, rule="linear", as_of=DAY).rows[["value", "top_1"]].to_numpy().tolist() == [[120, 0.5]]
    with pytest.raises(BadValue):
        concentration(network, rule="moon", as_of=DAY)


@pytest.mark.parametrize(
    ("who", "rule", "buyers"),
    [("ana", "first", ["zoe"]), ("ben", "first", []), ("ben", "last", ["zoe"]), ("dora", "linear", []),
     ("dora", "path_removal", ["zoe"]), ("nobody", "path_removal", [])],
)  # fmt: skip
def test_the_sales_behind_somebodys_credit(who: str, rule: str, buyers: list[str]) -> None:
    network = sold("ana > zoe, ben > zoe, dora > ana", "zoe")
    assert sales_of(network, who, rule, DAY)["id"].tolist() == buyers


def test_a_way_is_shared_by_all_who_stand_on_it() -> None:
    network = sold("ana > ben > cara > zoe", "zoe")
    assert shares(network, "first") == {"cara": 120}
    assert shares(network, "path_removal") == {"ana": 40, "ben": 40, "cara": 40}
    rows = credit(network, as_of=DAY).rows.set_index("id")
    assert rows["discounted"].to_dict() == {"ana": 30, "ben": 60, "cara": 120}


def test_who_cannot_be_missed_gets_more_where_two_ways_meet() -> None:
    """ana is on both ways; either ben or cara is enough: of 6 orders ana completes a way in 4, ben and cara in 1."""
    network = sold("ana > ben > zoe, ana > cara > zoe", "zoe")
    assert shares(network, "path_removal") == {"ana": 80, "ben": 20, "cara": 20}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=12))
def test_every_rule_sums_to_the_won_value_and_removal_is_shapleys(pairs: list[tuple[str, str]]) -> None:
    network = sold(", ".join(f"{a} > {b}" for a, b in pairs), *"abcdefgh") + people(set("abcdefgh"))
    answer = credit(network, as_of=DAY)
    for rule in CREDITS:
        assert answer.rows[rule].sum() == pytest.approx(answer.figures["won_value"])
    trees = forest(network)
    claims, _ = claims_on_sales(trees)
    expected = dict.fromkeys("abcdefgh", 0.0)
    for _, few in claims.groupby("person"):
        ways = []
        for who in few["from_id"]:
            way = [who]
            while way[-1] in trees.parent:
                way.append(trees.parent[way[-1]])
            ways.append(frozenset(way))
        players = sorted(frozenset.union(*ways))
        if len(players) > 6:
            return
        orders = list(permutations(players))
        for order in orders:
            last = next(i for i in range(len(order)) if any(way <= set(order[: i + 1]) for way in ways))
            expected[order[last]] += few["amount"].iloc[0] / len(orders)
    found = answer.rows.set_index("id")["path_removal"].reindex(list(expected)).fillna(0).to_dict()
    assert found == pytest.approx(expected)


def test_what_is_left_out_is_told() -> None:
    late = sold("ana > zoe, ben > zoe", "zoe")
    table = late["Referral"]
    table = table.assign(consented_on=table["consented_on"].mask(table["id"] == "r001", np.datetime64("2026-04-01")))
    answer = credit(Network({**dict(late.items()), "Referral": table}), as_of=DAY)
    assert answer.rows["id"].tolist() == ["ana"]
    assert ("chains.credit.late", {"n": 1}) in [tuple(note) for note in answer.notes]
    own = credit(sold("ana > zoe > ben, ben > zoe", "zoe"), as_of=DAY)
    assert own.rows["linear"].tolist() == [120]
    assert ("chains.credit.own", {"n": 1}) in [tuple(note) for note in own.notes]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_sold_is_a_reason_and_a_strange_rule_is_refused(lang: str) -> None:
    for network in (Network.empty(), referring("a > b", status="met")):
        told = credit(network, as_of=DAY).to_json(Words(lang))
        assert told["rows"] == []
        assert told["notes"]
    with pytest.raises(BadValue):
        credit(Network.empty(), rule="luck")


def test_where_two_branches_meet() -> None:
    up = np.array([-1, 0, 0, 1, 3, 2, -1])
    depth = lineage.above(up, (up >= 0).astype(np.int64))
    table = list(lineage.leaps(up))
    pairs = {(4, 5): 0, (4, 3): 3, (4, 1): 1, (5, 2): 2, (4, 6): -1, (0, 6): -1, (4, 4): 4}
    assert {pair: lineage.meeting(table, depth, *pair) for pair in pairs} == pairs
