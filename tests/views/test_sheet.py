"""Many people in a table: what differs is found in either language, pasted words too, and becomes one change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from graph.views import sheet
from graph.views.sheet import Typed
from tests.views.small import DAY, person

ZH = Words("zh")
BOOK = Network.of(
    Person=[person("a", "王伟", title="厂长"), person("b", "李娜", contact_permission="allowed"), person("c", "无业")],
    Account=[{"id": "k1", "name": "甲厂"}, {"id": "k2", "name": "乙厂"}, {"id": "k3", "name": "乙厂"}],
    WORKS_AT=[
        {"from_id": "a", "to_id": "k1", "level": "decision", "is_primary": "yes"},
        {"from_id": "b", "to_id": "k1", "level": "operation"},
    ],
)
NAMES = ("name", "title", "account", "level", "contact_permission", "last_verified_on", "lawful_basis")


def edited(*cells: tuple[int, str, Any], words: Words = ZH) -> tuple[sheet.Base, Typed]:
    """The table of everybody with these cells typed over."""
    of = sheet.base(BOOK, ["a", "b", "c"])
    table = sheet.table(of, NAMES, words).astype(object)
    for line, name, value in cells:
        table.loc[line, name] = value
    return of, sheet.typed(of, table, words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_typed_is_no_change(lang: str) -> None:
    assert edited(words=Words(lang))[1].size == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_of_the_language_are_understood(lang: str) -> None:
    words = Words(lang)
    _, what = edited((0, "contact_permission", words.choice("contact_permission", "do_not_contact")), words=words)
    assert what.facts == {("a", "Person"): {"contact_permission": "do_not_contact"}}


def test_a_pasted_column_of_several_people_is_one_change_with_the_revisions_seen() -> None:
    of, what = edited((0, "title", "总经理"), (1, "title", "主任"), (1, "last_verified_on", pd.Timestamp("2026-11-01")))
    command = sheet.command(of, what, "me", DAY)
    assert [(c.kind, c.id, c.after) for c in command.changes] == [
        ("Person", "a", {"title": "总经理"}),
        ("Person", "b", {"title": "主任", "last_verified_on": date(2026, 11, 1)}),
    ]
    assert what.size == 3


def test_a_cell_can_be_emptied() -> None:
    of, what = edited((0, "title", None))
    assert sheet.command(of, what, "me", DAY).changes[0].after == {"title": None}


def test_what_does_not_fit_is_told_with_its_line() -> None:
    _, what = edited((1, "contact_permission", "也许"), (0, "last_verified_on", "昨天前"), (0, "title", "总经理"))
    assert sorted((line, name) for line, name, _ in what.wrong) == [(0, "last_verified_on"), (1, "contact_permission")]
    assert what.facts == {("a", "Person"): {"title": "总经理"}}


def test_a_new_line_is_a_new_person_with_account_and_level() -> None:
    new = {"name": "钱进", "account": "丙厂", "level": "管理层", "lawful_basis": ZH.choice("lawful_basis", "consent")}
    of, what = edited(*((3, name, new.get(name)) for name in NAMES))
    command = sheet.command(of, what, "me", DAY)
    rows = {c.kind: c.after or {} for c in command.changes}
    assert (rows["Account"]["name"], rows["Person"]["name"], rows["WORKS_AT"]["level"]) == (
        "丙厂",
        "钱进",
        "management",
    )
    assert (rows["WORKS_AT"]["from_id"], rows["WORKS_AT"]["to_id"]) == (rows["Person"]["id"], rows["Account"]["id"])


def test_a_new_person_without_a_lawful_basis_is_refused() -> None:
    of, what = edited(*((3, name, {"name": "钱进"}.get(name)) for name in NAMES))
    with pytest.raises(BadValue):
        sheet.command(of, what, "me", DAY)


def test_another_account_is_another_job_and_the_old_one_ends() -> None:
    of, what = edited((0, "account", "丙厂"))
    account, ended, job = sheet.command(of, what, "me", DAY).changes
    assert (account.after or {})["name"] == "丙厂"
    assert {k: (ended.after or {})[k] for k in ("until", "is_primary")} == {"until": DAY, "is_primary": "no"}
    after = job.after or {}
    assert (after["level"], after["since"], after["is_primary"]) == ("decision", DAY, "yes")


def test_a_name_of_two_accounts_and_a_level_without_an_employer_are_refused() -> None:
    for cell in ((0, "account", "乙厂"), (2, "level", "决策层")):
        of, what = edited(cell)
        with pytest.raises(BadValue):
            sheet.command(of, what, "me", DAY)


def test_an_earlier_employer_takes_the_job_of_then_up_again() -> None:
    gone = Network.of(WORKS_AT=[{"from_id": "c", "to_id": "k1", "until": date(2020, 1, 1)}])
    of = sheet.base(BOOK + gone, ["c"])
    what = Typed({("c", "WORKS_AT"): {"account": "甲厂"}})
    (change,) = sheet.command(of, what, "me", DAY).changes
    assert (change.before or {})["until"] == date(2020, 1, 1)
    assert (change.after or {})["until"] is None


def seen(rev: int, **facts: Any) -> Network:
    return Network.of(Person=[{**person("a", "王伟", title="厂长"), **facts, "rev": rev}])


def test_a_clash_names_every_fact_in_dispute_and_nothing_else() -> None:
    old, now = sheet.base(seen(1), ["a"]), sheet.base(seen(2, title="董事", note="新"), ["a"])
    what = Typed({("a", "Person"): {"title": "总经理", "customer_status": "customer"}})
    assert sheet.clashes(old, now, what) == {("a", "Person"): {"title": ("总经理", "董事")}}
    assert sheet.clashes(old, old, what) == {}


def test_somebody_removed_meanwhile_is_told() -> None:
    old, now = sheet.base(seen(1), ["a"]), sheet.base(Network.empty(), ["a"])
    assert sheet.clashes(old, now, Typed({("a", "Person"): {"title": "总经理"}})) == {
        ("a", "Person"): {"title": ("总经理", None)}
    }
