"""People and accounts are found the way people type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import process_time

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.model.network import Network
from graph.store.bolt import GraphStore
from graph.store.commands import load
from graph.views.facts import Facts, facts
from graph.views.find import ACCOUNTS, MOST, Index, find, index, matched
from tests.store.emptied import empty
from tests.views.small import person
from tests.views.test_app import app
from tests.views.test_draw import HOSTILE

QUICK_S = 0.15  # processor time of one search


@pytest.fixture(scope="module")
def seen(demo: Network) -> Facts:
    """What is known of everybody of the demo."""
    return facts(demo, date(2026, 11, 22))


@pytest.fixture(scope="module")
def entries(seen: Facts) -> Index:
    """The demo, searchable."""
    return index(seen.people, seen.accounts)


def named(seen: Facts, entries: Index, typed: str, weight: np.ndarray | None = None) -> list[str]:
    """The names found, best first."""
    found = find(entries, typed, np.zeros(len(entries.ids)) if weight is None else weight)
    tables = {"person": seen.people, "account": seen.accounts}
    return [str(tables[hit.kind].at[hit.id, "name"]) for hit in found]


@pytest.mark.parametrize("typed", ["秦述白", "述白", "qinshubai", "Qin Shubai", "qsb", "QSB", "ｑｓｂ"])
def test_a_person_is_found_by_name_pinyin_and_initials(seen: Facts, entries: Index, typed: str) -> None:
    assert named(seen, entries, typed)[0] == "秦述白"


@pytest.mark.parametrize("typed", ["青屿港务", "qingyugang", "qygw"])
def test_an_account_is_found_the_same_way(seen: Facts, entries: Index, typed: str) -> None:
    found = find(entries, typed, np.zeros(len(entries.ids)))
    assert found[0].kind == "account"
    assert seen.accounts.at[found[0].id, "name"] == "青屿港务"
    assert len(found) == MOST


def test_a_company_finds_its_people_the_weightiest_first(seen: Facts, entries: Index) -> None:
    found = [hit for hit in find(entries, "港口能效专委会", np.zeros(len(entries.ids))) if hit.kind == "person"]
    assert "秦述白" in [seen.people.at[hit.id, "name"] for hit in found]
    weight = np.zeros(len(entries.ids))
    weight[list(entries.ids).index(found[-1].id)] = 99
    again = [hit for hit in find(entries, "港口能效专委会", weight) if hit.kind == "person"]
    assert again[0].id == found[-1].id


def test_whose_name_begins_so_comes_before_whose_name_has_it_before_whose_company_has_it() -> None:
    people = pd.DataFrame(
        {"name": ["李港", "港生", "王五"], "account": ["", "", "港务"], "title": ["", "", ""]}, index=["a", "b", "c"]
    )
    found = find(index(people, pd.DataFrame({"name": []})), "港", np.array([5.0, 1.0, 9.0]))
    assert [(hit.id, hit.place) for hit in found] == [("b", 0), ("a", 1), ("c", 2)]


def test_accounts_keep_their_room_beside_a_crowd() -> None:
    people = pd.DataFrame(
        {"name": [f"海{i}" for i in range(50)], "account": "", "title": ""}, index=map(str, range(50))
    )
    accounts = pd.DataFrame({"name": [f"海东{i}" for i in range(5)]}, index=list("abcde"))
    found = find(index(people, accounts), "海", np.arange(55.0))
    assert [hit.id for hit in found if hit.kind == "person"] == ["49", "48", "47", "46", "45", "44"]
    assert len(found) == MOST
    assert [hit.id for hit in found if hit.kind == "account"] == ["e", "d"][:ACCOUNTS]


def test_four_digits_find_whose_phone_ends_so_and_nobody_else() -> None:
    people = pd.DataFrame(
        {"name": ["李", "王0054", "赵", "钱"], "account": "", "title": "", "phone_end": ["0054", "", "54", ""]},
        index=list("abcd"),
    )
    people.loc["c", "phone_end"] = "0540"
    entries = index(people, pd.DataFrame({"name": ["54号"]}, index=["x"]))
    assert [hit.id for hit in find(entries, "0054", np.zeros(5))] == ["a", "b"]
    assert [hit.id for hit in find(entries, " ００５４ ", np.zeros(5))] == ["a", "b"]
    assert [hit.id for hit in find(entries, "054", np.zeros(5))] == ["b"]
    assert find(entries, "9999", np.zeros(5)) == []


def test_a_phone_end_is_found_quickly_among_a_hundred_thousand() -> None:
    ids = [f"p{i:06}" for i in range(100_000)]
    ends = [f"{i % 10_000:04}" for i in range(100_000)]
    people = pd.DataFrame({"name": ids, "account": "", "title": "", "phone_end": ends}, index=ids)
    entries, weight = index(people, pd.DataFrame({"name": []})), np.arange(100_000.0)
    start = process_time()
    found = find(entries, "0017", weight)
    took = process_time() - start
    assert [hit.id for hit in found] == [f"p0{i}0017" for i in range(9, 1, -1)]
    assert took < QUICK_S


def test_nothing_typed_finds_nobody(seen: Facts, entries: Index) -> None:
    assert named(seen, entries, "  ") == []
    assert named(seen, entries, "zzzzzz") == []
    assert named(seen, entries, "\x02\n") == []
    none = index(seen.people.iloc[:0], seen.accounts.iloc[:0])
    assert find(none, "q", np.array([])) == []


@pytest.mark.parametrize("name", [*HOSTILE, "长" * 300, "سعيد"])
def test_hostile_and_odd_names_are_found_and_stay_text(name: str) -> None:
    people = pd.DataFrame({"name": [name, "别人"], "account": "", "title": ""}, index=["a", "b"])
    found = find(index(people, pd.DataFrame({"name": []})), name[:6], np.zeros(2))
    assert [hit.id for hit in found] == ["a"]
    first, last = matched(name, name[:6])
    assert 0 <= first <= last <= len(name)


def test_the_part_that_is_meant_is_known() -> None:
    assert matched("秦述白", "述") == (1, 2)
    assert matched("秦述白", "qins") == (0, 2)
    assert matched("Acme Port", "port") == (5, 9)
    assert matched("秦述白", "zz") == matched("秦述白", "") == (0, 0)


@pytest.fixture
def kept(embedded_uri: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app on two people and their account."""
    empty(embedded_uri)
    st.cache_resource.clear()
    monkeypatch.setenv("GUANXI_URI", embedded_uri)
    network = Network.of(
        Person=[person("a", "王伟"), person("b", "李娜")], Account=[{"id": "x", "name": "王家港"}],
        WORKS_AT=[{"from_id": "a", "to_id": "x"}],
    )  # fmt: skip
    with GraphStore.open(embedded_uri) as opened:
        opened.apply(load(network, "tester", "own"))
    yield
    st.cache_resource.clear()


def typed(at: AppTest, text: str) -> str:
    """What the box is given once that is typed."""
    at.session_state["map.search"] = {"typed": text}
    at.run()
    return next(str(e.proto.json) for e in at.get("bidi_component") if "guanxi_search" in str(e.proto.component_name))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_typing_shows_who_is_meant_and_taking_one_lights_them(kept: None, lang: str) -> None:
    at = app(lang=lang)
    told = typed(at, "wang")
    assert told.index("person:a") < told.index("account:x")
    assert '"bold": [0, 1]' in told
    at.session_state["map.picked"] = "person:a"
    at.run()
    assert at.session_state["map.who"] == "a"
    assert at.query_params["who"] == ["a"] or at.query_params["who"] == "a"
    assert '"hits": []' in typed(at, "zzzz")


def test_somebody_who_went_meanwhile_is_no_accident(kept: None) -> None:
    at = app()
    at.session_state["map.picked"] = "person:gone"
    at.run()
    assert not at.exception
    assert at.session_state["map.who"] == ""
