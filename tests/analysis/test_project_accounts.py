"""Accounts as a network, and people tied by the small groups they share; every number worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from graph.analysis.project import NETWORKS, graph_of, projection, ties_of, with_groups
from graph.model.errors import BadValue
from graph.model.network import Network
from tests.analysis.worked import named

DAY = date(2026, 11, 22)


def firms(**ties: list[dict[str, object]]) -> Network:
    """Owner O, design institute D and contractor C; ann and abe at O, bo and bea at D, cy at C, dan nowhere."""
    jobs = [("ann", "O"), ("abe", "O"), ("bo", "D"), ("bea", "D"), ("cy", "C")]
    return Network.of(
        Account=[{"id": one, "name": one} for one in "OCD"], Person=named("ann", "abe", "bo", "bea", "cy", "dan"),
        WORKS_AT=[{"from_id": who, "to_id": at, "is_primary": "yes"} for who, at in jobs], **ties,
    )  # fmt: skip


def strengths(network: Network, name: str, **more: bool) -> dict[tuple[str, str], float]:
    table = ties_of(network, name, as_of=DAY, **more)
    pairs = zip(table["from_id"], table["to_id"], table["strength"], strict=True)
    return {(a, b): round(s, 4) for a, b, s in pairs}


def knows(*pairs: tuple[str, str]) -> list[dict[str, object]]:
    return [{"from_id": a, "to_id": b, "kind": "friend", "strength": 2} for a, b in pairs]


def test_account_ties_count_as_they_are_rated_whatever_their_direction() -> None:
    network = firms(
        ADVISES=[{"from_id": "D", "to_id": "O", "strength": 3}], SUPPLIES=[{"from_id": "C", "to_id": "O"}],
        CONTRACTS_FOR=[{"from_id": "C", "to_id": "O", "strength": 2}],
        PARENT_OF=[{"from_id": "D", "to_id": "C", "strength": 1, "until": "2026-01-01"}],
    )  # fmt: skip
    assert strengths(network, "account") == {("D", "O"): 0.9, ("C", "O"): 0.6}
    graph = graph_of(network, "account", as_of=DAY)
    assert dict(graph.nodes(data="kind")) == dict.fromkeys("CDO", "Account")
    assert set(graph.edges["C", "O"]["ties"]) == {*network["SUPPLIES"]["id"], *network["CONTRACTS_FOR"]["id"]}
    assert [(note.key, note.values) for note in graph.graph["notes"]] == [("analysis.note.unrated", {"n": 1})]


def test_the_more_pairs_of_people_the_stronger_two_accounts_are_tied() -> None:
    across = knows(("ann", "bo"), ("abe", "bo"), ("ann", "bea"), ("bo", "cy"), ("ann", "abe"), ("dan", "ann"))
    network = firms(KNOWS=[*across, {"from_id": "ann", "to_id": "bo", "kind": "alumni", "strength": 1}])
    assert strengths(network, "account") == {("D", "O"): round(1 - 0.85**3, 4), ("C", "D"): 0.15}
    evidence = dict(
        zip(ties_of(network, "account", as_of=DAY)["from_id"], ties_of(network, "account")["ties"], strict=True)
    )
    assert len(evidence["D"]) == 4  # ann and bo are one pair, known in two ways
    advised = firms(KNOWS=across, ADVISES=[{"from_id": "D", "to_id": "O", "strength": 1}])
    assert strengths(advised, "account")[("D", "O")] == 0.3859  # the stronger of 0.30 and 1 - 0.85^3


def test_nobody_and_nothing_gives_no_ties() -> None:
    assert len(ties_of(Network.empty(), "account", as_of=DAY)) == 0
    assert graph_of(firms(), "account", as_of=DAY).number_of_edges() == 0
    assert len(ties_of(Network.empty(), "acquaintance", as_of=DAY, groups=True)) == 0


def grouped(size: int | None = None, **more: object) -> Network:
    """ann, bo and cy in one group of that estimated size; ann and bo know each other well."""
    members = [{"from_id": who, "to_id": "g", "since": "2024-01-01", **more} for who in ("ann", "bo", "cy")]
    group: list[dict[str, object]] = [{"id": "g", "name": "g", "kind": "class_cohort", "size_estimate": size}]
    return firms(KNOWS=knows(("ann", "bo")), Group=group, MEMBER_OF=members)


def test_one_small_group_ties_weakly_and_only_when_asked() -> None:
    assert strengths(grouped(), "acquaintance") == {("ann", "bo"): 0.6}
    tied = {("ann", "bo"): 0.6, ("ann", "cy"): 0.15, ("bo", "cy"): 0.15}
    assert strengths(grouped(30), "acquaintance", groups=True) == tied
    assert strengths(grouped(31), "acquaintance", groups=True) == {("ann", "bo"): 0.6}
    assert strengths(grouped(confidence="inferred"), "acquaintance", groups=True) == {("ann", "bo"): 0.6}
    assert strengths(grouped(until="2025-01-01"), "acquaintance", groups=True) == {("ann", "bo"): 0.6}
    graph = graph_of(grouped(), "acquaintance", as_of=DAY, groups=True)
    memberships = grouped()["MEMBER_OF"].set_index("from_id")["id"]
    assert set(graph.edges["ann", "cy"]["ties"]) == {memberships["ann"], memberships["cy"]}
    assert graph.graph["notes"][0].key == "analysis.note.groups"


def test_as_many_recorded_members_as_there_are_make_a_group_large() -> None:
    crowd = [f"p{i:02}" for i in range(31)]
    group = Network.of(
        Person=named(*crowd), Group=[{"id": "g", "name": "g", "kind": "association", "size_estimate": 5}]
    )
    one = Network.of(MEMBER_OF=[{"from_id": who, "to_id": "g"} for who in crowd])
    fewer = Network.of(MEMBER_OF=[{"from_id": who, "to_id": "g"} for who in crowd[:30]])
    assert len(ties_of(group + one, "acquaintance", as_of=DAY, groups=True)) == 0
    assert len(ties_of(group + fewer, "acquaintance", as_of=DAY, groups=True)) == 30 * 29 // 2


def test_groups_belong_to_acquaintance_and_access_alone() -> None:
    assert with_groups(projection("access")).groups
    assert not any(one.groups for one in NETWORKS.values())
    with pytest.raises(BadValue):
        ties_of(Network.empty(), "referral", groups=True)
