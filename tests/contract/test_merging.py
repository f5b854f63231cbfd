"""Two people who are one, on every engine: nothing is lost, and undo brings both back exactly."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.model.errors import BadValue, Conflict, NotFound, Rejected
from graph.model.kinds import tie_id
from graph.model.network import Network
from graph.store import commands
from graph.store.bolt import GraphStore
from graph.store.merging import merge
from graph.store.sound import sound


def person(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": id.upper(), "lawful_basis": "consent", **more}


TWO = Network.of(
    Person=[
        person("ana", title="厂长", contact_permission="allowed", note="爱喝茶", powers=("decide",)),
        person("anna", title="总经理", contact_permission="do_not_contact", note="周三在", powers=("veto",),
               customer_status="customer"),
        person("ben"), person("cara"),
    ],
    Account=[{"id": "acme", "name": "恒万电气"}],
    Rep=[{"id": "li", "name": "李"}],
    Opportunity=[{"id": "deal", "name": "二期"}],
    Referral=[{"id": "r", "status": "won", "asked_on": "2026-01-01", "consented_on": "2026-01-02"}],
    Activity=[{"id": "day", "kind": "seminar", "on": "2026-03-01"}],
    Note=[
        {"id": "n1", "text": "寄样本", "tie_id": tie_id("KNOWS", "anna", "cara", "friend")},
        {"id": "n2", "text": "约她"},
    ],
    NOTED_ON=[{"from_id": "n1", "to_id": "cara"}, {"from_id": "n2", "to_id": "anna"}],
    KNOWS=[
        {"from_id": "ana", "to_id": "anna", "kind": "colleague"},
        {"from_id": "ana", "to_id": "ben", "kind": "friend", "strength": 1, "since": date(2020, 1, 1),
         "note": "老同事"},
        {"from_id": "anna", "to_id": "ben", "kind": "friend", "strength": 3, "since": date(2021, 1, 1),
         "until": date(2025, 1, 1), "note": "同住一条街"},
        {"from_id": "anna", "to_id": "cara", "kind": "friend", "strength": 2},
    ],
    CONTACT=[
        {"from_id": "li", "to_id": "ana", "relationship_stage": "trust", "attitude": "supporter",
         "last_interaction_on": date(2026, 1, 1)},
        {"from_id": "li", "to_id": "anna", "relationship_stage": "acquaintance", "attitude": "opponent",
         "last_interaction_on": date(2026, 9, 1)},
    ],
    WORKS_AT=[{"id": "job", "from_id": "anna", "to_id": "acme", "level": "decision"}],
    STAKEHOLDER_IN=[{"from_id": who, "to_id": "deal", "w1": w, "buying_roles": (role,)}
                    for who, w, role in (("ana", 0.25, "user"), ("anna", 0.5, "buyer"))],
    MADE=[{"from_id": "anna", "to_id": "r"}],
    ABOUT_PERSON=[{"from_id": "r", "to_id": "ben"}],
    TOOK_PART=[{"from_id": "cara", "to_id": "day", "brought_by": "anna"}],
)  # fmt: skip


@pytest.fixture
def known(store: GraphStore) -> GraphStore:
    store.apply(commands.load(TWO, "me", "two.csv"))
    return store


def test_both_come_back_exactly(known: GraphStore) -> None:
    made = merge(known.read(), "ana", "anna", "me")
    known.apply(made.command)
    one = known.read()
    known.undo("me")
    assert known.read() == TWO
    known.redo("me")
    assert known.read() == one
    assert [entry["what"] for entry in known.history(3)] == ["redo", "undo", "merge"]


def test_the_one_has_what_both_had(known: GraphStore) -> None:
    made = merge(known.read(), "ana", "anna", "me")
    known.apply(made.command)
    one = known.read()
    row = one.row("Person", "ana") or {}
    assert list(one["Person"]["id"]) == ["ana", "ben", "cara"]
    assert {name: row[name] for name in ("title", "customer_status", "contact_permission", "powers", "note")} == {
        "title": "厂长", "customer_status": "customer", "contact_permission": "do_not_contact",
        "powers": ("decide", "veto"), "note": "爱喝茶\n周三在",
    }  # fmt: skip
    assert (made.moved, made.united) == (4, 3)
    assert made.dropped == [("KNOWS", tie_id("KNOWS", "ana", "anna", "colleague"))]


def test_twins_keep_the_strongest_the_latest_and_every_word(known: GraphStore) -> None:
    known.apply(merge(known.read(), "ana", "anna", "me").command)
    one = known.read()
    friend = one.row("KNOWS", tie_id("KNOWS", "ana", "ben", "friend")) or {}
    told = (friend["strength"], friend["since"], friend["until"], friend["note"])
    assert told == (3, date(2020, 1, 1), None, "老同事\n同住一条街")
    contact = one.row("CONTACT", tie_id("CONTACT", "li", "ana")) or {}
    assert (contact["relationship_stage"], contact["attitude"]) == ("trust", "opponent")
    seat = one.row("STAKEHOLDER_IN", tie_id("STAKEHOLDER_IN", "ana", "deal")) or {}
    assert (seat["w1"], seat["buying_roles"]) == (0.75, ("user", "buyer"))


def test_what_pointed_to_the_lost_one_points_to_the_other(known: GraphStore) -> None:
    known.apply(merge(known.read(), "ana", "anna", "me").command)
    one = known.read()
    cara = tie_id("KNOWS", "ana", "cara", "friend")
    assert (one.row("KNOWS", cara) or {})["strength"] == 2
    assert (one.row("Note", "n1") or {})["tie_id"] == cara
    assert one["TOOK_PART"]["brought_by"].tolist() == ["ana"]
    assert one["WORKS_AT"][["id", "from_id"]].to_numpy().tolist() == [[tie_id("WORKS_AT", "ana", "acme"), "ana"]]
    assert set(one["NOTED_ON"]["to_id"]) == {"ana", "cara"}
    assert one["MADE"]["from_id"].tolist() == ["ana"]


def test_somebody_who_was_quicker_is_not_overrun(known: GraphStore) -> None:
    made = merge(known.read(), "ana", "anna", "me")
    known.apply(commands.edit(known.read(), "Person", "anna", {"title": "董事"}, "you"))
    with pytest.raises(Conflict):
        known.apply(made.command)
    assert len(known.read()["Person"]) == 4


def test_what_was_tied_to_the_lost_one_meanwhile_is_not_lost(known: GraphStore) -> None:
    made = merge(known.read(), "ana", "anna", "me")
    known.apply(commands.tie("INFLUENCES", "anna", "ben", {}, "you"))
    with pytest.raises(Conflict):
        known.apply(made.command)


def test_what_differs_and_was_given_up_is_told() -> None:
    told = merge(TWO, "ana", "anna", "me").differing
    assert ("CONTACT", "relationship_stage", "trust", "acquaintance") in told
    assert ("CONTACT", "attitude", "opponent", "supporter") in told
    assert ("KNOWS", "strength", 3, 1) in told


def test_the_user_chooses_which_value_wins() -> None:
    made = merge(TWO, "ana", "anna", "me", {"title": "总经理", "contact_permission": "allowed"})
    assert (made.facts["title"], made.facts["contact_permission"]) == ("总经理", "allowed")
    with pytest.raises(BadValue):
        merge(TWO, "ana", "anna", "me", {"contact_permission": "perhaps"})


def test_one_and_the_same_person_or_nobody_is_refused() -> None:
    with pytest.raises(BadValue):
        merge(TWO, "ana", "ana", "me")
    with pytest.raises(NotFound):
        merge(TWO, "ana", "zoe", "me")


def test_nobody_becomes_their_own_referrer() -> None:
    with pytest.raises(Rejected) as told:
        sound(merge(TWO, "ben", "anna", "me").command, lambda: TWO)
    assert told.value.values["rule"] == "self_referral"
    sound(merge(TWO, "ana", "anna", "me").command, lambda: TWO)
