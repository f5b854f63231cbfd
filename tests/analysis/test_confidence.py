"""How sure a ranking is: what must hold for any seed, and what the model says by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from graph.analysis.arrays import arrays_of
from graph.analysis.confidence import certainty, rank_confidence, stable
from graph.engine.work import Stopped
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, acquainted, named, synthetic
from tests.model.networks import knowing


def test_without_doubt_every_place_is_sure() -> None:
    answer = rank_confidence(acquainted("zachary-karate"), runs=20, drop=0.0, as_of=DAY)
    rows = answer.rows
    assert rows["low"].tolist() == rows["high"].tolist() == rows["rank"].tolist()
    assert answer.figures == {"top_same": 1.0, "top_kept": 1.0}
    assert rows.loc[0, "in_top"] == 1.0


def test_the_more_is_doubted_the_wider() -> None:
    club = acquainted("zachary-karate")
    little, much = (rank_confidence(club, runs=60, drop=drop, as_of=DAY) for drop in (0.02, 0.3))
    assert (little.rows["high"] - little.rows["low"]).mean() < (much.rows["high"] - much.rows["low"]).mean()
    assert little.figures["top_kept"] > much.figures["top_kept"]
    rows = much.rows
    assert (rows["low"] <= rows["high"]).all()
    assert rows["low"].min() >= 1
    assert rows["high"].max() <= len(rows)


def test_the_same_seed_gives_the_same_whatever_the_threads() -> None:
    club = acquainted("zachary-karate")
    one, two = (rank_confidence(club, runs=30, as_of=DAY, threads=threads).rows for threads in (1, 2))
    assert one.equals(two)
    other = rank_confidence(club, runs=30, as_of=DAY, seed=7).rows
    assert not one["in_top"].equals(other["in_top"])


def test_the_chance_of_a_tie_follows_who_says_so_and_when() -> None:
    facts = [
        ("a", "confirmed", "2026-05-01", 0.1 * 0.5 * 0.5), ("b", "reported", None, 0.1), ("c", "unknown", None, 0.1),
        ("d", "assumed", "2020-01-01", 0.1 * 2 * 2), ("e", "reported", "2024-06-01", 0.1),
    ]  # fmt: skip
    knows = [{"from_id": "x", "to_id": who, "confidence": how, "last_verified_on": when} for who, how, when, _ in facts]
    network = Network.of(Person=named("x", *"abcde"), KNOWS=knows)
    net = arrays_of(network, "acquaintance", DAY)
    lost = dict(zip(net.ids[np.minimum(net.pairs.a, net.pairs.b)], 1 - certainty(net, network, DAY, 0.1), strict=True))
    assert lost == pytest.approx({who: chance for who, _, _, chance in facts})


def test_two_records_of_one_tie_are_surer_than_one() -> None:
    knows = [{"from_id": "a", "to_id": "b", "kind": kind} for kind in ("alumni", "friend")]
    network = Network.of(Person=named("a", "b"), KNOWS=knows)
    net = arrays_of(network, "acquaintance", DAY)
    assert certainty(net, network, DAY, 0.1).tolist() == pytest.approx([1 - 0.1 * 0.1])


def test_how_often_the_first_stay_by_hand() -> None:
    places = np.array([[1.0, 2.0, 3.0], [2.0, 1.0, 3.0], [1.0, 3.0, 2.0], [3.0, 2.0, 1.0]])
    assert stable(places, 2) == {"top_same": 0.5, "top_kept": 0.75}
    assert stable(np.zeros((0, 0)), 5) == {"top_same": None, "top_kept": None}


def test_it_says_so_in_both_languages_and_marks_who_has_too_little() -> None:
    answer = rank_confidence(synthetic(), runs=20, as_of=DAY)
    assert {"confidence.stable", "confidence.note.model", "confidence.note.not_enough"} <= {n.key for n in answer.notes}
    for language in ("zh", "en"):
        assert len(answer.to_json(Words(language))["notes"]) == len(answer.notes)
    rows = answer.rows.set_index("id")
    assert not rows.loc["a1", "enough"]  # one recorded tie
    assert rows.loc["e1", "ties"] == 4


def test_nobody_no_ties_and_bad_weights() -> None:
    assert [note.key for note in rank_confidence(Network.empty(), as_of=DAY).notes] == ["analysis.note.nobody"]
    alone = rank_confidence(Network.of(Person=named("alone")), as_of=DAY)
    assert ([note.key for note in alone.notes], len(alone.rows)) == (["analysis.note.no_ties"], 0)
    with pytest.raises(BadValue):
        rank_confidence(knowing("a - b"), weights={"bridge": -1.0})
    with pytest.raises(BadValue):
        rank_confidence(knowing("a - b"), weights={"beauty": 1.0})
    two = rank_confidence(knowing("a - b"), runs=10, as_of=DAY).rows
    assert two["rank"].tolist() == [1, 1]


def test_it_can_be_watched_and_stopped() -> None:
    seen: list[float] = []
    rank_confidence(knowing("a - b - c"), runs=4, as_of=date(2026, 1, 1), watch=seen.append)
    assert seen == [0.25, 0.5, 0.75, 1.0]
    with pytest.raises(Stopped):
        rank_confidence(knowing("a - b - c"), runs=4, as_of=DAY, watch=lambda share: share < 0.5)
