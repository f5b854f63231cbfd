"""Portraits on the pages and in the files: seen where there is one, in none of the files without names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import streamlit as st

from graph.store.access import everyone
from graph.store.bolt import GraphStore
from graph.store.portraits import ADDRESS, change, drawable
from graph.text import LANGUAGES, Words
from graph.views.account_marks import avatar
from graph.views.picture import part
from graph.views.screen import Screen
from graph.views.take.masks import Hiding, mask
from graph.views.take.page import page
from graph.views.take.svg import of_parts
from graph.views.take.unnamed import of_svg
from tests.contract.test_portraits import FACE
from tests.views.pages import held
from tests.views.test_app import app
from tests.views.test_draw import small

URI = drawable(FACE)


@pytest.fixture
def store(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    """Three people, one of whom has a portrait."""
    with held(embedded_uri, monkeypatch, small(), "demo:small") as store:
        store.apply(change("a", "A", FACE, None, "tester"))
        yield store


def test_those_drawn_are_asked_for_once_a_revision(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    real = store.portraits
    monkeypatch.setattr(store, "portraits", lambda people: asked.append(list(people)) or real(people))
    for _ in range(2):
        screen = Screen(store, store.read(), Words("zh"), everyone, store.revision(), "here", date(2026, 11, 22))
        assert screen.faces(["a", "b"]) == {"a": URI}
    assert asked == [["a", "b"]]
    st.cache_resource.clear()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dialog_says_what_becomes_of_a_photo(store: GraphStore, lang: str) -> None:
    at, words = app(lang=lang, who="a"), Words(lang)
    at.session_state["map.mode"] = "edit"
    at.run()
    at.button(key="map.portrait").click().run()
    assert not at.exception
    assert words("portrait.consent") in [one.value for one in at.caption]
    assert words("portrait.remove") in [one.label for one in at.button]


def test_a_file_shows_a_portrait_and_one_without_names_does_not() -> None:
    svg = of_parts([avatar("A", "supporter", True, 20, 20, 15, URI)], 40, 40)
    assert f'href="{URI}"' in svg
    assert "<image" not in of_svg(svg, Hiding({}, frozenset(), "somebody"))
    node = {"id": "a", "name": "A", "x": 0, "y": 0, "size": 9, "face": URI, "attitude": "neutral", "role": "user",
            "role_word": "", "facts": [], "find": ""}  # fmt: skip
    lists = ("edges", "rank", "legend", "route", "lit", "pinned")
    told = {"title": "", "day": "", "shown": "", "board": {}, "focus": {}, "words": {}, **{name: [] for name in lists}}
    words = Words("zh")
    assert "face" not in mask({**told, "nodes": [node]}, words)["nodes"][0]
    assert URI in page({**told, "nodes": [node]}, words)
    assert URI not in page({**told, "nodes": [node]}, words, hide_names=True)


@pytest.mark.parametrize("href", ["https://far.example/x.webp", "javascript:alert(1)", "data:image/svg+xml,<svg/>"])
def test_a_picture_comes_from_nowhere_else(href: str) -> None:
    assert "href" not in of_parts([part("image", href=href, width=10, height=10)], 40, 40)
    assert ADDRESS not in of_parts([part("path", href=URI, d="M0 0")], 40, 40)
