"""Where people stand in a tree."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.views.tree import layout


def test_the_endless_chain_stands_as_a_full_tree() -> None:
    children = {str(i): [str(2 * i + 1), str(2 * i + 2)] for i in range(7)}
    places = {place.id: place for place in layout(children, "0")}
    assert [sum(place.generation == g for place in places.values()) for g in range(4)] == [1, 2, 4, 8]
    assert places["0"].row == 3.5


def test_only_the_nearest_are_drawn_when_there_are_too_many() -> None:
    children = {"a": ["b", "c"], "b": ["d"], "d": ["e"]}
    assert [place.id for place in layout(children, "a", most=4)] == ["a", "b", "c", "d"]


@given(st.lists(st.integers(0, 40), max_size=40))
def test_no_two_of_a_generation_are_nearer_than_a_row(parents: list[int]) -> None:
    children: dict[str, list[str]] = {}
    for i, parent in enumerate(parents, 1):
        children.setdefault(str(parent % i), []).append(str(i))
    places = layout(children, "0")
    assert len(places) == len(parents) + 1
    for g in {place.generation for place in places}:
        rows = sorted(place.row for place in places if place.generation == g)
        assert all(b - a >= 1 for a, b in pairwise(rows))
