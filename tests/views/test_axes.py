"""People by two measures: places and values, medians, marks of the axes, and the page's view of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from graph import demo
from graph.model.network import Network
from graph.store.access import everyone
from graph.text import LANGUAGES, Words
from graph.views.axes import HIGH, MEASURES, WIDE, apart, scaled, skewed, ticks
from graph.views.scene import Choice, Scene, scene
from graph.views.screen import Screen
from tests.views.small import DAY, knowing


def drawn(network: Network, lang: str = "zh", **choice: object) -> Scene:
    """The scene of that choice."""
    seen = Screen(None, network, Words(lang), everyone, 1, f"{id(network)}", DAY)  # type: ignore[arg-type]
    return scene(seen, Choice(view="axes", **choice))  # type: ignore[arg-type]


def test_more_stands_further_to_the_right_and_up() -> None:
    made = drawn(knowing("a-b", "a-c", "a-d", "d-e"))
    at = {node["id"]: (node["x"], node["y"]) for node in made.picture.nodes}
    assert max(at, key=lambda p: at[p][0]) == "a"
    assert min(at, key=lambda p: at[p][1]) == "a"
    assert all(-20 <= x <= WIDE + 20 and -20 <= y <= HIGH + 20 for x, y in at.values())
    assert made.picture.board["fixed"]
    assert all(edge["under"] for edge in made.picture.edges)


@pytest.mark.parametrize("turn", [0, 1])
def test_those_with_as_much_share_one_stretch_and_the_order_holds(turn: int) -> None:
    values = pd.Series([0.0] * 60 + list(range(1, 41)), index=[f"p{i}" for i in range(100)])
    place, _ = scaled(values, "place", turn)
    assert place.iloc[:60].max() < 0.6 < place.iloc[60:].min()
    assert place.iloc[60:].is_monotonic_increasing
    assert place.nunique() == 100
    assert place.between(0, 1).all()


def test_values_are_drawn_by_ratio_where_few_have_most() -> None:
    even, few = pd.Series(np.arange(100.0)), pd.Series([*np.ones(98), 500.0, 1000.0])
    assert not skewed(even)
    assert skewed(few)
    place, marks = scaled(few, "value")
    assert place.iloc[-1] == 1.0
    assert place.iloc[-2] > 0.85
    assert [text for _, text in marks][-1] == "1,000"
    assert scaled(even, "value")[0].iloc[33] == pytest.approx(1 / 3)
    assert scaled(pd.Series([2.0, 2.0]), "value")[1] == [(0.5, "2")]


def test_marks_are_round_numbers() -> None:
    assert ticks(0, 100, log=False) == [0, 20, 40, 60, 80, 100]
    assert ticks(3, 4, log=False) == pytest.approx([3, 3.2, 3.4, 3.6, 3.8, 4])
    assert ticks(0, 1000, log=True) == [0, 1, 10, 100, 1000]


def test_equal_numbers_make_a_rosette_and_the_first_stays_true() -> None:
    same = pd.Series([100.0] * 5, index=list("abcde"))
    spots = apart(list("abcde"), same, same)
    assert spots["a"] == (100.0, 100.0)
    assert len(set(spots.values())) == 5


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scale", ["place", "value"])
def test_axes_name_measure_and_unit_and_the_quarters(lang: str, scale: str) -> None:
    board = drawn(demo.network(today=DAY), lang, scale=scale).picture.board["axes"]
    words = Words(lang)
    assert words("metric.degree.label") in board["x_name"]
    assert len(board["quarters"]) == 4
    assert len(board["middle"]) == 2
    unit = words("axes.place") if scale == "place" else words("axes.unit.people")
    assert unit in board["x_name"]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_can_be_an_axis(measure: str) -> None:
    made = drawn(demo.network(today=DAY), x=measure, y="influence", scale="value")
    assert made.shown > 0
    assert made.picture.board["axes"]["x_name"]


def test_nobody_and_people_without_numbers_are_a_clear_answer() -> None:
    assert drawn(Network.empty()).shown == 0
    alone = Network.of(Person=[{"id": "a", "name": "A", "lawful_basis": "consent"}])
    made = drawn(alone, x="influence")
    assert made.shown == 0
    assert "1" in made.picture.board["axes"]["note"]
