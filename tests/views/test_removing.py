"""Removal says first what it takes along by kind, what it touches and who is left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from graph.model.network import Network
from graph.text import Words
from graph.views import merge, saved
from graph.views.removing import impact, removal
from graph.views.undo import change_words
from tests.views.small import person
from tests.views.test_edit import screen

BOOK = Network.of(
    Person=[person("ana"), person("ben"), person("cara"), person("dirk")],
    Rep=[{"id": "li", "name": "李"}],
    Opportunity=[{"id": "deal", "name": "二期"}],
    STAKEHOLDER_IN=[{"from_id": "ana", "to_id": "deal"}],
    Referral=[{"id": "r", "status": "asked", "asked_on": "2026-01-01"}],
    MADE=[{"from_id": "ana", "to_id": "r"}],
    KNOWS=[{"from_id": "ana", "to_id": who} for who in ("ben", "cara", "dirk")],
    INFLUENCES=[{"from_id": "cara", "to_id": "dirk"}],
    CONTACT=[{"from_id": "li", "to_id": "ana"}],
    NOT_TIED=[{"from_id": "ana", "to_id": "x"}],
    Note=[{"id": "n", "text": "寄样本"}],
    NOTED_ON=[{"from_id": "n", "to_id": "ana"}],
)


def test_what_goes_is_named_by_kind_and_what_the_house_keeps_for_itself_is_not() -> None:
    found = impact(BOOK, removal(BOOK, [("Person", "ana")], "me"))
    assert found.ties == {"KNOWS": 3, "CONTACT": 1, "STAKEHOLDER_IN": 1, "MADE": 1}
    assert (found.people, found.notes, found.deals, found.referrals) == (1, 1, ("二期",), ("r",))
    assert found.size == 8


def test_who_is_left_alone_is_told() -> None:
    assert impact(BOOK, removal(BOOK, [("Person", "ana")], "me")).alone == ("ben",)
    assert impact(BOOK, removal(BOOK, [("Person", "ana"), ("Person", "ben")], "me")).alone == ()


def test_two_people_who_know_each_other_lose_their_tie_once() -> None:
    command = removal(BOOK, [("Person", "ana"), ("Person", "ben")], "me")
    assert len(command.changes) == len({(c.kind, c.id) for c in command.changes})
    assert impact(BOOK, command).ties["KNOWS"] == 3


def test_a_referral_that_goes_too_is_not_left_over() -> None:
    assert impact(BOOK, removal(BOOK, [("Person", "ana"), ("Referral", "r")], "me")).referrals == ()


def test_one_tie_is_one_tie() -> None:
    tie = BOOK["KNOWS"]["id"].iloc[0]
    found = impact(BOOK, removal(BOOK, [("KNOWS", tie)], "me"))
    assert (found.people, found.ties, found.notes) == (0, {"KNOWS": 1}, 0)


def test_namesakes_are_offered_first_for_a_merge_those_of_the_same_account_before() -> None:
    network = Network.of(
        Person=[person("a", "王伟"), person("b", "王伟"), person("c", "王伟"), person("d", "李娜")],
        Account=[{"id": "k", "name": "甲"}, {"id": "m", "name": "乙"}],
        WORKS_AT=[{"from_id": who, "to_id": at} for who, at in (("a", "k"), ("b", "m"), ("c", "k"))],
    )
    assert merge.alike(screen(network), "a") == ["c", "b"]
    assert merge.alike(screen(network), "d") == []


def test_only_what_both_say_otherwise_is_asked() -> None:
    mine, theirs = ({**(BOOK.row("Person", "ana") or {}), **more} for more in (
        {"title": "厂长", "customer_status": "unknown", "note": "a"}, {"title": "总", "customer_status": "customer"},
    ))  # fmt: skip
    assert merge.differing(mine, theirs) == ["title"]


def test_a_change_of_several_rows_says_how_many() -> None:
    entry = {"what": "set", "kind": "Person", "name": "秦述白", "subject": "p", "counts": {"Person": {"changed": 12}}}
    assert change_words(Words("zh"), entry) == "修改人 秦述白 等 12 处"
    assert change_words(Words("zh"), {**entry, "what": "merge"}) == "合并人 秦述白"
    told = {"what": "dismiss", "kind": "NOT_TIED", "name": "", "subject": "p"}
    assert change_words(Words("zh"), told) == "否定关系（推测）"


def test_the_time_of_saving_is_the_clock_of_the_browser() -> None:
    now = datetime.now(UTC)
    assert saved.clock(now.replace(tzinfo=None).isoformat(), UTC) == f"{now:%H:%M}"
    before = now - timedelta(days=2)
    assert saved.clock(before.replace(tzinfo=None).isoformat(), UTC) == f"{before:%Y-%m-%d %H:%M}"
