"""import, template, mapping and export: preview, confirmation, rejections, round trip."""

import csv
import io
import json
import sys
import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook

import cli
from graph.store.bolt import GraphStore
from tests.cli.conftest import Guanxi

REPORT = {"import_id", "files", "rejections", "look_alikes", "revision"}
PEOPLE = "姓名,单位,职务,合法性基础\n上官一,试验公司,经理,同意\n上官二,试验公司,工程师,同意\n"
WITH_A_BAD_ROW = (
    "id,name,lawful_basis,last_verified_on\nimp-1,夏侯一,consent,2026-01-31\nimp-2,夏侯二,consent,2026-02-31\n"
)


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        """They sit at a terminal."""
        return True


def written(folder: Path, name: str, text: str) -> str:
    """A file with that text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_an_import_is_previewed_done_once_and_undone_as_one(guanxi: Guanxi, tmp_path: Path) -> None:
    file = written(tmp_path, "人员.csv", PEOPLE)
    dry = guanxi("import", file, "--dry-run", "--format", "json")
    assert dry.code == 0
    assert set(dry.json) >= REPORT
    assert dry.json["import_id"] is None
    assert guanxi("find", "上官", "--format", "json").json["rows"] == []

    done = guanxi("import", file, "--yes", "--source", "名片盒", "--format", "json")
    assert done.code == 0
    (part,) = done.json["files"]
    assert set(part) >= {"file", "kind", "rows", "created", "changed", "unchanged", "rejected"}
    assert (part["kind"], part["rows"], part["rejected"]) == ("people", 2, 0)
    assert part["created"] == {"Person": 2, "Account": 1, "WORKS_AT": 2}
    assert done.json["revision"] > dry.json["revision"]
    entry = guanxi("history", "--limit", "1", "--format", "json").json[0]
    assert (entry["id"], entry["what"], entry["summary"]) == (done.json["import_id"], "import", "名片盒")

    again = guanxi("import", file, "--yes", "--format", "json").json
    assert (again["import_id"], again["revision"]) == (None, done.json["revision"])
    assert again["files"][0]["unchanged"]["Person"] == 2

    assert guanxi("undo", "--format", "json").json[0]["undoes"] == done.json["import_id"]
    assert guanxi("find", "上官", "--format", "json").json["rows"] == []


def test_rejected_rows_are_listed_and_the_code_is_3(guanxi: Guanxi, tmp_path: Path) -> None:
    file, kept = written(tmp_path, "people.csv", WITH_A_BAD_ROW), tmp_path / "rejected.xlsx"
    told = guanxi("import", file, "--yes", "--rejected", str(kept), "--format", "json")
    assert told.code == 3
    (rejection,) = told.json["rejections"]
    assert set(rejection) >= {"file", "row", "column", "value", "reason", "message", "mend"}
    assert (rejection["row"], rejection["column"], rejection["value"]) == (3, "last_verified_on", "2026-02-31")
    assert told.json["files"][0]["rejected"] == 1
    assert load_workbook(kept).worksheets[0].max_row == 2
    assert guanxi("show", "imp-1").code == 0
    plain = guanxi("import", file, "--dry-run")
    assert "2026-02-31" in plain.err
    guanxi("undo")


def test_constants_fill_what_the_file_does_not_have(guanxi: Guanxi, tmp_path: Path) -> None:
    file = written(tmp_path, "people.csv", "id,name\nimp-3,夏侯三\n")
    assert guanxi("import", file, "--dry-run").code == 3
    told = guanxi("import", file, "--dry-run", "--set", "lawful_basis=consent", "--format", "json")
    assert (told.code, told.json["files"][0]["created"]) == (0, {"Person": 1})


def test_a_folder_is_one_import(guanxi: Guanxi, tmp_path: Path) -> None:
    written(tmp_path, "people.csv", "id,name,lawful_basis\nimp-5,夏侯五,consent\nimp-6,夏侯六,consent\n")
    written(tmp_path, "knows.csv", "person_id_1,person_id_2,kind\nimp-5,imp-6,alumni\n")
    told = guanxi("import", str(tmp_path), "--dry-run", "--format", "json").json
    assert {part["kind"] for part in told["files"]} == {"people", "knows"}


def test_in_a_pipe_nothing_is_asked_and_nothing_done(guanxi: Guanxi, tmp_path: Path) -> None:
    told = guanxi("import", written(tmp_path, "people.csv", PEOPLE))
    assert (told.code, told.out) == (cli.MISUSED, "")
    assert "--yes" in told.err
    assert "--dry-run" in told.err


@pytest.mark.parametrize(("typed", "found"), [("y\n", 2), ("n\n", 0)])
def test_on_a_terminal_the_preview_is_shown_and_the_user_asked(
    guanxi: Guanxi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, found: int
) -> None:
    file = written(tmp_path, "people.csv", PEOPLE)
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    told = guanxi("import", file)
    assert told.code == 0
    assert "people.csv" in told.err
    assert (
        len([row for row in guanxi("find", "上官", "--format", "json").json["rows"] if row["kind"] == "Person"])
        == found
    )
    if found:
        guanxi("undo")


@pytest.mark.parametrize(
    ("name", "content", "more"),
    [
        ("absent.csv", None, ()),
        ("empty.csv", b"", ()),
        ("figures.csv", b"1,2,3\n4,5,6\n", ()),
        ("odd.csv", "苹果,香蕉\n1,2\n".encode(), ()),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), ()),
        ("people.csv", PEOPLE.encode(), ("--as", "dragons")),
        ("people.csv", PEOPLE.encode(), ("--encoding", "klingon")),
        ("people.csv", PEOPLE.encode(), ("--mapping", "absent.toml")),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    guanxi: Guanxi, tmp_path: Path, lang: str, name: str, content: bytes | None, more: tuple[str, ...]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    told = guanxi("--lang", lang, "import", str(tmp_path / name), "--yes", *more, "--format", "json")
    assert (told.code, told.out, told.error["error"]) == (1, "", "bad_file")
    assert "Traceback" not in told.err


def test_a_sheet_that_is_not_there_is_refused(guanxi: Guanxi, tmp_path: Path) -> None:
    book = tmp_path / "people.xlsx"
    assert guanxi("template", "people", "--out", str(book)).code == 0
    told = guanxi("import", str(book), "--sheet", "Nowhere", "--yes", "--format", "json")
    assert (told.code, told.error["error"]) == (1, "bad_file")
    assert "Nowhere" in told.error["message"]


def test_a_template_comes_as_a_file_or_on_stdout(guanxi: Guanxi, tmp_path: Path) -> None:
    header = next(csv.reader(io.StringIO(guanxi("template", "people").out)))
    assert "姓名" in header
    assert guanxi("template", "knows", "--out", str(tmp_path / "knows.xlsx")).code == 0
    assert len(load_workbook(tmp_path / "knows.xlsx").worksheets) == 2
    assert guanxi("template", "dragons").code == 1
    assert guanxi("template", "people", "--out", str(tmp_path / "x.pdf")).code == 1


def test_a_mapping_is_proposed_edited_and_used(guanxi: Guanxi, tmp_path: Path) -> None:
    file = written(tmp_path, "contacts_export.csv", "Full name,Employer,Shoe size\n东郭一,试验公司,43\n")
    told = guanxi("mapping", file, "--as", "people", "--format", "json").json
    assert set(told) == {"kind", "columns", "ignored", "missing"}
    assert all(set(column) == {"column", "field", "why", "sample"} for column in told["columns"])
    assert told["ignored"] == ["Shoe size"]
    toml = guanxi("mapping", file, "--as", "people").out
    assert tomllib.loads(toml)["table"][0]["kind"] == "people"
    plan = tmp_path / "plan.toml"
    assert guanxi("mapping", file, "--as", "people", "--out", str(plan)).code == 0
    plan.write_text(plan.read_text(encoding="utf-8") + 'lawful_basis = "consent"\n', encoding="utf-8")
    used = guanxi("import", file, "--mapping", str(plan), "--dry-run", "--format", "json")
    assert (used.code, used.json["files"][0]["created"]["Person"]) == (0, 1)


@pytest.mark.parametrize("name", ["all.xlsx", "folder"])
def test_importing_an_export_changes_nothing(guanxi: Guanxi, tmp_path: Path, name: str) -> None:
    target = str(tmp_path / name)
    told = guanxi("export", target, "--format", "json")
    assert told.code == 0
    assert told.json["files"]
    back = guanxi("import", target, "--dry-run", "--format", "json")
    assert back.code == 0, back.json["rejections"][:3]
    assert all(part["created"] == {} and part["changed"] == {} for part in back.json["files"])


def test_an_export_can_be_a_part(guanxi: Guanxi, tmp_path: Path) -> None:
    target = tmp_path / "people"
    assert guanxi("export", str(target), "--what", "people", "--where", "region=华东").code == 0
    rows = list(csv.DictReader((target / "people.csv").open(encoding="utf-8-sig")))
    assert 0 < len(rows) < 300
    assert guanxi("export", str(tmp_path / "x.graphml"), "--format", "json").code == 0
    assert guanxi("export", str(tmp_path / "x.doc"), "--format", "json").error["error"] == "unsupported"
    assert guanxi("export", str(target), "--what", "dragons", "--format", "json").error["error"] == "bad_value"


def test_the_demo_is_an_import_that_undo_takes_back(tmp_path: Path, guanxi: Guanxi, demo_uri: str) -> None:
    with GraphStore.open(demo_uri) as store:
        before = store.read()
    told = guanxi("demo", "kite", "--format", "json")
    assert set(told.json) >= REPORT
    assert told.json["files"][0]["created"]["Person"] == 10
    assert guanxi("demo", "kite", "--format", "json").json["import_id"] is None
    assert guanxi("undo").code == 0
    with GraphStore.open(demo_uri) as store:
        assert store.read() == before


def test_json_is_whole_even_where_a_file_name_is_odd(guanxi: Guanxi, tmp_path: Path) -> None:
    file = written(tmp_path, "=cmd|'x' {0} 人.csv", PEOPLE)
    told = guanxi("import", file, "--dry-run", "--format", "json")
    assert json.loads(told.out)["files"][0]["rows"] == 2
