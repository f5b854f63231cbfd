"""The map page without a browser: several people at once, hide, pin, fold, positions, ways, and links to the gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.model.errors import StoreUnreachable
from graph.store import commands
from graph.store.bolt import GraphStore
from graph.text import LANGUAGES, Words
from graph.views import address
from tests.store.emptied import empty
from tests.views.pages import held
from tests.views.test_app import app, asked, chosen, drawn
from tests.views.test_draw import small


@pytest.fixture
def store(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    """Three people, a knows b knows c, and the app pointed at them."""
    with held(embedded_uri, monkeypatch, small(), "demo:small") as store:
        yield store


def canvas(at: AppTest) -> dict[str, Any]:
    """What the canvas was given."""
    given = [json.loads(str(e.proto.json)) for e in at.get("bidi_component") if str(e.proto.json)]
    return next(one for one in given if "nodes" in one)


def ids(at: AppTest) -> set[str]:
    """Who is on the canvas."""
    return {node["id"] for node in canvas(at)["nodes"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_several_people_are_told_of_and_hidden_and_shown_again(store: GraphStore, lang: str) -> None:
    words = Words(lang)
    at = chosen(app(lang=lang), nodes=["a", "b"])
    assert any(words("several.title", n=2) in m.value for m in at.markdown)
    at.button(key="several.hide").click().run()
    assert ids(at) == {"c"}
    assert at.query_params["hide"] == "a,b"
    assert canvas(at)["kept"]["hidden"] == 2
    assert ids(asked(at, type="unhide")) == {"a", "b", "c"}
    assert "hide" not in at.query_params
    assert not at.exception


def test_whoever_is_pinned_stays_whatever_is_filtered(store: GraphStore) -> None:
    at = asked(app(), type="pin", nodes=["c"])
    at.multiselect(key="map.accounts").set_value(["x"]).run()
    assert ids(at) == {"a", "b", "c"}
    assert canvas(at)["pinned"] == ["c"]
    assert ids(asked(at, type="unpin")) == {"a", "b"}


def test_an_account_becomes_one_node_with_its_number_and_opens_again(store: GraphStore) -> None:
    at = asked(app(), type="fold", account="x", nodes=["a"])
    group = next(n for n in canvas(at)["nodes"] if n.get("fold"))
    assert (group["name"], group["fold"], ids(at)) == ("甲厂", 2, {"c", "fold:account:x"})
    outwards = [e for e in canvas(at)["edges"] if e["kind"] == "FOLD"]
    assert [(e["from"], e["to"], e["ties"]) for e in outwards] == [("c", "fold:account:x", 2)]
    assert at.query_params["fold"] == "x"
    assert ids(asked(at, type="unfold", id="fold:account:x")) == {"a", "b", "c"}


def test_any_people_can_be_folded_and_are_called_after_the_most_important(store: GraphStore) -> None:
    at = asked(app(), type="fold", nodes=["b", "c"])
    group = next(n for n in canvas(at)["nodes"] if n.get("fold"))
    assert group["name"].endswith("等 2 人")
    assert ids(at) == {"a", group["id"]}
    assert not asked(at, type="fold", nodes=["a"]).exception  # one alone is no group
    assert ids(at) == {"a", group["id"]}


def test_a_drag_is_kept_and_taken_back_by_name(store: GraphStore) -> None:
    at = asked(app(), type="move", spots={"a": [500, -40.26], "nobody": [1, 1]})
    assert {(n["x"], n["y"]) for n in canvas(at)["nodes"] if n["id"] == "a"} == {(500.0, -40.3)}
    assert at.button(key="shell.undo").label == "撤销：移动 王伟"
    row = store.read().row("Setting", "spots.local.map")
    assert json.loads(row["value"]) == {"a": [500.0, -40.3]}
    assert canvas(app())["kept"]["moved"] == 1
    before = canvas(app())["nodes"]
    at.button(key="shell.undo").click().run()
    assert canvas(at)["kept"]["moved"] == 0
    assert {n["id"]: (n["x"], n["y"]) for n in canvas(at)["nodes"] if n["id"] != "a"} == {
        n["id"]: (n["x"], n["y"]) for n in before if n["id"] != "a"
    }


def test_two_windows_that_drag_keep_both_and_reset_lets_all_go(store: GraphStore) -> None:
    one, other = app(), app()
    asked(one, type="move", spots={"a": [500, 0]})
    asked(other, type="move", spots={"b": [0, 500], "a": [7, 7]})
    held = {n["id"]: (n["x"], n["y"]) for n in canvas(app())["nodes"]}
    assert (held["a"], held["b"]) == ((7.0, 7.0), (0.0, 500.0))
    assert not [b for b in one.run().button if b.key == "shell.news"]  # a drag is no news to anybody
    assert canvas(asked(other, type="reset"))["kept"]["moved"] == 0


@pytest.mark.parametrize(
    "spots", [{"a": ["x", 1]}, {"a": [float("nan"), 1]}, {"a": [1e9, 0]}, {"a": [1]}, [1], None, {}]
)
def test_places_that_are_none_change_nothing(store: GraphStore, spots: Any) -> None:
    before = store.revision()
    at = app()
    at.session_state["map.intent"] = {"seq": "1", "rev": 0, "type": "move", "spots": spots}
    at.run()
    assert not at.exception
    assert store.revision() == before


def test_somebody_removed_is_cleaned_out_of_the_places(store: GraphStore) -> None:
    asked(app(), type="move", spots={"a": [1, 1], "b": [2, 2]})
    store.apply(commands.remove(store.read(), "Person", "a", "小张"))
    asked(app(), type="move", spots={"c": [3, 3]})
    assert json.loads(store.read().row("Setting", "spots.local.map")["value"]) == {"b": [2.0, 2.0], "c": [3.0, 3.0]}


def test_a_drag_while_the_database_is_away_holds_in_this_window(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = app()

    def away(*_: object, **__: object) -> None:
        raise StoreUnreachable("error.store_unreachable.gone", uri="bolt://nowhere")

    for name in ("revision", "undoable", "redoable", "read", "since", "apply", "show", "history"):
        monkeypatch.setattr(GraphStore, name, away)
    asked(at, type="move", spots={"a": [500, 0]})
    assert not at.exception
    assert "位置没存上" in at.toast[0].value
    assert {n["x"] for n in canvas(at.run())["nodes"] if n["id"] == "a"} == {500.0}


def test_a_circle_draws_the_best_way_to_whoever_is_further_out(store: GraphStore) -> None:
    tie = store.read()["KNOWS"].set_index("from_id").at["b", "id"]
    assert canvas(app(circle="a", who="c"))["route"] == []  # a proposed tie is no way
    store.apply(commands.edit(store.read(), "KNOWS", tie, {"confidence": "reported"}, "t"))
    at = app(circle="a", who="c")
    assert canvas(at)["route"] == ["a", "b", "c"]
    assert any(mark["text"] == "建议路线" for mark in canvas(at)["legend"])
    assert canvas(chosen(at, nodes=["b"]))["route"] == []  # next to the middle: the tie itself


@pytest.mark.parametrize("by", ["account", "region", "group", "rep"])
def test_sectors_go_by_what_is_asked(store: GraphStore, by: str) -> None:
    at = app(circle="a", sectors=by)
    assert not at.exception
    names = {s["name"] for s in canvas(at)["board"]["sectors"]}
    said = {
        "account": {"甲厂", "乙厂"}, "region": {"华东", "没写区域"}, "group": {"不在任何圈子"}, "rep": {"无人认识"},
    }  # fmt: skip
    assert names == said[by]


def test_a_link_to_somebody_removed_says_when_and_by_whom(store: GraphStore) -> None:
    store.apply(commands.remove(store.read(), "Person", "a", "小张"))
    at = app(who="a")
    assert not at.exception
    assert any("王伟" in i.value and "小张" in i.value and "移除" in i.value for i in at.info)
    assert any(Words("zh")("map.unknown_person")[:6] in i.value for i in app(circle="nobody").info)


def test_e_leads_to_the_form_in_edit_mode(store: GraphStore) -> None:
    at = asked(app(), type="edit", id="a")
    assert at.session_state["map.mode"] == "edit"
    assert "王伟" in [t.value for t in at.text_input]
    assert store.revision() == 1


def test_more_people_are_drawn_when_asked_for_and_the_address_says_so(store: GraphStore) -> None:
    at = asked(app(), type="most", n=600)
    assert at.query_params["most"] == "600"
    assert [one["n"] for one in canvas(at)["more"]] == [300]
    assert "most" not in asked(at, type="most", n=77_000).query_params


def test_the_address_brings_back_what_was_chosen(store: GraphStore) -> None:
    at = app(hide="b,gone", fold="x", focus="2", who="a", most="1500")
    assert ids(at) == {"c", "fold:account:x"}
    assert (canvas(at)["steps"], at.session_state["map.hidden"]) == (2, ("b",))
    at.query_params["who"] = "c"  # Back
    assert at.run().session_state["map.who"] == "c"


def test_back_to_a_plain_address_lets_go_of_what_was_chosen(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "GRACE_S", -1)
    at = app(who="a", hide="b", own="a,c", several="a,c")
    assert (at.session_state["map.folded"], at.session_state["map.hidden"]) == ((("group:1", ("a", "c")),), ("b",))
    for name in ("who", "hide", "own", "several"):
        at.query_params.pop(name, None)  # Back
    state = at.run().session_state
    assert [state[f"map.{name}"] for name in ("who", "hidden", "folded", "several")] == ["", (), (), ()]


def test_an_id_with_a_comma_stands_in_the_address(store: GraphStore) -> None:
    store.apply(commands.add("Person", {"id": "a,b;c", "name": "甲", "lawful_basis": "consent"}, "t"))
    at = app(hide="a%2Cb%3Bc,b")
    assert at.session_state["map.hidden"] == ("a,b;c", "b")
    assert at.query_params["hide"] == "a%2Cb%3Bc,b"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_person_alone_is_a_map_and_a_circle(embedded_uri: str, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    empty(embedded_uri)
    st.cache_resource.clear()
    monkeypatch.setenv("GUANXI_URI", embedded_uri)
    name = "<img src=x onerror=alert(1)>" + "长" * 280
    with GraphStore.open(embedded_uri) as opened:
        opened.apply(commands.add("Person", {"id": "a", "name": name, "lawful_basis": "consent"}, "t"))
        for query in ({}, {"circle": "a"}):
            at = app(lang=lang, **query)
            assert not at.exception
            assert [n["name"] for n in canvas(at)["nodes"]] == [name]
            assert name in drawn(at)
    st.cache_resource.clear()
