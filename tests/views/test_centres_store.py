"""What the team chooses on Centres and Chains is in the store afterwards, and everything is reckoned by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from graph.analysis.settings import setting
from graph.store.bolt import GraphStore
from graph.text import LANGUAGES, Words
from graph.views.figures import money
from tests.views.pages import held, said
from tests.views.small import asked, knowing

APP = str(Path(__file__).parents[2] / "app.py")
TWICE = asked(("ana", "zoe", "won", 300.0), ("ben", "zoe", "met", None))


@pytest.fixture
def store(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    """A store in which two people referred one buyer, and some know each other; the app is pointed at it."""
    with held(embedded_uri, monkeypatch, TWICE + knowing("ana-ben", "ana-zoe", "ben-cara"), "small") as store:
        yield store


def opened(page: str, **query: str) -> AppTest:
    """The app on that page."""
    at = AppTest.from_file(APP, default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at._page_hash = calc_hash(page)  # switch_page knows files only, and our pages are functions
    return ok(at.run())


def ok(at: AppTest) -> AppTest:
    """The page, having run without an error."""
    assert [error.message for error in at.exception] == []
    assert [error.value for error in at.error] == []
    return at


@pytest.mark.parametrize("lang", LANGUAGES)
def test_weights_are_stored_from_the_page_and_hold_until_undone(store: GraphStore, lang: str) -> None:
    at = opened("centres", lang=lang)
    at = ok(at.toggle(key="centres.weights.on").set_value(True).run())
    assert at.button(key="centres.weights.store").disabled
    for name, value in (("bridge", 100), ("voice", 0), ("across", 100)):
        at.slider(key=f"centres.weights.{name}").set_value(value)
    at = ok(at.run())
    assert setting(store.read(), "influence.weights") is None
    at = ok(at.button(key="centres.weights.store").click().run())
    assert setting(store.read(), "influence.weights") == {"bridge": 0.5, "voice": 0.0, "across": 0.5}
    assert at.button(key="centres.weights.store").disabled
    store.undo(store.history(limit=1)[0]["by"])
    assert setting(store.read(), "influence.weights") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_credit_rule_is_stored_from_the_page_and_moves_the_value(store: GraphStore, lang: str) -> None:
    words = Words(lang)
    at = opened("chains", lang=lang, look="credit")
    assert setting(store.read(), "chains.credit") == "first"
    assert words("chains.figure.credit.more", rule=words("chains.credit.rule.first")) in said(at)
    table = at.dataframe(key="chains.more.credit").value
    assert table[words.field("name")].tolist() == ["ANA", "BEN"]
    at = ok(at.selectbox(key="chains.credit.first").select("last").run())
    assert setting(store.read(), "chains.credit") == "last"
    assert at.selectbox(key="chains.credit.last").value == "last"
    assert words("chains.figure.credit.more", rule=words("chains.credit.rule.last")) in said(at)
    table = at.dataframe(key="chains.more.credit").value
    assert table[words.field("name")].iloc[0] == "BEN"
    assert table[words("chains.more.rule.ours", rule=words("chains.credit.rule.last"))].iloc[0] == money(words, 300.0)
    store.undo(store.history(limit=1)[0]["by"])
    assert setting(store.read(), "chains.credit") == "first"
