"""Changes by hand end in one Command each, and a clash shows exactly what two people disagree about."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model.errors import BadValue
from graph.model.kinds import KINDS
from graph.model.network import Network
from graph.store.access import everyone
from graph.text import Words
from graph.views import form
from graph.views.clash import differing, said
from graph.views.edit import FIRST, new_person
from graph.views.screen import Screen
from graph.views.shell import told
from graph.views.undo import change_words
from tests.views.test_draw import small


def screen(network: Network) -> Screen:
    """A page on that network; nothing here reads the store."""
    return Screen(None, network, Words("zh"), everyone, 1, f"test-{id(network)}", date(2026, 11, 22))  # type: ignore[arg-type]


def test_a_person_of_a_new_account_is_one_change() -> None:
    command = new_person(
        screen(small()), "p1", {"name": "<b>钱进</b>", "title": None, "lawful_basis": "consent"}, "丙厂", "decision"
    )
    assert [c.kind for c in command.changes] == ["Account", "WORKS_AT", "Person"]
    account, job, person = (c.after or {} for c in command.changes)
    assert (account["name"], person["name"]) == ("丙厂", "<b>钱进</b>")
    assert (job["from_id"], job["to_id"], job["level"]) == ("p1", account["id"], "decision")


def test_a_person_of_a_known_account_makes_no_account() -> None:
    command = new_person(
        screen(small()), "p1", {"name": "钱进", "title": "厂长", "lawful_basis": "consent"}, "x", "unknown"
    )
    assert [c.kind for c in command.changes] == ["WORKS_AT", "Person"]


def test_nothing_is_kept_without_a_lawful_basis() -> None:
    with pytest.raises(BadValue) as refusal:
        new_person(screen(small()), "p1", {"name": "钱进", "title": None}, "", "unknown")
    assert "合法依据" in told(refusal.value, Words("zh"))


@pytest.mark.parametrize("kind", ["Person", "KNOWS", "INFLUENCES", "REPORTS_TO", "CONTACT"])
def test_every_field_of_the_model_is_in_the_form_and_required_ones_on_top(kind: str) -> None:
    first, more = form.main_and_more(KINDS[kind].fields, FIRST.get(kind, ()))
    assert sorted(f.name for f in (*first, *more)) == sorted(f.name for f in KINDS[kind].fields)
    assert not [f.name for f in more if f.required and f.default is None]


def test_a_clash_is_about_what_differs_and_nothing_else() -> None:
    mine = {"name": "王伟", "title": "厂长", "powers": (), "note": ""}
    theirs = {"name": "王伟", "title": "副厂长", "powers": (), "note": None}
    assert differing(mine, theirs) == ["title"]
    assert said(Words("zh"), "Person", "powers", ("decide", "veto")) == "决定权、否决权"
    assert said(Words("zh"), "Person", "title", "") == "–"


def test_a_change_is_called_by_what_it_does() -> None:
    entry = {"what": "set", "kind": "Person", "name": "秦述白"}
    assert change_words(Words("zh"), entry) == "修改人 秦述白"
    assert change_words(Words("zh"), {"what": "tie", "kind": "KNOWS", "name": ""}) == "加关系（认识）"
