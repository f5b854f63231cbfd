"""Introduction routes: the best there are by every first connector, what makes their chance, and what is not known."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.project import graph_of
from graph.analysis.routes import routes
from graph.analysis.strength import WILLINGNESS
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network
from graph.text import Words
from tests.analysis.test_laws import LAW
from tests.analysis.worked import DAY, first_selection, named

PEOPLE = "abcdefg"
TIES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from((1, 2, 3))), max_size=12)
STANCES = st.dictionaries(st.sampled_from(PEOPLE), st.sampled_from((*WILLINGNESS, "unknown")))
MET = st.sets(st.tuples(st.sampled_from(("lu", "wu")), st.sampled_from(PEOPLE)), min_size=1, max_size=4)


def access(ties: str, contacts: str, *, stances: dict[str, str] | None = None, **more: Any) -> Network:
    """`access("a-b3 b-c1", "lu-a", stances={"a": "supporter"})`: who knows whom how well, and whom ours trust."""
    pairs = [(one[0], one[2], int(one[3:] or 3)) for one in ties.split()]
    met = [tuple(one.split("-")) for one in contacts.split()]
    return built(pairs, met, stances or {}, **more)


def built(ties: Any, met: Any, stances: dict[str, str], **more: Any) -> Network:
    seats = [{"from_id": who, "to_id": "deal", "attitude": stance} for who, stance in stances.items()]
    told = [{"from_id": a, "to_id": b, "strength": s, "confidence": "confirmed"} for a, b, s in ties if a != b]
    contacts = [
        {"from_id": rep, "to_id": who, "relationship_stage": "trust", "closeness": "close", "last_interaction_on": DAY}
        for rep, who in sorted(met)
    ]
    network = Network.of(Person=named(*PEOPLE), Rep=named("lu", "wu"), KNOWS=told, CONTACT=contacts,
                         Opportunity=[{"id": "deal", "name": "deal"}], STAKEHOLDER_IN=seats)  # fmt: skip
    return network + Network.of(**more)


def every_route(network: Network, stances: dict[str, str], target: str, most: int) -> list[Any]:
    """All simple ways from our people, best first: the slow and certain answer."""
    graph, found = graph_of(network, "access", as_of=DAY), []
    for start in ("lu", "wu"):
        for path in nx.all_simple_paths(graph, start, target, cutoff=most):
            chance = 1.0
            for i, (a, b) in enumerate(nx.utils.pairwise(path)):
                willing = WILLINGNESS.get(stances.get(a, ""), 0.5) if i else 1.0
                chance *= graph[a][b]["strength"] * (0.0 if i and a in ("lu", "wu") else willing)
            if chance:
                found.append((-float(f"{chance:.10g}"), len(path), path))
    return [(-minus, length, path) for minus, length, path in sorted(found)]


def walked(rows: Any) -> list[tuple[float, list[str]]]:
    """Chance and path of every row."""
    return [(float(f"{row['probability']:.10g}"), path(row)) for row in rows.to_dict("records")]


def path(row: Any) -> list[str]:
    return [row["steps"][0]["from"], *(step["to"] for step in row["steps"])]


@LAW
@given(TIES, MET, STANCES, st.sampled_from(PEOPLE), st.integers(1, 4))
def test_no_route_is_better_than_those_found(ties: Any, met: Any, stances: Any, target: str, most: int) -> None:
    network = built(ties, met, stances)
    ways = every_route(network, stances, target, most)
    found = routes(network, target, alternatives=5, most=most, as_of=DAY)
    assert walked(found.rows) == [(chance, way) for chance, _, way in ways[:5]]
    assert bool(ways) != any(note.key == "route.note.none" for note in found.notes)
    assert routes(network, target, most=most, as_of=DAY).rows["steps"].tolist() == found.rows["steps"].tolist()[:1]


@LAW
@given(TIES, MET, STANCES, st.sampled_from(PEOPLE), st.integers(1, 4))
def test_each_first_person_has_their_own_best_route(ties: Any, met: Any, stances: Any, target: str, most: int) -> None:
    network = built(ties, met, stances)
    best: dict[str, Any] = {}
    for chance, _, way in every_route(network, stances, target, most):
        best.setdefault(way[1], (chance, way))
    found = routes(network, target, alternatives=3, distinct=True, most=most, as_of=DAY)
    assert walked(found.rows) == list(best.values())[:3]
    assert found.figures["connectors"] == len(best)
    assert found.rows["connector"].tolist() == list(best)[:3]


@LAW
@given(TIES, MET, STANCES, st.sampled_from(PEOPLE))
def test_an_interval_holds_its_chance_and_several_routes_are_no_worse_than_one(
    ties: Any, met: Any, stances: Any, target: str
) -> None:
    found = routes(built(ties, met, stances), target, alternatives=3, distinct=True, as_of=DAY)
    for row in found.rows.to_dict("records"):
        assert 0 < row["low"] < row["probability"] < row["high"] < 1
    if len(found.rows):
        assert found.rows["probability"].max() <= found.figures["any"] + 1e-12 <= 1


def test_three_alternatives_ask_three_different_people() -> None:
    network = access("a-b3 a-c3 b-d3 c-d3 e-d1 f-d2", "lu-a lu-e wu-f")
    rows = routes(network, "d", alternatives=3, distinct=True, as_of=DAY).rows
    assert [path(row) for row in rows.to_dict("records")] == [["wu", "f", "d"], ["lu", "a", "b", "d"], ["lu", "e", "d"]]
    assert [path(row) for row in routes(network, "d", alternatives=3, as_of=DAY).rows.to_dict("records")] == [
        ["wu", "f", "d"], ["lu", "a", "b", "d"], ["lu", "a", "c", "d"],
    ]  # fmt: skip


def test_a_step_says_every_factor_of_its_chance() -> None:
    row = routes(first_selection(), "wang", as_of=DAY).rows.loc[0]
    factors = [[(f["factor"], round(f["value"], 3)) for f in step["factors"]] for step in row["steps"]]
    assert factors == [
        [("stage", 0.75), ("closeness", 1.0), ("recency", 1.0)],
        [("line", 0.6), ("willingness", 1.0)],
        [("line", 0.6), ("willingness", 1.0)],
        [("line", 0.6), ("willingness", 0.5)],
    ]
    assert row["weakest"] == {"from": "vp", "to": "wang"}


def test_one_unknown_attitude_is_named_with_what_it_would_change() -> None:
    unknown = routes(first_selection(), "wang", as_of=DAY).rows.loc[0, "unknown"]
    assert (unknown["factor"], unknown["from"], unknown["to"]) == ("willingness", 0.081, pytest.approx(0.162))
    assert unknown["why"].say(Words("zh")) == "先弄清副总的态度：若支持我们，把握从 8% 升到 16%。"
    assert routes(first_selection(), "vp", as_of=DAY).rows.loc[0, "unknown"] is None


def test_routes_that_share_a_tie_fail_together() -> None:
    apart = routes(access("a-d3 b-d3", "lu-a lu-b"), "d", alternatives=2, distinct=True, as_of=DAY)
    assert apart.figures["any"] == pytest.approx(1 - (1 - 0.75 * 0.5 * 0.9) ** 2)
    shared = routes(access("a-c3 b-c3 c-d3", "lu-a lu-b"), "d", alternatives=2, distinct=True, as_of=DAY)
    once = 0.75 * 0.5 * 0.9
    assert shared.figures["any"] == pytest.approx((1 - (1 - once) ** 2) * 0.5 * 0.9)
    assert [note.key for note in shared.notes] == ["route.note.shared"]


def test_what_is_better_known_has_a_narrower_interval() -> None:
    def spread(confidence: str, seen: str) -> float:
        tie = {"from_id": "a", "to_id": "d", "strength": 2, "confidence": confidence, "last_verified_on": seen}
        row = routes(access("", "lu-a", KNOWS=[tie]), "d", as_of=DAY).rows.loc[0]
        return float(row["high"] - row["low"])

    fresh, told = spread("confirmed", "2026-05-01"), spread("reported", "2026-05-01")
    assert fresh < told < spread("reported", "2023-05-01")
    assert spread("confirmed", "2026-05-01") == fresh  # the same draws every time


def test_proposed_ties_count_only_when_asked_for() -> None:
    network = access("", "lu-a", KNOWS=[{"from_id": "a", "to_id": "d", "strength": 3, "confidence": "inferred"}])
    told = [note.key.removeprefix("route.note.") for note in routes(network, "d", as_of=DAY).notes]
    assert told == ["none", "no_ties"]
    row = routes(network, "d", proposed=True, as_of=DAY).rows.loc[0]
    assert [step["proposed"] for step in row["steps"]] == [False, True]


def test_only_supporters_pass_us_on_when_wished() -> None:
    network = access("a-d3 b-d1", "lu-a lu-b", stances={"a": "neutral", "b": "supporter"})
    assert [way for _, way in walked(routes(network, "d", alternatives=3, as_of=DAY).rows)] == [
        ["lu", "a", "d"], ["lu", "b", "d"],
    ]  # fmt: skip
    only = routes(network, "d", through="supporter", alternatives=3, as_of=DAY).rows
    assert [way for _, way in walked(only)] == [["lu", "b", "d"]]


@pytest.mark.parametrize(
    ("ties", "met", "stances", "asked", "said"),
    [
        ("a-b3 b-c3 c-d3", "lu-a", {}, {"most": 2}, ["none", "longer"]),
        ("a-d3", "lu-a", {"a": "opponent"}, {}, ["none", "unwilling"]),
        ("a-d3", "lu-a", {"a": "neutral"}, {"through": "supporter"}, ["none", "through"]),
        ("a-b3", "lu-a", {}, {}, ["none", "no_ties"]),
        ("c-d3", "lu-a", {}, {"tie": ("a", "c")}, ["none", "by_proposed"]),
    ],
)
def test_no_route_says_why_and_what_would_open_one(
    ties: str, met: str, stances: dict[str, str], asked: dict[str, Any], said: list[str]
) -> None:
    ends = dict(zip(("from_id", "to_id"), asked.pop("tie", ()), strict=False))
    guessed = [{**ends, "strength": 3, "confidence": "inferred"}] if ends else []
    answer = routes(access(ties, met, stances=stances, KNOWS=guessed), "d", as_of=DAY, **asked)
    assert [note.key.removeprefix("route.note.") for note in answer.notes] == said
    assert answer.figures["any"] is None


def test_nobody_is_led_to_or_through_whoever_is_left_alone() -> None:
    shut = [{"id": "b", "name": "b", "contact_permission": "do_not_contact"}]
    network = access("a-b3 b-d3 a-c1 c-d1", "lu-a", Person=shut)
    assert path(routes(network, "d", as_of=DAY).rows.loc[0]) == ["lu", "a", "c", "d"]
    assert [note.key for note in routes(network, "b", as_of=DAY).notes] == ["route.note.barred"]


def test_what_cannot_be_asked_is_refused() -> None:
    network = access("a-d3", "lu-a")
    for wrong in ({"most": 0}, {"most": 5}, {"through": "opponent"}):
        with pytest.raises(BadValue):
            routes(network, "d", as_of=DAY, **wrong)
    for gone in ({"target": "zoe"}, {"target": "d", "source": "zoe"}):
        with pytest.raises(NotFound):
            routes(network, as_of=DAY, **gone)
