"""The app from its front door, without a browser: first start, both languages, choosing, drawing, leaving the demo."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from graph.model.errors import StoreUnreachable
from graph.store.bolt import GraphStore
from graph.store.commands import load
from graph.text import LANGUAGES, Words
from tests.store.emptied import empty
from tests.views.pages import held
from tests.views.test_draw import small

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def store(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    """A store with three people in it, and the app pointed at it."""
    with held(embedded_uri, monkeypatch, small(), "demo:small") as store:
        yield store


def app(page: str = "map", **query: str) -> AppTest:
    """The app after its first run at that address."""
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at._page_hash = calc_hash(page) if page else ""  # switch_page knows files only, and our pages are functions
    return at.run()


def drawn(at: AppTest) -> str:
    """What the components were given, as text."""
    given = [str(element.proto.json) for element in at.get("bidi_component")]
    return "\n".join(json.dumps(json.loads(one), ensure_ascii=False) for one in given if one)


def chosen(at: AppTest, **selection: list[str]) -> AppTest:
    """The same after a click on the canvas."""
    at.session_state["map.canvas"] = {"selection": {"nodes": [], "edges": [], **selection}}
    return at.run()


def asked(at: AppTest, **intent: object) -> AppTest:
    """The same after something was asked for on the canvas."""
    at.session_state["map.intent"] = {"seq": "1", "rev": 0, **intent}
    return at.run()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", ["", "account", "map", "routes", "centres", "chains", "overview", "data"])
def test_every_page_runs_in_both_languages(store: GraphStore, lang: str, page: str) -> None:
    at = app(page, lang=lang)
    assert not at.exception
    assert not at.error
    assert any(Words(lang)("shell.demo") in m.value for m in at.markdown)


def test_a_new_store_opens_on_the_demo_and_says_so(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    empty(embedded_uri)
    st.cache_resource.clear()
    monkeypatch.setenv("GUANXI_URI", embedded_uri)
    at = app()
    assert not at.exception
    assert any("演示" in m.value for m in at.markdown)
    assert "秦述白" in drawn(at)
    assert "显示 300 / " in drawn(at)


def test_a_click_opens_the_card_of_that_person(store: GraphStore) -> None:
    at = chosen(app(), nodes=["a"])
    assert "王伟" in drawn(at)
    assert at.button(key="map.open_circle")
    assert at.query_params["who"] == "a"


def test_a_link_opens_the_same_person(store: GraphStore) -> None:
    at = app(who="b")
    assert at.session_state["map.who"] == "b"
    assert at.button(key="map.open_circle")


def test_somebody_who_is_gone_is_no_accident(store: GraphStore) -> None:
    at = app(who="nobody", circle="nobody")
    assert not at.exception
    assert at.session_state["map.who"] == ""


def test_the_circle_of_a_person_and_back(store: GraphStore) -> None:
    at = chosen(app(), nodes=["a"])
    at.button(key="map.open_circle").click().run()
    assert at.session_state["map.circle"] == "a"
    assert "王伟的人脉圈" in drawn(at)
    at.button(key="map.whole").click().run()
    assert at.session_state["map.circle"] == ""


def test_size_and_colour_follow_what_is_chosen(store: GraphStore) -> None:
    at = app()
    at.selectbox(key="map.measure").set_value("degree").run()
    at.segmented_control(key="map.colour").set_value("role").run()
    assert not at.exception
    assert '"colour": "role"' in drawn(at)


def test_a_filter_leaves_those_who_pass(store: GraphStore) -> None:
    at = app()
    at.multiselect(key="map.accounts").set_value(["y"]).run()
    assert "显示 1 / 3 人" in drawn(at)
    at.button(key="map.chip.accounts.x").click().run()
    assert "显示 3 / 3 人" in drawn(at)


def test_a_tie_drawn_is_asked_about_before_anything_is_kept(store: GraphStore) -> None:
    before = store.revision()
    at = app()
    at.segmented_control(key="map.mode").set_value("edit").run()
    asked(at, type="add_tie", **{"from": "a", "to": "c"})
    assert not at.exception
    assert [s.value for s in at.selectbox if s.label in ("一方", "另一方")] == ["a", "c"]
    assert store.revision() == before


def test_view_mode_changes_nothing(store: GraphStore) -> None:
    at = asked(app(), type="remove", nodes=["a"], edges=[])
    assert not at.exception
    assert len(at.get("dialog")) == 0


def test_undo_says_what_it_takes_back(store: GraphStore) -> None:
    from graph.store import commands

    store.apply(commands.tie("KNOWS", "a", "c", {"kind": "friend", "strength": 2}, "local"))
    at = app()
    assert at.button(key="shell.undo").label == "撤销：加关系（认识）"
    at.button(key="shell.undo").click().run()
    assert len(store.read()["KNOWS"]) == 2
    assert at.button(key="shell.redo").label == "重做：加关系（认识）"
    at.button(key="shell.redo").click().run()
    assert len(store.read()["KNOWS"]) == 3


def test_a_colleagues_change_is_told_and_shown_when_asked_for(store: GraphStore) -> None:
    from graph.store import commands

    at = app()
    store.apply(commands.add("Person", {"id": "d", "name": "钱进", "lawful_basis": "consent"}, "小张"))
    at.run()
    assert "钱进" not in drawn(at)
    assert "小张" in at.button(key="shell.news").label
    at.button(key="shell.news").click().run()
    assert "钱进" in drawn(at)


def test_leaving_the_demo_empties_the_map_and_the_banner_goes(store: GraphStore) -> None:
    at = app()
    at.button(key="shell.leave_demo").click().run()
    at.button(key="shell.leave_demo_yes").click().run()
    assert store.read().counts()["Person"] == 0
    at.run()
    assert not [b for b in at.button if b.key == "shell.leave_demo"]
    assert not at.exception


def test_an_edited_demo_can_be_left_too_and_what_is_ours_stays(store: GraphStore, embedded_uri: str) -> None:
    from graph import demo
    from graph.store import commands

    empty(embedded_uri)
    store.apply(load(demo.network("kite"), "tester", "demo:kite"))
    kite = store.read()
    one = str(kite["Person"]["id"][0])
    store.apply(commands.edit(kite, "Person", one, {"title": "厂长"}, "local"))
    store.apply(commands.add("Person", {"id": "ours", "name": "钱进", "lawful_basis": "consent"}, "local"))
    store.apply(commands.tie("KNOWS", "ours", one, {"kind": "friend"}, "local"))
    at = app()
    at.button(key="shell.leave_demo").click().run()
    at.button(key="shell.leave_demo_yes").click().run()
    left = store.read()
    assert {kind: n for kind, n in left.counts().items() if n} == {"Person": 1}
    assert left["Person"]["name"].tolist() == ["钱进"]
    at.run()
    assert not [b for b in at.button if b.key == "shell.leave_demo"]


def test_a_database_that_is_away_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    st.cache_resource.clear()
    monkeypatch.setenv("GUANXI_URI", "bolt://127.0.0.1:9")
    at = app()
    assert not at.exception
    assert "连不上数据库" in at.error[0].value
    assert at.button(key="shell.retry")


def test_an_empty_map_offers_the_two_ways_to_begin(store: GraphStore) -> None:
    at = app()
    at.button(key="shell.leave_demo").click().run()
    at.button(key="shell.leave_demo_yes").click().run()
    at.run()
    assert at.button(key="map.import")
    at.button(key="map.add_first").click().run()
    assert not at.exception
    assert at.segmented_control(key="map.mode").value == "edit"
    assert "姓名 *" in [t.label for t in at.text_input]


def test_a_store_that_goes_away_leaves_what_was_seen(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    at = app()
    gone = StoreUnreachable("error.store_unreachable.gone", uri="bolt://nowhere")

    def away(*_: object, **__: object) -> None:
        raise gone

    for name in ("revision", "undoable", "redoable", "read", "since"):
        monkeypatch.setattr(GraphStore, name, away)
    at.run()
    assert not at.exception
    assert "王伟" in drawn(at)
    assert "连不上数据库" in at.warning[0].value
    assert "数据到" in at.warning[0].value
    assert at.button(key="shell.again").label == Words("zh")("shell.retry")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_means_the_same_in_every_language(store: GraphStore, lang: str) -> None:
    at = app(lang=lang, attitudes="supporter,nonsense", colour="role", measure="degree", accounts="x", least="9")
    assert not at.exception
    assert at.session_state["map.attitudes"] == ["supporter"]
    assert (at.session_state["map.colour"], at.session_state["map.measure"]) == ("role", "degree")
    assert at.query_params["attitudes"] == "supporter"
    assert "least" not in at.query_params
    assert '"colour": "role"' in drawn(at)
    assert {"zh": "显示 1 / 3 人", "en": "1 of 3 shown"}[lang] in drawn(at)
