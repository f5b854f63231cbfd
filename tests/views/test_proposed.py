"""Proposed ties on the map: only where they are asked for by name, as dashed lines of the model's own shape."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.views import proposed
from graph.views.scene import Choice, scene
from tests.views.small import person
from tests.views.test_edit import screen

BOOK = Network.of(
    Person=[person("a"), person("b"), person("c")],
    Group=[{"id": "g", "name": "EMBA", "kind": "class_cohort"}],
    MEMBER_OF=[{"from_id": who, "to_id": "g"} for who in ("a", "b", "c")],
    KNOWS=[{"from_id": "a", "to_id": "b"}, {"from_id": "b", "to_id": "c", "confidence": "inferred"}],
)


def test_lines_have_the_columns_of_the_others_and_leave_out_what_is_recorded() -> None:
    seen = screen(BOOK)
    lines = proposed.lines(seen, ["a", "b", "c"])
    assert list(lines.columns) == ["id", "kind", "from_id", "to_id", "sort", "strength", "proposed"]
    assert set(lines.columns) <= set(seen.facts.ties.columns)
    assert lines[["from_id", "to_id", "proposed"]].to_numpy().tolist() == [["a", "c", True]]
    assert len(proposed.lines(seen, ["a", "b", "c"], most=0)) == 0


def test_they_are_drawn_only_when_asked_for_by_name() -> None:
    seen = screen(BOOK)
    ends = {frozenset((e["from"], e["to"])): e for e in scene(seen, Choice()).picture.edges}
    assert frozenset("ac") not in ends
    for choice in (Choice(sources=("recorded", "proposed")), Choice(sources=("recorded", "proposed"), who="a")):
        drawn = {frozenset((e["from"], e["to"])): e for e in scene(seen, choice).picture.edges}
        assert drawn[frozenset("ac")]["dash"]
        assert not drawn[frozenset("ab")]["dash"]
    off = Choice(sources=("recorded", "proposed"), off=("sources",))
    assert frozenset("ac") not in {frozenset((e["from"], e["to"])) for e in scene(seen, off).picture.edges}


def _card(chosen: str) -> None:
    """The panel for the line between a and c, which nobody recorded, or for the guess between b and c."""
    import streamlit as st

    from graph.views import map_tie
    from graph.views.scene import Choice, scene
    from tests.views.test_edit import screen
    from tests.views.test_proposed import BOOK

    st.session_state.setdefault("map.day", "")
    choice = Choice(sources=("recorded", "proposed"))
    seen = screen(BOOK)
    drawn = scene(seen, choice)
    tie = next(e["id"] for e in drawn.picture.edges if {e["from"], e["to"]} == set(chosen))
    map_tie.show(seen, choice, drawn, tie, lambda: None)


@pytest.mark.parametrize("ends", ["ac", "bc"])
def test_a_proposed_line_that_is_pressed_can_be_confirmed_and_dismissed(ends: str) -> None:
    at = AppTest.from_function(_card, args=(ends,), default_timeout=60).run()
    assert not at.exception
    assert {f"map.yes.{ends[1]}", f"map.no.{ends[1]}.sure"} <= {b.key for b in at.button}


def test_on_an_earlier_day_it_is_only_told() -> None:
    at = AppTest.from_function(_card, args=("ac",), default_timeout=60)
    at.session_state["map.day"] = "2026-01-01"
    assert not at.run().button
    assert any("EMBA" in one.value for one in at.markdown)
