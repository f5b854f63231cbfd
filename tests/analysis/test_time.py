"""As of a day: what had ended, what had not begun, what had not yet been consented or won."""

from __future__ import annotations

from datetime import date

import pytest

from graph.analysis.chains import chains, promises, tree
from graph.analysis.influence import rank
from graph.analysis.project import graph_of, ties_of
from graph.analysis.routes import routes
from graph.analysis.strength import contact
from graph.model.network import Network
from tests.analysis.worked import named, ties

BEFORE, BETWEEN, AFTER = date(2025, 1, 1), date(2026, 2, 1), date(2026, 6, 1)


def test_ended_and_future_ties_are_left_out() -> None:
    network = Network.of(
        Person=named("a", "b", "c"),
        KNOWS=[
            {"from_id": "a", "to_id": "b", "strength": 1, "until": "2026-01-01"},
            {"from_id": "b", "to_id": "c", "strength": 1, "since": "2026-03-01"},
        ],
    )
    assert set(graph_of(network, "acquaintance", as_of=BEFORE).edges) == {("a", "b")}
    assert set(graph_of(network, "acquaintance", as_of=BETWEEN).edges) == set()
    assert set(graph_of(network, "acquaintance", as_of=AFTER).edges) == {("b", "c")}


def test_inferred_ties_are_in_no_number() -> None:
    network = Network.of(
        Person=named("a", "b", "c"),
        KNOWS=[*ties("a-b", strength=1), *ties("b-c", strength=1, confidence="inferred")],
    )
    graph = graph_of(network, "acquaintance", as_of=AFTER)
    assert set(graph.edges) == {("a", "b")}
    assert [(note.key, note.values) for note in graph.graph["notes"]] == [("analysis.note.inferred", {"n": 1})]


def test_an_unrated_tie_counts_as_weak_and_is_told() -> None:
    network = Network.of(Person=named("a", "b"), KNOWS=ties("a-b"))
    assert ties_of(network, "acquaintance", as_of=AFTER)["strength"].tolist() == [0.3]
    assert graph_of(network, "acquaintance", as_of=AFTER).graph["notes"][0].key == "analysis.note.unrated"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"relationship_stage": "trust", "closeness": "close", "last_interaction_on": AFTER}, 0.75),
        ({"relationship_stage": "engagement", "closeness": "frequent", "last_interaction_on": AFTER}, 0.425),
        ({"relationship_stage": "alliance", "closeness": "close", "last_interaction_on": date(2025, 12, 3)}, 0.475),
        ({"relationship_stage": "trust", "closeness": "close", "last_interaction_on": date(2020, 1, 1)}, 0.15),
        ({"relationship_stage": "trust", "closeness": "distant"}, 0.225),
        ({"relationship_stage": "trust", "last_interaction_on": AFTER}, 0.525),
        ({"relationship_stage": "not_met", "closeness": "close"}, 0.0),
        ({"relationship_stage": "trust", "closeness": "no_contact"}, 0.0),
        ({}, 0.25 * 0.70 * 0.50),
    ],
)
def test_contact_strength(facts: dict[str, object], expected: float) -> None:
    network = Network.of(Person=named("p"), Rep=named("r"), CONTACT=[{"from_id": "r", "to_id": "p", **facts}])
    assert contact(network["CONTACT"], AFTER).tolist() == pytest.approx([expected])


def test_a_rep_who_left_opens_no_door() -> None:
    network = Network.of(Person=named("p"), Rep=[*named("gone", active="no"), *named("here")],
                         CONTACT=ties("gone-p here-p", relationship_stage="trust"))  # fmt: skip
    assert set(graph_of(network, "access", as_of=AFTER)) == {"p", "here"}


def test_a_chain_as_it_stood() -> None:
    network = Network.of(
        Person=named("a", "b"),
        Referral=[{"id": "r", "status": "won", "asked_on": "2026-01-01", "promise_strength": "agreed",
                   "consented_on": "2026-01-15", "won_on": "2026-03-01", "won_amount": 500}],
        MADE=ties("a-r"), ABOUT_PERSON=ties("r-b"),
    )  # fmt: skip
    assert len(chains(network, as_of=BEFORE).rows) == 0
    early = date(2026, 1, 10)
    assert len(chains(network, as_of=early).rows) == 0
    assert promises(network, as_of=early).rows["id"].tolist() == ["r"]
    between = chains(network, as_of=BETWEEN).rows.loc[0]
    assert (between["reach"], between["won"], between["value_downstream"]) == (1, 0, 0.0)
    assert tree(network, "a", as_of=BETWEEN).loc[1, "status"] == "consented"
    after = chains(network, as_of=AFTER).rows.loc[0]
    assert (after["won"], after["value_direct"]) == (1, 500.0)


def test_a_rep_and_a_person_of_the_same_id_stay_two() -> None:
    """Lists numbered from 1 are common, and ids are unique within a kind only."""
    network = Network.of(
        Person=[{"id": "1", "name": "王伟"}, {"id": "2", "name": "崔鹏"}],
        Rep=[{"id": "1", "name": "李沐阳"}],
        KNOWS=ties("1-2", strength=3),
        CONTACT=ties("1-1", relationship_stage="trust"),
    )
    graph = graph_of(network, "access", as_of=AFTER)
    assert set(graph.edges) == {("1", "2"), ("1", "rep:1")}
    steps = routes(network, "2", as_of=AFTER).rows.loc[0, "steps"]
    assert [(s["from"], s["from_name"], s["to_name"]) for s in steps] == [
        ("1", "李沐阳", "王伟"),
        ("1", "王伟", "崔鹏"),
    ]
    ranked = rank(network, by=["degree"], on="access", as_of=AFTER).rows
    assert dict(zip(ranked["name"], ranked["score"], strict=True)) == {"王伟": 2, "崔鹏": 1, "李沐阳": 1}
