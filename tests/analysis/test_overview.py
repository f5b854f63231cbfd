"""Accounts at a glance: whom we know, who follows them, and whose people know each other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from graph import demo
from graph.analysis.memberships import memberships, sharing
from graph.analysis.overview import between, circle_by_account, figures, overview
from graph.model.network import Network

DAY = date(2026, 11, 22)


def small(**more: Any) -> Network:
    """Two firms and a bare one: we know a1 well and a2 a little at A, nobody at B; a1-b1 and a2-b1 are acquainted."""
    people = ["a1", "a2", "a3", "b1", "b2"]
    rows: dict[str, Any] = {
        "Account": [
            {"id": "A", "name": "A Co", "region": "东", "industry": "港口", "annual_revenue": 400.0},
            {"id": "B", "name": "B Co", "region": "西", "industry": "港口", "annual_revenue": 900.0},
            {"id": "C", "name": "C Co"},
        ],
        "Person": [{"id": p, "name": p, "lawful_basis": "consent"} for p in people],
        "WORKS_AT": [
            {"from_id": p, "to_id": p[0].upper(), "level": "decision" if p in ("a1", "b1") else "operation"}
            for p in people
        ],
        "Rep": [{"id": "r1", "name": "Li"}, {"id": "r2", "name": "Wu"}],
        "OWNS": [{"from_id": "r2", "to_id": "A"}],
        "CONTACT": [
            {"from_id": "r1", "to_id": "a1", "relationship_stage": "alliance", "last_interaction_on": DAY},
            {"from_id": "r1", "to_id": "a2", "relationship_stage": "acquaintance", "last_interaction_on": DAY},
        ],
        "KNOWS": [
            {"from_id": "a1", "to_id": "b1", "kind": "friend", "strength": 2},
            {"from_id": "a2", "to_id": "b1", "kind": "friend", "strength": 2},
            {"from_id": "a1", "to_id": "a2", "kind": "friend", "strength": 2},
        ],
    }  # fmt: skip
    return Network.of(**{**rows, **more})


def test_an_account_says_whom_we_know_and_who_follows_it() -> None:
    rows = overview(small(), DAY).rows.set_index("id")
    assert list(rows.index) == ["B", "A", "C"]  # the most revenue first, unknown last
    assert rows.loc["A", ["people", "known", "key_people", "key_known", "engaged", "ties"]].tolist() == [
        3,
        2,
        1,
        1,
        1,
        2,
    ]
    assert rows.at["A", "share"] == pytest.approx(2 / 3)
    assert rows.at["A", "key_share"] == 1.0
    assert rows.at["A", "rep"] == "r2"
    assert bool(rows.at["A", "single_threaded"])
    assert rows.loc["B", ["people", "known", "ties"]].tolist() == [2, 0, 2]
    assert bool(rows.at["B", "unfollowed"])
    assert pd.isna(rows.at["C", "share"])
    assert rows.at["C", "people"] == 0


def test_unknown_is_told_as_unknown() -> None:
    answer = overview(small(), DAY)
    assert answer.figures["revenue"] == 1300.0
    assert answer.figures["revenue_unknown"] == 1
    assert answer.figures["share"] == pytest.approx(2 / 5)
    assert [note.key for note in answer.notes] == ["overview.note.revenue"]
    without = overview(small(Rep=[], OWNS=[], CONTACT=[]), DAY)
    assert without.figures["unfollowed"] is None
    assert without.figures["single_threaded"] is None
    assert "overview.note.no_reps" in [note.key for note in without.notes]


def test_an_account_nobody_owns_is_followed_by_whoever_knows_somebody_there() -> None:
    rows = overview(small(OWNS=[]), DAY).rows.set_index("id")
    assert rows.at["A", "rep_name"] == "Li"
    assert not rows.at["A", "unfollowed"]


def test_ties_between_accounts_count_pairs_of_people() -> None:
    assert between(small(), DAY).rows.to_dict("records") == [
        {"id": "A", "name": "A Co", "to": "B", "to_name": "B Co", "ties": 2}
    ]


def test_an_empty_network_has_no_accounts_and_no_figures() -> None:
    answer = overview(Network.empty(), DAY)
    assert answer.rows.empty
    assert answer.figures["revenue"] is None
    assert answer.figures["share"] is None
    assert between(Network.empty(), DAY).rows.empty
    assert circle_by_account(Network.empty(), DAY).empty
    assert figures(answer.rows)["accounts"] == 0


def test_the_demo_has_the_pairs_of_its_drawing() -> None:
    network = demo.network(today=DAY)
    assert len(between(network, DAY).rows) == 61
    rows = overview(network, DAY).rows.set_index("name")
    assert (rows.at["青屿港务", "known"], rows.at["青屿港务", "people"]) == (12, 18)
    assert bool(rows.at["锦帆船舶", "unfollowed"])


def test_who_shares_how_many_groups_and_large_ones_join_nobody() -> None:
    members = pd.DataFrame({"person": list("abcabd"), "hub": ["g", "g", "g", "h", "h", "h"]})
    rows = sharing(members)
    assert rows.iloc[0].tolist() == ["a", "b", 2]
    assert len(rows) == 5  # a-b twice; a-c, b-c, a-d, b-d once
    assert sharing(members, most=2).empty


def test_memberships_are_of_groups_and_events_and_ended_ones_are_left_out() -> None:
    network = small(
        Group=[{"id": "g", "name": "Class", "kind": "class_cohort"}],
        Activity=[{"id": "e", "kind": "salon", "on": DAY}],
        MEMBER_OF=[{"from_id": "a1", "to_id": "g"}, {"from_id": "b1", "to_id": "g", "until": date(2025, 1, 1)}],
        TOOK_PART=[{"from_id": "a2", "to_id": "e"}],
    )
    rows = memberships(network, as_of=DAY)
    assert rows.to_dict("records") == [
        {"person": "a2", "hub": "e", "name": "salon", "sort": "event"},
        {"person": "a1", "hub": "g", "name": "Class", "sort": "group"},
    ]
    assert memberships(Network.empty(), as_of=DAY).empty
