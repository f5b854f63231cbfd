"""Beside the card: facts change where they stand, notes are kept and ticked, proposals are settled; all on a store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.model.kinds import tie_id
from graph.model.network import Network
from graph.store import commands, noting
from graph.store.bolt import GraphStore
from graph.text import LANGUAGES, Words
from tests.store.emptied import empty
from tests.views.small import person

BOOK = Network.of(
    Person=[person("ana", "安娜<b>"), person("ben", "本"), person("cara", "卡拉")],
    Rep=[{"id": "li", "name": "李"}],
    CONTACT=[{"id": "c1", "from_id": "li", "to_id": "ana", "relationship_stage": "trust", "attitude": "neutral"}],
    Opportunity=[{"id": "deal", "name": "二期", "amount": 10}],
    STAKEHOLDER_IN=[{"from_id": "ana", "to_id": "deal", "buying_roles": ("user", "evaluator")}],
    Group=[{"id": "g", "name": "EMBA", "kind": "class_cohort"}],
    MEMBER_OF=[{"from_id": who, "to_id": "g"} for who in ("ana", "ben")],
    KNOWS=[{"from_id": "ana", "to_id": "cara", "kind": "friend", "confidence": "inferred"}],
)


@pytest.fixture
def store(embedded_uri: str) -> Iterator[GraphStore]:
    """A small book in a store of its own."""
    empty(embedded_uri)
    st.cache_resource.clear()
    with GraphStore.open(embedded_uri) as opened:
        opened.apply(commands.load(BOOK, "tester", "book"))
        yield opened
    st.cache_resource.clear()


def _script(uri: str, lang: str, who: str) -> None:
    import streamlit as st

    from graph.store.access import everyone
    from graph.store.bolt import GraphStore
    from graph.text import Words
    from graph.views import beside, saved, screen

    st.session_state["map.mode"] = "edit"
    seen = screen.screen(st.cache_resource(GraphStore.open)(uri), Words(lang), everyone, uri)
    saved.state(seen)
    beside.editing(seen, who, "t")
    beside.person(seen, who, "t")


def panel(store: GraphStore, lang: str = "zh", who: str = "ana") -> AppTest:
    uri = store.about()["uri"]
    at = AppTest.from_function(_script, kwargs={"uri": uri, "lang": lang, "who": who}, default_timeout=60).run()
    assert not at.exception
    return at


def row(store: GraphStore, kind: str, id: str) -> dict[str, Any]:
    return store.read().row(kind, id) or {}


def said(at: AppTest) -> str:
    return "\n".join(str(one.value) for kind in ("markdown", "caption", "warning", "error") for one in at.get(kind))


def field(at: AppTest, name: str) -> Any:
    return next(box for box in at.selectbox if (box.key or "").startswith(f"t.inline.{name}."))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fact_is_saved_at_once_where_it_stands_and_undo_knows_its_name(store: GraphStore, lang: str) -> None:
    at = panel(store, lang)
    field(at, "attitude").set_value("opponent").run()
    assert row(store, "CONTACT", "c1")["attitude"] == "opponent"
    assert field(at, "attitude").value == "opponent"
    assert Words(lang)("saved.saved", time="")[:3] in said(at)
    store.undo("local")
    assert row(store, "CONTACT", "c1")["attitude"] == "neutral"


def test_the_weightiest_role_is_changed_and_the_others_stay(store: GraphStore) -> None:
    at = panel(store)
    assert field(at, "buying_roles").value == "evaluator"
    field(at, "buying_roles").set_value("decider").run()
    assert row(store, "STAKEHOLDER_IN", tie_id("STAKEHOLDER_IN", "ana", "deal"))["buying_roles"] == ("decider", "user")


def test_who_is_second_sees_both_values_and_decides(store: GraphStore) -> None:
    at = panel(store)
    store.apply(commands.edit(store.read(), "CONTACT", "c1", {"attitude": "supporter"}, "you"))
    field(at, "attitude").set_value("opponent").run()
    assert row(store, "CONTACT", "c1")["attitude"] == "supporter"
    assert Words("zh")("saved.clash") in said(at)
    at.radio(key="edit.clash.attitude").set_value("mine").run()
    at.button(key="edit.clash_save").click().run()
    assert row(store, "CONTACT", "c1")["attitude"] == "opponent"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_note_is_kept_with_its_writer_and_a_task_is_ticked(store: GraphStore, lang: str) -> None:
    at = panel(store, lang)
    assert Words(lang)("notes.not_here") in said(at)
    at.text_area[0].set_value("<img onerror> 寄样本")
    at.date_input[0].set_value(date(2020, 1, 1))
    next(b for b in at.button if b.label == Words(lang)("notes.add")).click().run()
    note = store.read()["Note"].iloc[0]
    assert (note["text"], note["by"]) == ("<img onerror> 寄样本", "local")
    assert store.read()["NOTED_ON"]["to_id"].tolist() == ["ana"]
    late = max(Words(lang)("notes.late", day="@").split("@"), key=len).strip()
    assert late in said(at)
    at.checkbox[0].check().run()
    assert store.read()["Note"]["done_on"].notna().all()
    assert late not in said(at)


def test_an_empty_note_is_refused_in_place(store: GraphStore) -> None:
    at = panel(store)
    next(b for b in at.button if b.label == Words("zh")("notes.add")).click().run()
    assert Words("zh")("notes.empty") in said(at)
    assert len(store.read()["Note"]) == 0


def test_notes_go_with_the_person_and_come_back_with_them(store: GraphStore) -> None:
    store.apply(noting.note("寄样本", ["ana"], "me", date(2026, 1, 1)))
    store.apply(noting.note("两人的事", ["ana", "ben"], "me", date(2026, 1, 2), tie="x"))
    before = store.read()
    store.apply(commands.remove(before, "Person", "ana", "me"))
    assert len(store.read()["Note"]) == 0
    store.undo("me")
    assert store.read() == before


def test_open_tasks_come_first_then_the_newest() -> None:
    day = [date(2026, 1, n) for n in range(1, 6)]
    rows = [
        {"id": "old", "text": "x", "written_on": day[0]}, {"id": "new", "text": "x", "written_on": day[3]},
        {"id": "late", "text": "x", "written_on": day[0], "due_on": day[2]},
        {"id": "soon", "text": "x", "written_on": day[4], "due_on": day[1]},
        {"id": "done", "text": "x", "written_on": day[1], "due_on": day[1], "done_on": day[2]},
    ]  # fmt: skip
    network = BOOK + Network.of(Note=rows, NOTED_ON=[{"from_id": r["id"], "to_id": "ana"} for r in rows])
    assert noting.notes(network, "ana")["id"].tolist() == ["soon", "late", "new", "done", "old"]
    assert noting.notes(network, "ben")["id"].tolist() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_proposal_is_confirmed_with_its_ground_noted(store: GraphStore, lang: str) -> None:
    at = panel(store, lang)
    assert Words(lang)("proposal.why.class", name="EMBA") in said(at).replace("\\", "")
    at.button(key="t.yes.ben").click().run()
    tie = row(store, "KNOWS", tie_id("KNOWS", "ana", "ben", "alumni"))
    assert (tie["confidence"], "EMBA" in tie["note"]) == ("reported", True)
    assert "t.yes.ben" not in {b.key for b in at.button}


def test_a_recorded_guess_becomes_reported(store: GraphStore) -> None:
    panel(store).button(key="t.yes.cara").click().run()
    assert row(store, "KNOWS", tie_id("KNOWS", "ana", "cara", "friend"))["confidence"] == "reported"
    assert len(store.read()["KNOWS"]) == 1


@pytest.mark.parametrize("who", ["ben", "cara"])
def test_a_proposal_is_dismissed_with_a_reason_and_never_comes_back(store: GraphStore, who: str) -> None:
    at, before = panel(store), store.read()
    at.button(key=f"t.no.{who}.sure").click().run()
    gone = store.read()
    told = gone["NOT_TIED"].iloc[0]
    assert (told["reason"], told["by"]) == (Words("zh")("proposed.reason.strangers"), "local")
    assert f"t.no.{who}.sure" not in {b.key for b in at.button}
    assert not ((gone["KNOWS"]["from_id"] == "ana") & (gone["KNOWS"]["to_id"] == who)).any()
    store.undo("local")
    assert store.read() == before
