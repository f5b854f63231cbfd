"""Generations in numbers: over all chains and of one, against 1 → 2 → 4 → 8."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from graph.analysis.chains import STAGE, stages, wilson
from graph.analysis.questions import ask
from graph.model.errors import NotFound
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.analysis.worked import DAY
from tests.model.networks import people, referring

DOUBLING = "a > b > d > h, a > c > f > j, b > e > i, c > g, d > k, e > l, f > m, g > n, g > o"


def test_a_chain_that_doubles_is_the_ideal_one() -> None:
    answer = stages(referring(DOUBLING), as_of=DAY)
    rows = answer.rows
    assert rows["generation"].tolist() == [0, 1, 2, 3]
    assert rows["named"].tolist() == rows["ideal"].tolist() == [1, 2, 4, 8]
    assert rows["branching"].tolist()[1:] == [2, 2, 2]
    assert rows["value"].tolist()[1:] == [200, 400, 800]
    assert answer.figures == {"tops": 1, "thin": None}
    assert answer.notes[-1] == ("chains.stages.ends", {"g": 3, "named": 8})


def test_all_chains_are_counted_together_and_one_alone() -> None:
    network = referring("a > b > c, a > d, e > f, g > c")
    rows = stages(network, as_of=DAY).rows
    assert rows["named"].tolist() == [2, 3, 1]
    assert rows["ideal"].tolist() == [2, 4, 8]
    assert rows["branching"].tolist()[1:] == [1.5, pytest.approx(1 / 3)]
    assert rows["assists"].tolist() == [0, 0, 1]
    alone = stages(network, "a", DAY)
    assert alone.rows["named"].tolist() == [1, 2, 1]
    assert alone.figures["thin"] == 2
    assert alone.notes[-1] == ("chains.stages.thin", {"g": 2, "before": 2, "named": 1})


def test_conversion_has_its_interval_and_says_when_it_stands_on_few() -> None:
    network = referring("a > b, a > c, a > d")
    status = network["Referral"].assign(status=["won", "met", "consented"], won_on=pd.NaT)
    first = stages(Network({**dict(network.items()), "Referral": status}), as_of=DAY).rows.iloc[1]
    assert first[["named", "contacted", "won", "conversion"]].tolist() == [3, 2, 1, 0.5]
    assert (first["low"], first["high"]) == wilson(1, 2)
    assert first["small"]


def test_nobody_contacted_is_unknown_and_not_nothing() -> None:
    rows = stages(referring("a > b", status="consented"), as_of=DAY).rows
    assert rows[["conversion", "low", "high"]].isna().all(axis=None)
    assert rows["contacted"].tolist()[1:] == [0]
    assert rows[["contacted", "won", "branching", "value"]].iloc[0].isna().all()


def test_no_chain_has_no_rows_and_a_reason() -> None:
    alone = people({"a"}) + referring("b > c")
    for answer, key in (
        (stages(Network.empty(), as_of=DAY), "chains.note.no_referrals"),
        (stages(alone, "a", DAY), "chains.note.not_in_chain"),
    ):
        assert list(answer.rows) == STAGE
        assert not len(answer.rows)
        assert answer.notes[0].key == key
        assert answer.figures == {"tops": 0, "thin": None}
    with pytest.raises(NotFound):
        stages(alone, "zoe", DAY)


def test_who_brought_nobody_has_only_themselves() -> None:
    answer = stages(referring("a > b"), "b", DAY)
    assert not len(answer.rows)
    assert answer.notes[0] == ("chains.stages.none", {})


def test_the_ideal_of_far_generations_is_no_number() -> None:
    line = [f"p{i:03}" for i in range(80)]
    rows = stages(referring(" > ".join(line)), as_of=DAY).rows
    assert rows["ideal"].tolist()[62] == 2**62
    assert rows["ideal"].tolist()[63] is None
    assert rows["named"].tolist() == [1] * 80


def test_the_questions_about_generations_read_in_both_languages() -> None:
    for number in ("QC03", "QC04"):
        for lang in LANGUAGES:
            told = ask(referring("a > b > c"), number, DAY).to_json(Words(lang))
            assert [row["id"] for row in told["rows"]] == ["0", "1", "2"]
            assert told["rows"][1]["name"]
            assert math.isclose(told["rows"][1]["conversion"], 1.0)
