"""The map on an earlier day, and what changed between two days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.store.bolt import GraphStore
from graph.store.commands import add, load
from graph.text import LANGUAGES, Words
from graph.views.facts import facts
from graph.views.shell import safe
from tests.store.emptied import empty
from tests.views.pages import held
from tests.views.small import person
from tests.views.test_app import app, drawn


def network() -> Network:
    """One tie that ended in May 2026, one that began in April; both people have been at their account since 2024."""
    return Network.of(
        Person=[person("a", "王伟"), person("b", "李娜"), person("c", "赵敏")], Account=[{"id": "x", "name": "甲厂"}],
        WORKS_AT=[{"from_id": p, "to_id": "x", "since": date(2024, 1, 1)} for p in "abc"],
        KNOWS=[
            {"id": "ended", "from_id": "a", "to_id": "b", "since": date(2024, 1, 1), "until": date(2026, 5, 10)},
            {"id": "begun", "from_id": "a", "to_id": "c", "since": date(2026, 4, 10)},
            {"id": "stays", "from_id": "b", "to_id": "c", "since": date(2024, 1, 1)},
        ],
        Rep=[{"id": "r", "name": "李沐阳"}],
        CONTACT=[{"from_id": "r", "to_id": "a", "relationship_stage": "trust", "since": date(2024, 1, 1),
                  "last_interaction_on": date(2026, 6, 1)}],
    )  # fmt: skip


@pytest.fixture
def kept(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app pointed at a store that holds them."""
    with held(embedded_uri, monkeypatch, network(), "own"):
        yield


def ties(at: AppTest) -> dict[str, str]:
    """Every tie drawn, with its change."""
    import json

    for element in at.get("bidi_component"):
        told = json.loads(element.proto.json or "{}")
        if "edges" in told:
            return {edge["id"]: edge.get("change", "") for edge in told["edges"]}
    raise AssertionError("no map")


def test_facts_of_a_day_hold_what_had_not_ended_then() -> None:
    def held(day: date) -> list[str]:
        return sorted(facts(network().at(day), day).ties["id"])

    assert held(date(2026, 3, 31)) == ["ended", "stays"]
    assert held(date(2026, 4, 30)) == ["begun", "ended", "stays"]
    assert held(date(2026, 6, 30)) == ["begun", "stays"]


def test_a_talk_that_was_still_to_come_is_no_age() -> None:
    days = facts(network().at(date(2026, 3, 31)), date(2026, 3, 31)).people["days"]
    assert days.isna().all()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_to_a_day_shows_that_day_says_so_and_lets_nobody_edit(kept: None, lang: str) -> None:
    at = app(lang=lang, day="2026-03-31")
    assert not at.exception
    assert ties(at) == {"ended": "", "stays": ""}
    assert Words(lang)("map.as_of", day="2026-03-31") in drawn(at)
    assert any("2026-03-31" in caption.value for caption in at.caption)
    assert not [one for one in at.button_group if one.key == "map.mode"]
    at.button(key="map.time.today").click().run()
    assert ties(at) == {"begun": "", "stays": ""}
    assert "day" not in at.query_params


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_days_compared_are_marked_and_listed(kept: None, lang: str) -> None:
    at = app(lang=lang, before="2026-03-31")
    assert ties(at) == {"ended": "lost", "begun": "new", "stays": ""}
    words = Words(lang)
    counts = {"new_people": 0, "lost_people": 0, "changed_people": 0, "new_ties": 1, "lost_ties": 1, "changed_ties": 0}
    assert words("map.time.counts", **counts) in [m.value for m in at.markdown]
    listed = at.dataframe[0].value
    assert listed[words("map.change")].tolist() == [words("map.change.new"), words("map.change.lost")]
    assert listed[words("map.change.who")].tolist() == ["王伟 – 赵敏", "王伟 – 李娜"]
    assert listed[words("map.change.on")].tolist() == ["2026-04-10", "2026-05-10"]


def test_the_row_of_time_opens_and_closes(kept: None) -> None:
    at = app()
    assert not [s for s in at.select_slider if s.key == "map.day"]
    at.button(key="map.time.open").click().run()
    slider = at.select_slider(key="map.day")
    assert slider.value == ""
    slider.set_value("2026-04-30").run()
    assert sorted(ties(at)) == ["begun", "ended", "stays"]
    assert at.query_params["day"] in ("2026-04-30", ["2026-04-30"])
    at.button(key="map.time.open").click().run()
    assert sorted(ties(at)) == ["begun", "stays"]


def test_a_day_that_is_none_is_today(kept: None) -> None:
    at = app(day="yesterday", before="1066-10-14")
    assert not at.exception
    assert sorted(ties(at)) == ["begun", "stays"]


def test_who_was_not_on_record_yet_is_put_aside_and_comes_back(
    embedded_uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(embedded_uri)
    st.cache_resource.clear()
    monkeypatch.setenv("GUANXI_URI", embedded_uri)
    late = add("Person", {"id": "d", "name": "人d", "lawful_basis": "consent"}, "tester")
    with GraphStore.open(embedded_uri) as opened:
        opened.apply(replace(load(network(), "tester", "own"), at=datetime(2024, 1, 1)))
        opened.apply(replace(late, at=datetime(2026, 5, 1)))
    at = app(day="2026-03-31", who="d", pin="a,d")
    held = at.session_state
    assert (held["map.who"], held["map.pinned"], at.query_params["pin"]) == ("", ("a",), "a,d")
    assert safe(Words("zh")("map.not_yet", who="人d", day="2026-03-31")) in [one.value for one in at.info]
    at.button(key="map.time.today").click().run()
    assert (at.session_state["map.who"], at.session_state["map.pinned"]) == ("d", ("a", "d"))
    st.cache_resource.clear()
