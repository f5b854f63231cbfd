"""The power map's page without a browser: both languages, links, selectors, edits that end in one change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from graph.model.network import Network
from graph.store.bolt import GraphStore
from graph.store.commands import load, remove
from graph.text import LANGUAGES
from graph.views.account_bosses import superiors
from graph.views.account_edit import reparent
from graph.views.account_facts import case
from graph.views.account_gaps import Empty, empty_seats
from graph.views.account_seat import Filling
from graph.views.edit import new_person
from tests.store.emptied import empty
from tests.views.pages import held
from tests.views.small import person
from tests.views.test_account_facts import firm, screen

APP = str(Path(__file__).parents[2] / "app.py")


@pytest.fixture
def store(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphStore]:
    """A store with the small firm in it, and the app pointed at it."""
    with held(embedded_uri, monkeypatch, firm(), "demo:firm") as store:
        yield store


def account(**query: str) -> AppTest:
    """The page after its first run at that address."""
    at = AppTest.from_file(APP, default_timeout=60)
    at._page_hash = calc_hash("account")  # switch_page knows files only, and our pages are functions
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def drawn(at: AppTest) -> str:
    """What the components were given, as text."""
    given = [str(element.proto.json) for element in at.get("bidi_component")]
    return "\n".join(json.dumps(json.loads(one), ensure_ascii=False) for one in given if one)


def dropped(at: AppTest, id: str, onto: str) -> AppTest:
    """The same after a card was dropped on another."""
    at.session_state["account.do"] = ("drop", id, onto)
    return at.run()


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", ["支持指数", "−0.30", "红灯：先别推进", "money post无人认识", "评估比较", "空席"]),
        ("en", ["Support index", "−0.30", "Red: do not push on", "Money post: nobody knows them", "Empty seat"]),
    ],
)
def test_the_weightiest_account_stands_first(store: GraphStore, lang: str, told: list[str]) -> None:
    at = account(lang=lang)
    for words in told:
        assert words in drawn(at)
    assert at.query_params["account"] == "x"
    assert at.query_params["opportunity"] == "o"
    assert at.selectbox(key="account.account").value == "x"


def test_a_link_opens_the_same_account_deal_and_person(store: GraphStore) -> None:
    at = account(account="x", opportunity="q", who="tech")
    assert at.selectbox(key="account.opportunity").value == "q"
    assert at.session_state["map.who"] == "tech"
    assert at.button(key="account.back")
    at.button(key="account.back").click().run()
    assert at.session_state["map.who"] == ""
    assert "who" not in at.query_params


def test_a_person_alone_leads_to_their_account(store: GraphStore) -> None:
    assert account(who="desk").selectbox(key="account.account").value == "x"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"account": "gone"}, "链接里的客户已移除"), ({"opportunity": "gone"}, "链接里的商机已移除"),
        ({"who": "gone"}, "找不到链接里的这位"),
    ],
)  # fmt: skip
def test_a_link_to_what_is_gone_says_so(store: GraphStore, query: dict[str, str], told: str) -> None:
    at = account(lang="zh", **query)
    assert any(told in w.value for w in at.warning)
    assert "二期" in drawn(at)


def test_a_link_to_somebody_removed_says_who_and_by_whom(store: GraphStore) -> None:
    store.apply(remove(store.read(), "Person", "desk", "小李"))
    at = account(lang="zh", who="desk")
    assert any("Desk 已移除" in w.value and "小李" in w.value for w in at.warning)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_account_without_people_or_deal_says_so(store: GraphStore, lang: str) -> None:
    at = account(lang=lang, account="y")
    assert {"zh": "没有商机", "en": "No opportunity"}[lang] in drawn(at)
    assert at.button(key="account.add_here")


def test_another_account_is_chosen_and_stands_in_the_address(store: GraphStore) -> None:
    at = account()
    at.selectbox(key="account.account").set_value("y").run()
    assert at.query_params["account"] == "y"
    assert "opportunity" not in at.query_params
    assert not at.exception


def test_a_gap_leads_to_its_next_action(store: GraphStore) -> None:
    at = account(lang="zh")
    assert at.button(key="account.who_can").label == "谁能引荐Tech"
    at.session_state["account.lit"] = ("x",)
    at.run()
    assert "看全部影响" in drawn(at)
    assert '"class": "dim"' in drawn(at)


def test_dropping_a_card_asks_first(store: GraphStore) -> None:
    before = store.revision()
    at = dropped(account(lang="zh"), "desk", "tech")
    assert store.revision() == before  # only looking
    assert any("编辑" in toast.value for toast in at.toast)
    at.segmented_control(key="map.mode").set_value("edit").run()
    dropped(at, "desk", "tech")
    told = [m.value for m in at.markdown]
    assert any("Desk从今天起汇报给Tech" in m for m in told)
    assert any("之前：Money" in m for m in told)
    assert at.button(key="account.boss_save")
    assert store.revision() == before  # not before it is told to


def test_a_new_superior_is_one_change_and_is_taken_back_as_one(store: GraphStore) -> None:
    before = store.revision()
    command = reparent(screen(store.read()), "desk", "tech")
    assert command
    store.apply(command)
    assert superiors(screen(store.read()), "desk") == ["tech", "head"]
    assert store.revision() == before + 1
    at = account(lang="zh")
    at.button(key="shell.undo").click().run()
    assert superiors(screen(store.read()), "desk") == ["money", "head"]
    assert "重做" in at.button(key="shell.redo").label


def test_dropping_a_superior_on_their_staff_is_refused_in_words(store: GraphStore) -> None:
    at = account(lang="zh")
    at.segmented_control(key="map.mode").set_value("edit").run()
    dropped(at, "head", "desk")
    assert any("之下" in toast.value for toast in at.toast)
    assert not at.get("dialog")


def test_an_empty_seat_asks_for_a_person(store: GraphStore) -> None:
    at = account(lang="zh")
    at.segmented_control(key="map.mode").set_value("edit").run()
    at.session_state["account.do"] = ("seat", "seat:finance", "")
    at.run()
    assert "姓名 *" in [t.label for t in at.text_input]
    assert "operation" not in [b.value for b in at.selectbox]
    assert "management" in [b.value for b in at.selectbox]
    assert any("汇报给Money" in one.value for one in at.caption)
    assert "Desk改为汇报给这位" in [c.label for c in at.checkbox]


@pytest.mark.parametrize("staff", [True, False])
def test_whoever_takes_a_seat_stands_where_it_was(store: GraphStore, staff: bool) -> None:
    look = screen(store.read())
    case_ = case(look, "x", "o")
    (seat,) = empty_seats(case_)
    new = new_person(look, "nina", {**person("nina"), "title": None}, "x", seat.level)
    store.apply(Filling(look, case_, seat).filled(new, "nina", staff))
    after = screen(store.read())
    people = case(after, "x", "o").people
    assert (people["nina"].boss, people["nina"].function, people["nina"].level) == ("money", "finance", "management")
    assert people["desk"].boss == ("nina" if staff else "money")
    assert empty_seats(case(after, "x", "o")) == ()
    assert store.revision() == look.revision + 1
    store.undo(new.by)
    assert case(screen(store.read()), "x", "o").people.keys() == case_.people.keys()


def test_whoever_takes_a_role_holds_it_in_the_deal(store: GraphStore) -> None:
    look = screen(store.read())
    case_ = case(look, "x", "o")
    seat = Empty("seat:designer", "management", "designer")
    new = new_person(look, "nina", {**person("nina"), "title": None}, "x", seat.level)
    store.apply(Filling(look, case_, seat).filled(new, "nina", staff=False))
    assert case(screen(store.read()), "x", "o").people["nina"].roles == ("designer",)
    elsewhere = new_person(look, "otto", {**person("otto"), "title": None}, "y", seat.level)
    assert Filling(look, case_, seat).filled(elsewhere, "otto", staff=False) == elsewhere


def test_no_account_at_all_offers_the_ways_to_begin(store: GraphStore, embedded_uri: str) -> None:
    empty(embedded_uri)
    st.cache_resource.clear()
    for who in "ab":  # two changes: a revision of its own, so that nothing kept for the firm answers for it
        store.apply(load(Network.of(Person=[{"id": who, "name": who, "lawful_basis": "consent"}]), "tester"))
    at = account(lang="zh")
    assert any("还没有客户" in i.value for i in at.info)
    assert at.button(key="account.to_data")


def test_a_number_of_the_card_is_explained_here_too(store: GraphStore) -> None:
    at = account(lang="zh", who="head")
    at.session_state["map.explained"] = ("score", "head")
    at.run()
    assert not at.exception
    assert len(at.get("dialog")) == 1
