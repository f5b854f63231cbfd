"""The list twin: the same people as the map, with the columns asked for, sorted and chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from graph.text import LANGUAGES, Words
from tests.views.pages import held
from tests.views.test_app import app
from tests.views.test_filters import network


@pytest.fixture
def kept(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app pointed at a store with four people."""
    with held(embedded_uri, monkeypatch, network(), "own"):
        yield


def told(at: AppTest) -> dict[str, Any]:
    """What the list is given."""
    for element in at.get("bidi_component"):
        data: dict[str, Any] = json.loads(element.proto.json or "{}")
        if "columns" in data:
            return data
    raise AssertionError("no list")


def column(at: AppTest, key: str) -> dict[str, Any]:
    """The cells of a column by person."""
    place = [c["key"] for c in told(at)["columns"]].index(key)
    return {row["id"]: row["cells"][place] for row in told(at)["rows"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_columns_asked_for_are_shown_in_the_users_words(kept: None, lang: str) -> None:
    at = app(lang=lang, cols="degree,attitude,days,nonsense")
    assert not at.exception
    words = Words(lang)
    assert [c["label"] for c in told(at)["columns"]] == [
        words.field("name"), words("metric.degree.label"), words.field("attitude"), words("list.days")
    ]  # fmt: skip
    assert column(at, "name") == {"a": "王伟", "b": "李娜", "c": "赵敏", "d": "钱进"}
    assert column(at, "attitude")["a"] == words.choice("attitude", "supporter")
    assert column(at, "degree")["a"] == "2"
    assert column(at, "days")["d"] == "–"
    assert at.query_params["cols"] in ("degree,attitude,days", ["degree,attitude,days"])


def test_without_being_asked_it_shows_the_measure_of_the_map(kept: None) -> None:
    keys = [c["key"] for c in told(app(measure="degree"))["columns"]]
    assert keys == ["name", "account", "degree", "attitude", "title", "rep"]


def test_words_sort_by_their_order_names_by_sound_and_the_unknown_comes_last(kept: None) -> None:
    at = app(cols="attitude,days")
    ranks = {row["id"]: row["ranks"] for row in told(at)["rows"]}
    assert sorted("abcd", key=lambda p: ranks[p][0]) == ["b", "d", "a", "c"]
    assert ranks["b"][1] is None
    assert ranks["a"][1] < ranks["c"][1]
    assert ranks["d"][2] is None


def pressed(at: AppTest, *chosen: str, sort: str = "", turn: str = "1") -> AppTest:
    """The same after a press in the list."""
    at.session_state["map.list"] = {"list": {"chosen": list(chosen), "sort": sort, "turn": turn}}
    at.run()
    return at


def test_one_or_several_chosen_in_the_list_are_chosen_on_the_map(kept: None) -> None:
    at = app()
    from graph.views import people_list

    assert people_list.LIST == "map.list"
    at = pressed(at, "b")
    assert at.session_state["map.who"] == "b"
    assert told(at)["chosen"] == ["b"]
    at = pressed(at, "b", "c", "gone", turn="2")
    assert at.session_state["map.several"] == ("b", "c")
    assert at.session_state["map.who"] == ""
    assert told(at)["chosen"] == ["b", "c"]


def test_the_order_stands_in_the_address(kept: None) -> None:
    at = app(sort="-degree", cols="degree")
    assert told(at)["sort"] == "-degree"
    at = pressed(at, sort="name")
    at.run()
    assert at.query_params["sort"] in ("name", ["name"])
