"""Proposed ties on the map: only where they are asked for by name, as dashed lines of the model's own shape."""

from __future__ import annotations

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
