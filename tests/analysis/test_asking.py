"""Ways of asking compared, givers of names, and promises, on numbers small enough to check by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from graph.analysis.givers import givers, referred_or_not
from graph.analysis.requests import funnel
from graph.analysis.techniques import fisher, holm, techniques
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, named, ties
from tests.model.networks import referring


def asked(**ways: tuple[int, int]) -> Network:
    """For each way how many were asked and how many of them won, 40 days later."""
    rows: list[dict[str, Any]] = []
    for way, (n, won) in ways.items():
        technique, _, timing = way.partition("__")
        for i in range(n):
            outcome = {"status": "won", "won_on": "2026-02-10"} if i < won else {"status": "declined"}
            rows.append(
                {"id": f"{way}{i:03}", "technique": technique, "timing": timing or "after_deal",
                 "asked_on": "2026-01-01", **outcome}
            )  # fmt: skip
    return Network.of(Referral=rows)


@pytest.mark.parametrize("table", [(8, 10, 1, 6), (0, 15, 0, 15), (30, 40, 10, 40), (3, 20, 9, 17), (15, 15, 0, 15)])
def test_fisher_is_that_of_scipy(table: tuple[int, int, int, int]) -> None:
    a, n, b, m = table
    assert fisher(*table) == pytest.approx(stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue)


def test_holm_by_hand() -> None:
    """Holm: times 3, 2, 1, never falling."""
    assert holm(pd.Series([0.02, 0.9, 0.03])).tolist() == pytest.approx([0.06, 0.9, 0.06])
    assert holm(pd.Series([], dtype=float)).tolist() == []


def test_what_differs_and_what_cannot_be_told_apart_is_said() -> None:
    network = asked(direct_request=(40, 20), implicit=(40, 4), promotion=(40, 5), spontaneous=(9, 9))
    answer = techniques(network, as_of=DAY)
    said = [note.say(Words("en")) for note in answer.notes]
    assert said == [
        "“direct request” 50% is higher than “implicit” 10%, and the difference is sound.",
        "“direct request” 50% is higher than “promotion” 12%, and the difference is sound.",
        "Cannot be told apart: “promotion” and “implicit”.",
        "Tried fewer than 15 times, too few to compare: spontaneous.",
    ]
    few = answer.rows[answer.rows["verdict"] == "few"]
    assert len(few) == 3
    assert few["p"].isna().all()
    best = answer.rows.set_index(["a", "b"]).loc[("direct_request", "implicit")]
    assert best["p_adjusted"] == pytest.approx(3 * stats.fisher_exact([[20, 20], [4, 36]]).pvalue)


def test_many_comparisons_make_a_lone_small_p_level() -> None:
    """26 and 14 of 50: p is 0.02 alone, and not enough as the best of ten comparisons."""
    network = asked(
        direct_request=(50, 26), implicit=(50, 14), promotion=(50, 20), business_event=(50, 20), ask_after_sale=(50, 20)
    )
    answer = techniques(network, as_of=DAY)
    assert answer.rows["p"].min() < 0.03
    assert set(answer.rows["verdict"]) == {"level"}
    assert [note.key for note in answer.notes] == ["chains.techniques.all_level"]


def test_one_way_alone_has_nothing_beside_it() -> None:
    answer = techniques(asked(implicit=(20, 4)), as_of=DAY)
    assert answer.rows.empty
    assert [note.key for note in answer.notes] == ["chains.techniques.one"]


def test_before_and_after_the_deal() -> None:
    network = asked(implicit__before_deal=(20, 15), implicit__after_deal=(20, 2), promotion__after_deal=(20, 2))
    timing = funnel(network, as_of=DAY, by="timing").rows.set_index("timing")
    assert timing["asked"].to_dict() == {"before_deal": 20, "after_deal": 40}
    assert timing["won"].to_dict() == {"before_deal": 15, "after_deal": 4}
    both = funnel(network, as_of=DAY, by="both").rows
    assert both[["technique", "timing", "won"]].to_numpy().tolist()[0] == ["implicit", "before_deal", 15]
    first = techniques(network, as_of=DAY, by="both").rows.loc[0]
    assert (first["a"], first["verdict"]) == ("implicit/before_deal", "differ")
    with pytest.raises(BadValue):
        funnel(network, as_of=DAY, by="luck")


def test_the_funnel_says_how_long_and_how_many_still_run() -> None:
    rows = funnel(asked(implicit=(4, 2)) + Network.of(
        Referral=[{"id": "open", "status": "met", "technique": "implicit", "asked_on": "2026-01-01"}]
    ), as_of=DAY).rows.loc[0]  # fmt: skip
    assert (rows["days"], rows["running"], rows["asked"]) == (40.0, 1, 5)
    assert math.isnan(funnel(asked(implicit=(4, 0)), as_of=DAY).rows.loc[0, "days"])


def test_givers_are_ranked_by_a_rate_that_three_cannot_make_perfect() -> None:
    """ana: 3 of 3 won; ben: 8 of 10 by hand; cara has two referrals only."""
    names = [("ana", True)] * 3 + [("ben", True)] * 8 + [("ben", False)] * 2 + [("cara", True)] * 2
    refs = [f"r{i:02}" for i in range(len(names))]
    network = Network.of(
        Person=named("ana", "ben", "cara", *(f"p{i:02}" for i in range(len(names)))),
        Referral=[
            {"id": r, "status": "won" if won else "met", "asked_on": "2026-01-01", "consented_on": "2026-01-01",
             "won_amount": 10 if won else None} for r, (_, won) in zip(refs, names, strict=True)
        ],
        MADE=[{"from_id": who, "to_id": r} for r, (who, _) in zip(refs, names, strict=True)],
        ABOUT_PERSON=[{"from_id": r, "to_id": f"p{i:02}"} for i, r in enumerate(refs)],
    )  # fmt: skip
    answer = givers(network, as_of=DAY)
    usual = 13 / 15
    assert answer.figures["rate"] == pytest.approx(usual)
    table = answer.rows.set_index("id")
    assert table.index.tolist() == ["ana", "ben"]
    assert table["expected"].to_dict() == pytest.approx({"ana": (3 + 4 * usual) / 7, "ben": (8 + 4 * usual) / 14})
    assert table["value"].to_dict() == {"ana": 30.0, "ben": 80.0}
    assert [tuple(note) for note in answer.notes] == [("chains.givers.few", {"n": 1, "least": 3})]


def test_second_claims_count_for_the_giver_of_names_but_bring_no_value() -> None:
    network = referring("ana > x, ben > x, ana > y, ben > y, ana > z, ben > z")
    table = givers(network, as_of=DAY).rows.set_index("id")
    assert table["consented"].to_dict() == {"ana": 3, "ben": 3}
    assert table["value"].to_dict() == {"ana": 300.0, "ben": 0.0}


def test_referrals_beside_other_sources() -> None:
    network = referring("ana > ben > cara") + Network.of(
        Rep=named("rep"),
        Person=[{"id": "zoe", "name": "zoe", "data_source": "business_card", "customer_status": "customer"},
                {"id": "yan", "name": "yan", "data_source": "business_card", "customer_status": "prospect"},
                {"id": "xu", "name": "xu", "data_source": "business_card"}],
        CONTACT=[*ties("rep-zoe rep-yan rep-ben", relationship_stage="trust"),
                 *ties("rep-xu", relationship_stage="not_met")],
        Campaign=[{"id": "c", "name": "c", "cost_per_ask": 7}],
        UNDER=ties("r000-c"),
    )  # fmt: skip
    rows = referred_or_not(network, as_of=DAY).rows
    assert rows[["kind", "source", "contacted", "won"]].to_numpy().tolist() == [
        ["referral", "unknown", 2, 2], ["other", "business_card", 2, 1],
    ]  # fmt: skip
    assert rows["cost"][0] == 7.0
    assert np.isnan(rows["cost"][1])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_asked_is_a_reason(lang: str) -> None:
    for ask in (techniques, givers, referred_or_not, funnel):
        told = ask(Network.empty(), as_of=DAY).to_json(Words(lang))
        assert told["rows"] == []
        assert told["notes"]
