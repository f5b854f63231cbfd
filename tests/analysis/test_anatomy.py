"""Whether a chain carries itself, where it breaks and who wakes it, on chains whose answer is plain."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from graph.analysis.anatomy import Clock, breaks, chain_of, mean_count, reproduction
from graph.analysis.attribution import forest
from graph.analysis.chains import shape
from graph.analysis.silence import pulse, restarts
from graph.analysis.virality import virality
from graph.model.errors import NotFound
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, coupons, endless_chain, named
from tests.model.networks import referring


def brought(*arrows: tuple[str, str, str], **facts: Any) -> Network:
    """Referrals (referrer, referred, day of asking and consent)."""
    refs = [f"q{i:03}" for i in range(len(arrows))]
    return Network.of(
        Person=named(*sorted({who for a, b, _ in arrows for who in (a, b)})),
        Referral=[
            {"id": r, "status": "consented", "asked_on": day, "consented_on": day, **facts}
            for r, (_, _, day) in zip(refs, arrows, strict=True)
        ],
        MADE=[{"from_id": a, "to_id": r} for r, (a, _, _) in zip(refs, arrows, strict=True)],
        ABOUT_PERSON=[{"from_id": r, "to_id": b} for r, (_, b, _) in zip(refs, arrows, strict=True)],
    )


def test_the_endless_chain_brings_two_each_until_it_ends() -> None:
    answer = reproduction(endless_chain(), as_of=DAY)
    assert answer.rows["g"].tolist() == [0, 1, 2, 3]
    assert answer.rows["people"].tolist() == [1, 2, 4, 8]
    assert answer.rows["r"].tolist() == pytest.approx([2, 2, 2, 0])
    assert (answer.figures["r"], answer.figures["people"]) == (pytest.approx(12 / 14), 14)
    assert math.isnan(answer.rows["low"][0])
    assert answer.rows["high"][3] == pytest.approx(-math.log(0.05) / 8)  # nobody in 8: the exact bound of Poisson


def test_who_came_lately_is_counted_only_for_the_days_since() -> None:
    """b and c each brought one after 10 days; d and e came 5 days ago and nobody knows yet what they bring."""
    late = str(DAY - timedelta(days=5))
    network = brought(
        ("a", "b", "2026-01-01"), ("a", "c", "2026-01-01"), ("b", "d2", "2026-01-11"), ("c", "e2", "2026-01-11"),
        ("a", "d", late), ("a", "e", late),
    )  # fmt: skip
    answer = reproduction(network, who="a", as_of=DAY, horizon_days=10)
    first = answer.rows.set_index("g").loc[1]
    assert (first["people"], first["watched"], first["brought"]) == (4, 2, 2)
    assert first["r"] == pytest.approx(1.0)  # and not 2 ÷ 4
    assert ("chains.reproduction.censored", {"n": 2, "days": 10}) in [tuple(note) for note in answer.notes]


def test_the_horizon_is_the_delay_that_nine_in_ten_do_not_pass() -> None:
    arrows = [("a", "b", "2026-01-01")]
    arrows += [("b", f"c{d:02}", str(date(2026, 1, 1) + timedelta(days=d))) for d in range(1, 11)]
    assert reproduction(brought(*arrows), as_of=DAY).figures["horizon_days"] == 9.0


def test_nobody_watched_long_enough_is_unknown_and_says_so() -> None:
    answer = reproduction(brought(("a", "b", "2026-05-30")), as_of=DAY, horizon_days=30)
    assert math.isnan(answer.figures["r"])
    assert answer.figures["word"].key == "chains.growth.unknown"
    assert {note.key for note in answer.notes} == {"chains.reproduction.early"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_to_count_is_a_reason(lang: str) -> None:
    for network in (Network.empty(), Network.of(Person=named("a")), referring("a > b", status="asked")):
        for ask in (reproduction, breaks, pulse, restarts):
            told = ask(network, as_of=date(2025, 1, 1)).to_json(Words(lang))
            assert told["rows"] == []
            assert told["notes"]
    with pytest.raises(NotFound):
        reproduction(Network.empty(), who="nobody")


def test_a_referral_before_its_referrer_was_known_is_told() -> None:
    answer = reproduction(brought(("b", "c", "2026-01-01"), ("a", "b", "2026-02-01")), as_of=DAY)
    assert ("chains.note.early", {"n": 1}) in [tuple(note) for note in answer.notes]
    assert answer.figures["r"] == pytest.approx(0.5)


def test_the_interval_holds_the_truth_nine_times_in_ten() -> None:
    """40 people, on average 0.8 brought with more spread than chance, delays up to 60 days, watched 0 to 120 days."""
    rng, held = np.random.default_rng(5), 0
    for _ in range(300):
        kids = rng.negative_binomial(1, 1 / 1.8, 40)
        watched = rng.uniform(0, 120, 40)
        owner = np.repeat(np.arange(40), kids)
        delay = rng.uniform(0, 60, len(owner))
        seen = delay <= watched[owner]
        up = np.r_[np.full(40, -1), owner[seen]]
        late = np.r_[watched, np.full(seen.sum(), np.nan)]
        clock = Clock(up, np.zeros(len(up)), late, np.r_[np.full(40, np.nan), delay[seen]])
        mean = mean_count(clock, np.arange(40), 60.0)
        held += mean.low <= 0.8 <= mean.high
    assert 0.86 <= held / 300 <= 0.97


def test_structural_virality_is_the_mean_distance() -> None:
    network = referring("a > b > c, a > d, b > e > f, d > g")
    trees = forest(network)
    graph = nx.Graph(zip(trees.tree["from_id"], trees.tree["to_id"], strict=True))
    found = chain_of(network, trees, "a")[0]
    assert virality(trees, found) == pytest.approx(nx.average_shortest_path_length(graph))
    below = nx.Graph([("b", "c"), ("b", "e"), ("e", "f")])
    assert virality(trees, chain_of(network, trees, "b")[0]) == pytest.approx(nx.average_shortest_path_length(below))


@pytest.mark.parametrize(
    ("chain", "word"),
    [("a > b, a > c, a > d, a > e", "star"), ("a > b > c > d > e", "line"), ("a > b, a > c", "small"),
     ("a > b > c, b > d, a > e > f, e > g, c > h, d > i, f > j, g > k, a > l", "tree")],
)  # fmt: skip
def test_the_shape_in_a_word(chain: str, word: str) -> None:
    assert shape(referring(chain), "a", as_of=DAY)["form"].key == f"chains.form.{word}"


def test_the_published_shapes() -> None:
    """features.md: a star of 10 has 1.80, a chain of 10 has 3.67."""
    star = referring(", ".join(f"a > {kid}" for kid in "bcdefghij"))
    assert shape(star, "a", as_of=DAY)["virality"] == pytest.approx(1.80)
    assert shape(referring(" > ".join("abcdefghij")), "a", as_of=DAY)["virality"] == pytest.approx(3.67, abs=5e-3)


def test_a_chain_breaks_at_who_won_and_was_not_asked_since() -> None:
    network = referring("a > b, a > c, a > d, a > e")  # won on 1-4 January
    asked = Network.of(
        Referral=[{"id": "x1", "status": "asked", "asked_on": "2026-02-01"},
                  {"id": "x2", "status": "asked", "asked_on": "2025-02-01"},
                  {"id": "x3", "status": "promised", "asked_on": "2025-02-01"}],
        MADE=[{"from_id": "b", "to_id": "x1"}, {"from_id": "c", "to_id": "x2"}, {"from_id": "d", "to_id": "x3"}],
    )  # fmt: skip
    rows = breaks(network + asked, as_of=DAY).rows
    assert rows[["id", "status", "days"]].to_numpy().tolist() == [["c", "won", 150], ["e", "won", 148]]
    assert rows["last_asked"][0] == pd.Timestamp("2025-02-01")
    assert shape(network + asked, "a", as_of=DAY)["broken"] == ["c", "e"]


def test_who_said_no_is_no_break_and_who_consented_comes_after_who_won() -> None:
    assert breaks(referring("a > b", status="declined"), as_of=DAY).rows.empty
    rows = breaks(referring("a > b > c > d", status="won") + brought(("a", "z", "2025-01-01")), as_of=DAY).rows
    assert rows[["id", "status"]].to_numpy().tolist() == [["d", "won"], ["z", "consented"]]


def test_a_silent_chain_and_who_woke_it() -> None:
    """New people every 10 days, then nobody for 100, then d's two and after that nobody for long."""
    network = brought(
        ("a", "b", "2025-01-01"), ("b", "c", "2025-01-11"), ("c", "d", "2025-01-21"), ("d", "e", "2025-05-01"),
        ("d", "f", "2025-05-11"),
    )  # fmt: skip
    woke = restarts(network, as_of=DAY).rows
    assert woke[["id", "top", "person", "silent_days", "usual_days", "after"]].to_numpy().tolist() == [
        ["d", "a", "e", 100.0, 10.0, 2]
    ]
    row = pulse(network, as_of=DAY).rows.loc[0]
    assert (row["usual_days"], row["silent_days"], row["dormant"], row["restarts"]) == (10.0, 386.0, True, 1)
    awake = pulse(network, as_of=date(2025, 6, 1)).rows.loc[0]
    assert (awake["silent_days"], awake["dormant"]) == (21.0, False)


def test_without_a_pace_dormancy_is_unknown() -> None:
    answer = pulse(brought(("a", "b", "2026-01-01")), as_of=DAY)
    assert answer.rows["dormant"].isna().all()
    assert [note.key for note in answer.notes] == ["chains.pulse.no_pace"]


def test_the_coupons_bring_as_counted_by_hand() -> None:
    """241 of 251 came with a coupon, 17 of them from a seed: 224 are by people who had come so themselves."""
    network = coupons()
    answer = reproduction(network, as_of=DAY, horizon_days=10_000)
    assert math.isnan(answer.figures["r"])  # nobody has been watched for 27 years
    answer = reproduction(network, as_of=DAY, horizon_days=400)
    assert answer.figures["r"] == pytest.approx(224 / 241)
    assert answer.rows["people"].tolist() == [6, 17, 13, 11, 22, 21, 22, 37, 30, 29, 20, 15, 3, 1]
    assert answer.rows["brought"].tolist()[:-1] == answer.rows["people"].tolist()[1:]


def test_a_line_of_twenty_thousand_is_no_danger() -> None:
    ids = [f"p{i:05}" for i in range(20_000)]
    network = brought(*((a, b, "2026-01-01") for a, b in pairwise(ids)))
    answer = reproduction(network, as_of=DAY)
    assert answer.rows["g"].tolist() == list(range(50))
    assert answer.figures["r"] == pytest.approx(19_998 / 19_999)
    assert ("chains.reproduction.deep", {"n": 50}) in [tuple(note) for note in answer.notes]
    assert shape(network, ids[0], as_of=DAY)["virality"] == pytest.approx(20_001 / 3)
