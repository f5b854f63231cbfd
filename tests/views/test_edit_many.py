"""The table of many people on a store: pending is counted, saved as one change, a clash keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.store import commands
from graph.store.bolt import GraphStore
from graph.text import LANGUAGES, Words
from graph.views import sheet
from tests.store.emptied import empty
from tests.views.small import person

BOOK = Network.of(Person=[person("ana", "安娜", title="厂长"), person("ben", "本")])
TABLE = f"many.table.1.{'.'.join(sheet.FIRST)}"


@pytest.fixture
def store(embedded_uri: str) -> Iterator[GraphStore]:
    """Two people in a store of their own."""
    empty(embedded_uri)
    st.cache_resource.clear()
    with GraphStore.open(embedded_uri) as opened:
        opened.apply(commands.load(BOOK, "tester", "book"))
        yield opened
    st.cache_resource.clear()


def _script(uri: str, lang: str) -> None:
    import streamlit as st

    from graph.store.access import everyone
    from graph.store.bolt import GraphStore
    from graph.text import Words
    from graph.views import edit_many, saved, screen

    seen = screen.screen(st.cache_resource(GraphStore.open)(uri), Words(lang), everyone, uri)
    if "begun" not in st.session_state:
        st.session_state["begun"] = edit_many.begin(seen, ["ana", "ben", "gone"])
    if edit_many.STATE in st.session_state:
        edit_many.inside(seen, 3)
    saved.state(seen)


def opened(store: GraphStore, lang: str = "zh") -> AppTest:
    kwargs = {"uri": store.about()["uri"], "lang": lang}
    return AppTest.from_function(_script, kwargs=kwargs, default_timeout=60).run()


def typed(at: AppTest, line: int, **cells: str) -> AppTest:
    at.session_state[TABLE] = {"edited_rows": {line: cells}, "added_rows": [], "deleted_rows": []}
    return at.run()


def said(at: AppTest) -> str:
    return "\n".join(str(one.value) for kind in ("markdown", "caption", "warning", "error") for one in at.get(kind))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_typed_is_counted_and_saved_as_one_change(store: GraphStore, lang: str) -> None:
    words = Words(lang)
    at = opened(store, lang)
    assert at.button(key="many.save").disabled
    told = words.choice("contact_permission", "do_not_contact")
    at = typed(at, 1, title="主任", contact_permission=told)
    assert words("saved.pending", n=2) in said(at)
    at.button(key="many.save").click().run()
    row = store.read().row("Person", "ben") or {}
    assert (row["title"], row["contact_permission"], store.revision()) == ("主任", "do_not_contact", 2)
    store.undo("local")
    assert store.read() == BOOK


def test_a_value_that_does_not_fit_is_told_in_place_and_nothing_is_saved(store: GraphStore) -> None:
    at = typed(opened(store), 0, contact_permission="也许")
    assert "1" in at.error[0].value
    assert at.button(key="many.save").disabled


def test_discard_writes_nothing(store: GraphStore) -> None:
    at = typed(opened(store), 0, title="总经理")
    at.button(key="many.discard").click().run()
    assert store.revision() == 1
    assert Words("zh")("saved.pending", n=1) not in said(at)


@pytest.mark.parametrize(("pick", "stands"), [("mine", "总经理"), ("theirs", "董事")])
def test_who_is_second_chooses_and_nothing_typed_is_lost(store: GraphStore, pick: str, stands: str) -> None:
    at = opened(store)
    store.apply(commands.edit(store.read(), "Person", "ana", {"title": "董事", "note": "新"}, "you"))
    everything = {0: {"title": "总经理", "name": "安娜娜"}, 1: {"title": "主任"}}
    at.session_state[TABLE] = {"edited_rows": everything, "added_rows": [], "deleted_rows": []}
    at.run()
    at.button(key="many.save").click().run()
    assert store.revision() == 2
    at.radio(key="many.clash.ana.title").set_value(pick).run()
    at.button(key="many.clash_save").click().run()
    now = store.read()["Person"].set_index("id")
    assert now["title"].tolist() == [stands, "主任"]
    assert now.loc["ana", ["name", "note"]].tolist() == ["安娜娜", "新"]


def test_somebody_removed_meanwhile_does_not_stop_the_others(store: GraphStore) -> None:
    at = opened(store)
    store.apply(commands.remove(store.read(), "Person", "ana", "you"))
    everything = {0: {"title": "总经理"}, 1: {"title": "主任"}}
    at.session_state[TABLE] = {"edited_rows": everything, "added_rows": [], "deleted_rows": []}
    at.run()
    at.button(key="many.save").click().run()
    assert Words("zh")("many.gone", who="安娜") in said(at)
    at.button(key="many.clash_save").click().run()
    assert store.read()["Person"]["title"].tolist() == ["主任"]
