"""The database gone while a form is open: it says so, what was typed stays, and trying again saves it."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.store import commands
from graph.store.bolt import GraphStore
from graph.text import Words
from tests.views.test_edit_many import BOOK, TABLE

ZH = Words("zh")


class Home:
    """The folder of a store that can be taken away, its processes ended, and put back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.aside = folder, folder.with_name("aside")

    def take(self) -> None:
        """End the store's two processes, and let no other start there."""
        state = json.loads((self.folder / "server.json").read_text(encoding="utf-8"))
        for process in (psutil.Process(state[name]) for name in ("keeper", "server")):
            process.send_signal(signal.SIGKILL)
            process.wait(20)
        self.folder.rename(self.aside)
        self.folder.write_text("in the way", encoding="utf-8")

    def put_back(self) -> None:
        """Let it be found again."""
        self.folder.unlink()
        self.aside.rename(self.folder)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Two people in a store of their own."""
    monkeypatch.setenv("GUANXI_IDLE_S", "5")
    st.cache_resource.clear()
    with GraphStore.open(f"embedded:{tmp_path / 'home'}") as store:
        store.apply(commands.load(BOOK, "tester", "book"))
        yield Home(tmp_path / "home")
    st.cache_resource.clear()


def _script(uri: str) -> None:
    import streamlit as st

    from graph.store.access import everyone
    from graph.store.bolt import GraphStore
    from graph.text import Words
    from graph.views import beside, edit_many, saved, screen

    st.session_state["map.mode"] = "edit"
    seen = screen.screen(st.cache_resource(GraphStore.open)(uri), Words("zh"), everyone, uri)
    if "begun" not in st.session_state:
        st.session_state["begun"] = edit_many.begin(seen, ["ana", "ben"])
    if edit_many.STATE in st.session_state:
        edit_many.inside(seen, 2)
    saved.state(seen)
    beside.editing(seen, "ana", "t")
    beside.person(seen, "ana", "t")


def opened(home: Home) -> AppTest:
    at = AppTest.from_function(_script, kwargs={"uri": f"embedded:{home.folder}"}, default_timeout=90).run()
    assert not at.exception
    return at


def pressed(at: AppTest, label: str) -> AppTest:
    at = next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def stored(home: Home) -> Any:
    with GraphStore.open(f"embedded:{home.folder}") as store:
        return store.read()


def test_a_form_keeps_what_was_typed_and_saves_it_later(home: Home) -> None:
    at = opened(home)
    home.take()
    at.text_area[0].set_value("寄样本")
    at = pressed(at, ZH("notes.add"))
    assert len(at.error) == 1
    assert at.text_area[0].value == "寄样本"
    home.put_back()
    at = pressed(at, ZH("notes.add"))
    assert len(at.error) == 0
    assert stored(home)["Note"]["text"].tolist() == ["寄样本"]


def test_a_table_keeps_what_was_typed_and_saves_it_later(home: Home) -> None:
    at = opened(home)
    at.session_state[TABLE] = {"edited_rows": {1: {"title": "主任"}}, "added_rows": [], "deleted_rows": []}
    at.run()
    home.take()
    at = pressed(at, ZH("many.save", n=1))
    assert len(at.error) == 1
    assert not at.button(key="many.save").disabled
    home.put_back()
    at = pressed(at, ZH("many.save", n=1))
    assert stored(home)["Person"]["title"].tolist() == ["厂长", "主任"]


def test_a_field_on_the_card_says_that_it_is_not_saved(home: Home) -> None:
    at = opened(home)
    home.take()
    field = next(box for box in at.selectbox if "contact_permission" in (box.key or ""))
    at = field.set_value("do_not_contact").run()
    assert not at.exception
    assert any(ZH("saved.trouble") in one.value for one in at.caption)
    home.put_back()
    field = next(box for box in at.selectbox if "contact_permission" in (box.key or ""))
    assert field.value == "do_not_contact"
    field.set_value("allowed").run()
    assert stored(home)["Person"].set_index("id").loc["ana", "contact_permission"] == "allowed"
