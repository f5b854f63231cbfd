"""merge: the second person goes into the first, one journalled change, and undo brings both back."""

from tests.cli.conftest import Guanxi

LAWFUL = "lawful_basis=同意"


def test_two_become_one_and_undo_brings_both_back(guanxi: Guanxi) -> None:
    one = guanxi("add", "Person", "name=公冶一", LAWFUL, "title=工程师", "--format", "json").json["id"]
    two = guanxi("add", "Person", "name=公冶壹", LAWFUL, "title=总工", "--format", "json").json["id"]
    friend = guanxi("add", "Person", "name=公冶友", LAWFUL, "--format", "json").json["id"]
    tie = guanxi("tie", "KNOWS", two, friend, "strength=3", "--format", "json").json["id"]
    told = guanxi("merge", "公冶一", "公冶壹", "title=总工", "--format", "json")
    row = {name: told.json[name] for name in ("id", "rev", "moved", "united", "dropped")}
    assert row == {"id": one, "rev": 2, "moved": 1, "united": 0, "dropped": []}
    shown = guanxi("show", one, "--format", "json").json
    assert (shown["person"]["title"], [t["with"] for t in shown["ties"]]) == ("总工", [friend])
    assert guanxi("show", two).code == 1
    entry = guanxi("history", "--limit", "1", "--format", "json").json[0]
    assert (entry["id"], entry["what"], entry["summary"]) == (told.json["change"], "merge", "公冶一")
    assert guanxi("undo", told.json["change"]).code == 0
    assert guanxi("show", two, "--format", "json").json["ties"][0]["id"] == tie


def test_what_was_given_up_is_said(guanxi: Guanxi) -> None:
    one, two, friend = (
        guanxi("add", "Person", f"name={name}", LAWFUL, "--format", "json").json["id"]
        for name in ("巫马甲", "巫马乙", "巫马丙")
    )
    guanxi("tie", "KNOWS", one, friend, "strength=1")
    guanxi("tie", "KNOWS", two, friend, "strength=3")
    told = guanxi("merge", one, two)
    assert (told.code, "强度" in told.err, "3" in told.err) == (0, True, True)


def test_one_and_the_same_is_refused(guanxi: Guanxi) -> None:
    one = guanxi("add", "Person", "name=上官独", LAWFUL, "--format", "json").json["id"]
    told = guanxi("merge", one, "上官独", "--format", "json")
    assert (told.code, told.error["error"]) == (1, "bad_value")
