"""add, set, tie, remove, undo and redo: one journalled change each, refused with the reason."""

import pytest

from graph.text import Words
from tests.cli.conftest import Guanxi

LAWFUL = "lawful_basis=同意"
RECEIPT = {"id", "rev", "change"}


@pytest.fixture
def person(guanxi: Guanxi) -> str:
    """Somebody new, whose id is their own."""
    told = guanxi("add", "Person", "姓名=申屠试", LAWFUL, "title=工程师", "--format", "json")
    assert told.code == 0
    return str(told.json["id"])


def test_add_takes_chinese_words_and_gives_id_revision_and_journal_entry(guanxi: Guanxi) -> None:
    told = guanxi("add", "人员", "姓名=令狐测", LAWFUL, "powers=决定；建议", "公职人员=否", "--format", "json").json
    assert set(told) == RECEIPT
    assert told["rev"] == 1
    row = guanxi("show", told["id"], "--format", "json").json["person"]
    assert (row["name"], row["lawful_basis"]) == ("令狐测", "consent")
    assert (row["powers"], row["is_public_official"]) == (["decide", "advise"], "no")
    entry = guanxi("history", "--limit", "1", "--format", "json").json[0]
    assert (entry["id"], entry["what"], entry["subject"]) == (told["change"], "add", told["id"])


def test_set_changes_and_clears_and_raises_the_revision(guanxi: Guanxi, person: str) -> None:
    told = guanxi("set", person, "title=总工", "contact_permission=可以联系", "--format", "json").json
    assert (told["id"], told["rev"]) == (person, 2)
    assert guanxi("set", person, "title=", "--format", "json").json["rev"] == 3
    shown = guanxi("show", person, "--format", "json").json
    assert (shown["person"]["title"], shown["person"]["contact_permission"]) == (None, "allowed")
    assert shown["rev"] == 3


def test_who_was_slower_is_refused_with_the_others_value(guanxi: Guanxi, person: str) -> None:
    assert guanxi("set", person, "title=主任", "--rev", "1").code == 0
    told = guanxi("set", person, "title=科长", "--rev", "1", "--format", "json")
    assert (told.code, told.out) == (1, "")
    assert told.error["error"] == "conflict"
    assert (told.error["id"], told.error["rev"], told.error["theirs"]) == (person, 2, {"title": "主任"})
    assert told.error["current"]["title"] == "主任"
    plain = guanxi("set", person, "title=科长", "--rev", "1")
    assert "主任" in plain.err


def test_what_is_so_already_is_not_journalled(guanxi: Guanxi, person: str) -> None:
    before = guanxi("history", "--limit", "1").out
    assert guanxi("set", person, "title=工程师", "--format", "json").json == {"id": person, "rev": 1, "change": None}
    assert guanxi("set", person).code == 2
    assert guanxi("history", "--limit", "1").out == before


def test_the_journal_says_who(guanxi: Guanxi, person: str) -> None:
    guanxi("--as", "wang", "set", person, "note=见过")
    assert guanxi("history", "--limit", "1", "--format", "json").json[0]["by"] == "wang"


def test_a_tie_joins_two_by_id_or_name(guanxi: Guanxi, person: str) -> None:
    told = guanxi("tie", "knows", person, "秦述白", "kind=校友", "strength=强", "--format", "json").json
    assert set(told) == RECEIPT
    tie = guanxi("show", person, "--format", "json").json["ties"][0]
    assert (tie["id"], tie["kind"], tie["name"]) == (told["id"], "KNOWS", "秦述白")
    assert (tie["knows_kind"], tie["strength"]) == ("alumni", 3)
    again = guanxi("tie", "knows", person, "秦述白", "kind=校友", "--format", "json")
    assert again.error["error"] == "conflict"


def test_a_rep_is_tied_to_an_account_by_names(guanxi: Guanxi) -> None:
    rep = guanxi("add", "销售代表", "name=公孙代", "--format", "json").json["id"]
    told = guanxi("tie", "OWNS", "公孙代", "青屿港务", "role=支持", "--format", "json")
    assert told.code == 0
    ties = guanxi("show", rep, "--format", "json").json["ties"]
    assert [(tie["kind"], tie["name"], tie["role"]) for tie in ties] == [("OWNS", "青屿港务", "support")]


def test_remove_undo_and_redo(guanxi: Guanxi, person: str) -> None:
    guanxi("tie", "REPORTS_TO", person, "秦述白")
    gone = guanxi("remove", person, "--format", "json").json
    assert (gone["id"], gone["rev"]) == (person, None)
    assert guanxi("show", person).code == 1
    back = guanxi("undo", "--format", "json").json
    assert (back[0]["what"], back[0]["undoes"]) == ("undo", gone["change"])
    assert [tie["kind"] for tie in guanxi("show", person, "--format", "json").json["ties"]] == ["REPORTS_TO"]
    assert guanxi("redo", "--format", "json").json[0]["what"] == "redo"
    assert guanxi("show", person).code == 1


def test_undo_takes_back_the_entry_that_is_named_and_not_twice(guanxi: Guanxi, person: str) -> None:
    first = guanxi("set", person, "title=甲", "--format", "json").json["change"]
    guanxi("add", "Account", "name=别的公司")
    assert guanxi("undo", first, "--format", "json").json[0]["undoes"] == first
    assert guanxi("undo", first, "--format", "json").error["error"] == "conflict"
    assert guanxi("undo", "nothing", "--format", "json").error["error"] == "not_found"
    assert guanxi("--as", "nobody-yet", "undo", "--format", "json").error["error"] == "not_found"


def test_namesakes_are_told_apart_by_the_user(guanxi: Guanxi) -> None:
    ids = {guanxi("add", "Person", "name=欧阳双", LAWFUL, "--format", "json").json["id"] for _ in range(2)}
    told = guanxi("show", "欧阳双", "--format", "json")
    assert (told.code, told.error["error"]) == (1, "ambiguous")
    assert {one["id"] for one in told.error["candidates"]} == ids
    assert all(set(one) >= {"id", "name", "account"} for one in told.error["candidates"])
    plain = guanxi("set", "欧阳双", "title=x")
    assert all(id_ in plain.err for id_ in ids)


def test_one_id_of_two_kinds_is_told_apart_by_the_kind(guanxi: Guanxi) -> None:
    guanxi("add", "Person", "id=7001", "name=司马同", LAWFUL)
    guanxi("add", "Account", "id=7001", "name=同号公司")
    told = guanxi("show", "7001", "--format", "json")
    assert told.error["error"] == "ambiguous"
    assert [one["id"] for one in told.error["candidates"]] == ["Person:7001", "Account:7001"]
    assert guanxi("tie", "WORKS_AT", "7001", "7001").code == 0
    assert guanxi("set", "Account:7001", "region=华东", "--format", "json").json["rev"] == 2
    assert guanxi("show", "Person:7001", "--format", "json").json["rev"] == 1
    guanxi("tie", "OWNS", "hw-r1", "Account:7001")
    guanxi("remove", "Person:7001")
    assert [tie["kind"] for tie in guanxi("show", "7001", "--format", "json").json["ties"]] == ["OWNS"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("add Person name=某甲 lawful_basis=随便", "lawful_basis"),
        ("add Person name=某甲", "lawful_basis"),
        ("add Person name=某甲 lawful_basis=consent 年龄=3", "年龄"),
        ("add Dragon name=某甲", "kind"),
        ("add Person 某甲", "某甲"),
        ("add KNOWS kind=alumni", "kind"),
        ("tie Person 秦述白 青屿港务", "kind"),
        ("add Account name=某公司 satisfaction_index=120", "satisfaction_index"),
        ("add Account name=某公司 last_purchase_on=03/04/2026", "last_purchase_on"),
        ("add Account name=某公司 employees=很多", "employees"),
        ("add Account name=某公司 is_locked=也许", "is_locked"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_value_that_does_not_fit_is_named(guanxi: Guanxi, lang: str, line: str, field: str) -> None:
    before = guanxi("history", "--limit", "1").out
    told = guanxi("--lang", lang, *line.split(), "--format", "json")
    assert (told.code, told.out) == (1, "")
    assert (told.error["error"], told.error["field"]) == ("bad_value", field)
    assert set(told.error) >= {"value", "allowed", "message"}
    assert "{" not in told.error["message"]
    assert guanxi("history", "--limit", "1").out == before


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("tie KNOWS 秦述白 秦述白 kind=校友", "self_tie"),
        ("add Person name=某乙 lawful_basis=consent data_source=bought_list", "banned_source"),
        ("set 秦述白 data_source=scraped", "banned_source"),
        ("set 秦述白 lawful_basis=none", "no_lawful_basis"),
    ],
)
def test_a_change_that_breaks_a_rule_is_rejected(guanxi: Guanxi, line: str, rule: str) -> None:
    told = guanxi(*line.split(), "--format", "json")
    assert (told.code, told.error["error"], told.error["rule"]) == (1, "rejected", rule)
    assert told.error["message"].endswith(Words("zh")(f"cli.mend.{rule}"))


def test_a_referral_that_would_close_a_ring_is_rejected(guanxi: Guanxi) -> None:
    a, b = (guanxi("add", "Person", f"name={n}", LAWFUL, "--format", "json").json["id"] for n in ("环一", "环二"))
    for start, end in ((a, b), (b, a)):
        referral = ("add", "Referral", "status=consented", "asked_on=2026-01-05", "consented_on=2026-01-06")
        id_ = guanxi(*referral, "--format", "json").json["id"]
        guanxi("tie", "MADE", start, id_)
        told = guanxi("tie", "ABOUT_PERSON", id_, end, "--format", "json")
    assert (told.code, told.error["error"], told.error["rule"]) == (1, "rejected", "referral_cycle")


def test_a_tie_that_the_model_does_not_know_is_refused(guanxi: Guanxi) -> None:
    told = guanxi("tie", "OWNS", "秦述白", "青屿港务", "--format", "json")
    assert (told.code, told.error["error"]) == (1, "not_found")


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "') MATCH (n) DETACH DELETE n //",
        "Ω🐼" * 40,
        '{"a": 1}',
        "a{b}c",
    ],
)
def test_a_hostile_name_stays_a_name(guanxi: Guanxi, name: str) -> None:
    told = guanxi("add", "Account", f"name={name}", "--format", "json").json
    shown = guanxi("show", told["id"], "--format", "json").json
    assert shown["account"]["name"] == name
    assert guanxi("show", name, "--format", "json").json == shown
    line = guanxi("find", name).out.splitlines()[1]
    assert not any(cell.startswith(("=", "@")) for cell in line.split(","))
    refused = guanxi("show", f"{name}?", "--format", "json")
    assert refused.error["error"] == "not_found"
