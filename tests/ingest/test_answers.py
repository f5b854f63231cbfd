"""Answers as tables, CSV, JSON and sheets: figures stay figures, and nobody's name is a formula."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from graph.model.errors import BadFile, Unsupported
from graph.text import Words
from graph.text.table import width
from ingest.answers import Reply, said, saved

ROWS = [
    {"id": "p1", "name": "秦述白", "score": 81.25, "parts": {"bridge": 40.0, "voice": None}, "witnesses": ("t1", "t2")},
    {"id": "p2", "name": "=1+1", "score": float("nan"), "parts": {"bridge": -1.5, "voice": 2.0}, "witnesses": ()},
]  # fmt: skip
REPLY = Reply({"rows": ROWS, "day": date(2026, 11, 22)}, ROWS)
ZH, EN = Words("zh"), Words("en")


def test_json_has_null_for_what_is_unknown_and_iso_days() -> None:
    whole = json.loads(said(REPLY, "json", ZH))
    assert whole["day"] == "2026-11-22"
    assert whole["rows"][1]["score"] is None
    assert whole["rows"][0]["witnesses"] == ["t1", "t2"]


def test_csv_names_its_columns_as_json_does_and_spreads_parts() -> None:
    first, second = csv.DictReader(io.StringIO(said(REPLY, "csv", ZH)))
    assert first == {
        "id": "p1", "name": "秦述白", "score": "81.25", "parts.bridge": "40.0", "parts.voice": "",
        "witnesses": "t1; t2",
    }  # fmt: skip
    assert second["name"].startswith("'=")
    assert second["parts.bridge"] == "-1.5"


def test_a_table_lines_up_chinese_and_speaks_the_language() -> None:
    lines = said(REPLY, "table", EN).splitlines()
    assert "Name" in lines[0]
    assert width(lines[0].split("Name")[0]) == width(lines[2].split("秦述白")[0])


def test_a_name_cannot_move_the_cursor() -> None:
    hostile = Reply([], [{"name": "a\x1b[2J\nb\rc"}])
    assert "\x1b" not in said(hostile, "table", ZH)
    assert len(said(hostile, "table", ZH).splitlines()) == 3


def test_nothing_found_is_an_empty_csv_and_an_empty_list() -> None:
    assert said(Reply([]), "csv", ZH) == ""
    assert json.loads(said(Reply([]), "json", ZH)) == []


def test_the_ending_decides_how_a_file_is_written(tmp_path: Path) -> None:
    for ending in (".csv", ".json", ".xlsx"):
        saved(REPLY, tmp_path / f"out{ending}", ZH)
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["rows"][0]["name"] == "秦述白"
    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    assert [cell.data_type for cell in sheet[3]][:3] == ["s", "s", "n"]
    assert str(sheet["B3"].value).startswith("'=")
    assert sheet["C2"].value == 81.25


def test_a_file_that_cannot_be_written_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Unsupported):
        saved(REPLY, tmp_path / "out.pdf", ZH)
    with pytest.raises(BadFile):
        saved(REPLY, tmp_path / "nowhere" / "out.csv", ZH)
    assert list(tmp_path.iterdir()) == []
