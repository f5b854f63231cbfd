"""Circles on a network one can draw: two firms of three that two people join, and a pair apart."""

from __future__ import annotations

import pytest

from graph.analysis.circles import DRAWN, circles, voices
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, named, ties

WEST, EAST = "a-b a-c b-c", "x-y x-z y-z"


def two_firms(**more: list[dict[str, object]]) -> Network:
    """`a` knows `x`; our rep knows `a` and `b`; nobody of ours knows the east."""
    return Network.of(
        Person=named(*"abcxyzpq"),
        Rep=named("R"),
        Account=[*named("west", region="W"), *named("east", region="E")],
        WORKS_AT=[*ties("a-west b-west c-west"), *ties("x-east y-east z-east")],
        KNOWS=[*ties(f"{WEST} {EAST}", strength=3), *ties("a-x p-q", strength=1)],
        CONTACT=[
            {"from_id": "R", "to_id": "a", "relationship_stage": "alliance", "last_interaction_on": DAY},
            {"from_id": "R", "to_id": "b", "relationship_stage": "acquaintance", "last_interaction_on": DAY},
        ],
    ) + Network.of(**more)


def test_a_circle_without_us_names_the_way_in() -> None:
    answer = circles(two_firms(), as_of=DAY)
    west, east = answer.rows.to_dict("records")
    assert (west["name"], west["size"], west["known"], west["ours"], west["entry"]) == ("west", 3, 2, True, "a")
    assert west["share"] == pytest.approx(2 / 3)
    assert (east["name"], east["size"], east["known"], east["ours"]) == ("east", 3, 0, False)
    assert (east["entry"], east["through"], east["rep"]) == ("x", "a", "R")
    assert answer.figures == {
        "circles": 2, "without_us": 1, "people": 6, "people_without_us": 3, "without_centre": 2
    }  # fmt: skip
    assert west["members"] == ["a", "b", "c"]
    assert (west["members_known"], east["members_known"]) == (2, 0)
    assert len(answer.evidence[east["id"]]) == 2
    assert circles(two_firms(), region="E", as_of=DAY).rows["name"].tolist() == ["east"]


def test_confirmed_centres_who_at_least_cooperate_are_counted() -> None:
    states = {"a": "cooperating", "b": "user"}
    network = two_firms(Person=[{"id": who, "name": who, "centre_state": state} for who, state in states.items()])
    answer = circles(network, as_of=DAY)
    assert answer.rows[["name", "centres"]].to_numpy().tolist() == [["west", 1], ["east", 0]]
    assert answer.figures["without_centre"] == 1


def test_nobody_introduces_us_through_those_we_may_not_approach() -> None:
    network = two_firms(Person=[{"id": "a", "name": "a", "contact_permission": "do_not_contact"}])
    west, east = circles(network, as_of=DAY).rows.to_dict("records")
    assert (west["known"], west["entry"]) == (2, "b")
    assert (east["entry"], east["through"], east["rep"]) == (None, None, None)


def test_whose_word_counts_and_who_can_introduce_us() -> None:
    answer = voices(two_firms(), as_of=DAY)
    rows = answer.rows.set_index("id")
    assert rows.index.tolist() == ["x", "a"]  # the circle without us first
    assert rows["met"].tolist() == [False, True]
    assert rows["through"].tolist() == ["a", None]
    assert answer.figures == {"circles": 2, "voices": 2, "met": 1}
    assert voices(two_firms(), of_each=2, as_of=DAY).rows["place"].tolist() == [1, 2, 1, 2]


def test_a_circle_is_named_by_its_group_and_namesakes_are_told_apart() -> None:
    network = two_firms(Group=[{"id": "g", "name": "club", "kind": "club"}], MEMBER_OF=ties("a-g b-g x-g y-g"))
    names = circles(network, as_of=DAY).to_json(Words("en"))["rows"]
    assert [row["name"] for row in names] == ["club (around a)", "club (around x)"]


def test_at_most_sixty_are_drawn_in_proportion() -> None:
    people = [f"p{i:03}" for i in range(120)]
    star = [{"from_id": "p000", "to_id": who, "strength": 3} for who in people[1:]]
    met = [{"from_id": "R", "to_id": who, "last_interaction_on": DAY} for who in people[:30]]
    network = Network.of(Person=named(*people), Rep=named("R"), KNOWS=star, CONTACT=met)
    row = circles(network, as_of=DAY).rows.iloc[0]
    assert (row["size"], row["known"], len(row["members"]), row["members_known"]) == (120, 30, DRAWN, 15)
    assert set(row["members"][:15]) <= set(people[:30])
    assert not set(row["members"][15:]) & set(people[:30])


@pytest.mark.parametrize("question", [circles, voices])
def test_without_ties_there_is_a_reason(question) -> None:  # type: ignore[no-untyped-def]
    for network, note in (
        (Network.empty(), "analysis.note.nobody"),
        (Network.of(Person=named("a", "b")), "analysis.note.no_ties"),
        (Network.of(Person=named("a", "b"), KNOWS=ties("a-b")), "support.note.no_circles"),
    ):
        answer = question(network, as_of=DAY)
        assert not len(answer.rows)
        assert note in [told.key for told in answer.notes]
    assert question(two_firms(), region="N", as_of=DAY).notes[0].key == "circles.note.no_region"
    assert "circles.note.alone" not in [note.key for note in question(two_firms(), as_of=DAY).notes]
