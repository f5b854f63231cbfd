"""A link to somebody who was removed is answered on every page that takes one: who, by whom; never an error."""

from __future__ import annotations

import pytest

from graph.model.network import Network
from graph.store.bolt import GraphStore
from graph.store.commands import load, remove
from graph.text import LANGUAGES
from tests.views.small import asked
from tests.views.test_app import app, store

__all__ = ["store"]
LINKS = [("account", "who"), ("map", "who"), ("map", "circle"), ("routes", "to"), ("centres", "who"),
         ("chains", "who"), ("chains", "root")]  # fmt: skip
TOLD = {"zh": ("移除",), "en": ("removed",)}


@pytest.fixture
def gone(store: GraphStore) -> GraphStore:
    """A store in which somebody called Zoe was removed by a colleague; referrals and an account are left."""
    store.apply(load(asked(("zoe", "bo", "won", 5.0), ("bo", "cy", "won", 2.0)), "tester"))
    store.apply(load(Network.of(Account=[{"id": "x", "name": "甲厂"}]), "tester"))
    store.apply(remove(store.read(), "Person", "zoe", "小李"))
    return store


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("page", "name"), LINKS)
def test_a_removed_person_is_told(gone: GraphStore, page: str, name: str, lang: str) -> None:
    at = app(page, lang=lang, **{name: "zoe"})
    assert not at.exception
    told = [one.value for one in (*at.warning, *at.info)]
    assert any(word in one for one in told for word in TOLD[lang]), told


@pytest.mark.parametrize("page", ["account", "map", "centres", "chains"])
def test_it_says_who_it_was_and_by_whom(gone: GraphStore, page: str) -> None:
    told = " ".join(one.value for kind in ("warning", "info") for one in app(page, lang="zh", who="zoe").get(kind))
    assert "ZOE 已移除" in told
    assert "小李" in told
