"""An answer as the command line tells it: cli.md's shape, unknowns null, sentences in the asker's language."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest

from graph.analysis.answer import Answer, Listed, Sentence, Term, plain
from graph.analysis.centres import centres
from graph.analysis.chains import chains
from graph.analysis.explain import explain
from graph.analysis.influence import rank
from graph.analysis.stakeholders import support
from graph.model.errors import NotFound
from graph.text import Words
from tests.analysis.worked import DAY, endless_chain, first_selection, synthetic


def test_the_shape_of_a_ranking() -> None:
    told = rank(synthetic(), by=["degree", "betweenness"], on="acquaintance", top=1, as_of=DAY, revision=3).to_json(
        Words("en")
    )
    assert json.loads(json.dumps(told)) == told
    assert told["question"] == "rank"
    assert told["population"] == {
        "network": "acquaintance",
        "people": 11,
        "ties": 11,
        "as_of": "2026-06-01",
        "revision": 3,
    }
    row = told["rows"][0]
    assert list(row) == "rank id name account score percentile component degree betweenness".split()
    assert list(told["witnesses"]) == ["e1"]
    assert (row["id"], row["account"], row["percentile"], row["component"]) == ("e1", "institute", 100.0, 11)
    assert {"by", "network", "top", "as_of", "where", "weight", "direction", "seed"} <= set(told["settings"])


def test_every_number_names_ties_that_carry_it() -> None:
    network = synthetic()
    known = set(network["KNOWS"]["id"])
    answer = rank(network, by=["degree"], on="acquaintance", as_of=DAY)
    assert set(answer.evidence) == set(network["Person"]["id"])
    assert all(carried and set(carried) <= known for carried in answer.evidence.values())
    chain = chains(endless_chain(), as_of=DAY)
    made, about = endless_chain()["MADE"], endless_chain()["ABOUT_PERSON"]
    direct = {*made["id"][made["from_id"] == "000"], *about["id"][about["to_id"].isin(["001", "002"])]}
    assert set(chain.evidence["000"]) == direct
    seats = first_selection()["STAKEHOLDER_IN"]
    assert {tie for ties in support(first_selection(), "deal", as_of=DAY).evidence.values() for tie in ties} == set(
        seats["id"]
    )


def test_unknown_is_null() -> None:
    rows = pd.DataFrame({"id": ["a"], "score": [np.nan], "on": [pd.NaT], "n": pd.array([None], dtype="Int64")})
    told = Answer("q", {}, {}, rows).to_json(Words("en"))["rows"]
    assert told == [{"id": "a", "score": None, "on": None, "n": None}]


@pytest.mark.parametrize(
    ("value", "told"),
    [(date(2026, 1, 2), "2026-01-02"), (np.float32("inf"), None), ({"b": np.int64(1)}, {"b": 1}),
     ((1, None), [1, None]), (frozenset({"b", "a"}), ["a", "b"]), (np.bool_(True), True)],
)  # fmt: skip
def test_plain_values(value: object, told: object) -> None:
    assert plain(value, Words("en")) == told


def test_terms_and_lists_are_said_in_the_language() -> None:
    roles = Listed(Term(f"vocab.buying_role.{role}") for role in ("decider", "buyer"))
    sentence = Sentence("stakeholders.warn.roles_missing", {"roles": roles})
    assert sentence.say(Words("zh")) == "这一阶段还缺：决策者、购买者。"
    assert sentence.say(Words("en")).lower() == "roles nobody holds at this stage: decider, buyer."


def test_an_explanation_counts_what_can_be_counted() -> None:
    why = explain(synthetic(), "e1", as_of=DAY)
    assert why.facts == {
        "organisations": 4, "circles": 3, "pairs": 6, "pairs_through": 6,
        "between": {"from": "K3", "to": "K1", "pairs": 12, "through": 12}, "cut_off": 6, "cut_off_from_us": 0,
        "strongest": ["a3", "b2", "c3", "e2"],
    }  # fmt: skip
    assert explain(synthetic(), "b2", as_of=DAY).facts["cut_off_from_us"] == 1  # only b2 leads to d1
    alone = explain(synthetic(), "a1", as_of=DAY)
    assert alone.facts["pairs_through"] == 0
    assert alone.why.say(Words("en")) == "All ties are within 1 organisation."
    with pytest.raises(NotFound):
        explain(synthetic(), "nobody")


def test_centres_say_who_of_ours_knows_them() -> None:
    rows = centres(synthetic(), as_of=DAY).rows.set_index("id")
    assert rows.loc["b1", "known_by"] == ["R1"]
    assert rows.loc["e2", "known_by_name"] == ["R2"]
    assert rows.loc["e1", "known_by"] == []
    for parts, score in zip(rows["parts"], rows["score"], strict=True):
        assert sum(parts.values()) == pytest.approx(score)
