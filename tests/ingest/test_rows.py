"""Files as programs write them: encodings, separators, quotes, ragged rows, workbooks; each fault told by name."""

from __future__ import annotations

import codecs
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from graph.model.errors import BadFile
from ingest import rows
from ingest.rows import Sheet
from tests.ingest.files import shared, written

TABLE = "编号,姓名\n1,王伟\n2,李 娜\n"


def only(path: Path, **options: str) -> Sheet:
    """The one sheet of a file."""
    [sheet] = rows.read([path], **options)
    return sheet


def refused(path: Path, **options: str) -> str:
    """The text key with which a file is refused."""
    with pytest.raises(BadFile) as problem:
        rows.read([path], **options)
    return problem.value.text.removeprefix("error.bad_file.")


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(), codecs.BOM_UTF8 + TABLE.encode(), codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"),
        TABLE.encode("gb18030"), TABLE.replace("\n", "\r\n").encode("gbk"),
        TABLE.replace(",", ";").encode(), TABLE.replace(",", "\t").encode("gb18030"), b"sep=,\n" + TABLE.encode(),
    ],
)  # fmt: skip
def test_one_table_is_one_table_in_every_encoding_and_with_every_separator(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "t.csv").write_bytes(raw)
    sheet = only(tmp_path / "t.csv")
    assert sheet.frame.columns.tolist() == ["编号", "姓名"]
    assert sheet.frame.to_numpy().tolist() == [["1", "王伟"], ["2", "李 娜"]]


def test_the_acid_test_for_csv_is_passed() -> None:
    folder = shared("csv-spectrum")
    for path in sorted(folder.glob("csvs/*.csv")):
        meant = json.loads((folder / "json" / f"{path.stem}.json").read_text("utf-8"))
        assert only(path).frame.to_dict("records") == meant, path.stem


def test_rows_keep_the_number_that_a_spreadsheet_shows(tmp_path: Path) -> None:
    [path] = written(tmp_path, {"t.csv": 'id,note\n1,"two\nlines"\n\n,\n2,b\n'})
    assert only(path).frame.index.tolist() == [2, 5]


def test_short_rows_are_filled_and_long_ones_remembered(tmp_path: Path) -> None:
    [path] = written(tmp_path, {"t.csv": "id,name,age\n1\n2,b,3,4,5\n3,c,4,,\n"})
    sheet = only(path)
    assert sheet.frame.loc[2].tolist() == ["1", "", ""]
    assert sheet.spilled == {3: "4; 5"}


def test_faults_of_the_frictionless_files_are_told_or_borne() -> None:
    folder = shared("frictionless-files")
    assert refused(folder / "empty.csv") == "empty"
    assert refused(folder / "table.xls") == "old_excel"
    assert only(folder / "bom.csv").frame.columns.tolist() == ["id", "name"]
    assert only(folder / "blank-headers.csv").frame.columns.tolist() == ["id", "[B]", "age"]
    assert only(folder / "duplicate-headers.csv").frame.columns.tolist() == ["id", "name", "id (2)", "age", "id (3)"]
    assert only(folder / "skip-rows.csv").frame.columns.tolist() == ["id", "name"]
    assert only(folder / "leading-zeros.csv").frame["value"].tolist() == ["01", "002", "00003"]
    assert only(folder / "table.tsv").frame["name"].tolist() == ["english", "中国人", "\\N"]
    assert only(folder / "wide.csv").frame.shape == (3, 9074)
    assert only(folder / "without-rows.csv").frame.shape == (0, 2)
    assert only(folder / "latin1.csv").frame["name"].tolist() == ["english", "©"]


def test_a_workbook_of_chinese_excel_is_read() -> None:
    sheet = only(shared("chinese-surnames", "chinese_family_name.xlsx"))
    assert sheet.frame["NameB"].head(3).tolist() == ["王", "李", "张"]
    assert len(sheet.frame) == 1074


def book(path: Path, **sheets: list[list[object]]) -> Path:
    """A workbook with these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, cells in sheets.items():
        sheet = made.create_sheet(name)
        for row in cells:
            sheet.append(row)
    made.save(path)
    return path


def test_cells_of_a_workbook_arrive_in_one_spelling(tmp_path: Path) -> None:
    row = [7, 7.0, 0.1, True, date(2026, 3, 1), datetime(2026, 3, 1, 8, 30), None, "007"]
    path = book(tmp_path / "b.xlsx", people=[list("abcdefgh"), row])
    assert only(path).frame.iloc[0].tolist() == [
        "7",
        "7",
        "0.1",
        "TRUE",
        "2026-03-01",
        "2026-03-01 08:30:00",
        "",
        "007",
    ]


def test_a_code_that_excel_shows_with_zeros_keeps_them(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].append(["id", "name"])
    made.worksheets[0].append([7, "x"])
    made.worksheets[0]["A2"].number_format = "000"
    made.save(tmp_path / "b.xlsx")
    assert only(tmp_path / "b.xlsx").frame["id"].tolist() == ["007"]


def test_a_value_over_merged_cells_stands_in_each_row(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (["公司", "姓名"], ["恒远", "王伟"], [None, "李娜"], [None, "张三"], ["海川", "赵六"]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    made.save(tmp_path / "b.xlsx")
    assert only(tmp_path / "b.xlsx").frame["公司"].tolist() == ["恒远", "恒远", "恒远", "海川"]


def test_sheets_are_chosen_by_name_and_a_wrong_name_lists_them(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", one=[["a", "b"], [1, 2]], two=[["c", "d"], [3, 4]])
    assert [sheet.name for sheet in rows.read([path])] == ["one", "two"]
    assert only(path, sheet="two").frame.columns.tolist() == ["c", "d"]
    with pytest.raises(BadFile) as problem:
        rows.read([path], sheet="three")
    assert problem.value.values == {"file": "b.xlsx", "sheet": "three", "sheets": "one, two"}


def test_a_folder_is_all_its_files_and_hidden_ones_are_not_read(tmp_path: Path) -> None:
    written(tmp_path, {"b.csv": TABLE, "a.csv": TABLE, ".c.csv": TABLE, "~$d.xlsx": "x", "notes.md": "x"})
    assert [sheet.file for sheet in rows.read([tmp_path])] == ["a.csv", "b.csv"]


def test_lists_in_json_are_sheets(tmp_path: Path) -> None:
    text = json.dumps({"data": {"nodes": [{"id": 1, "tags": ["a", "b"]}, {"id": 2, "name": None}], "n": 3}})
    [path] = written(tmp_path, {"t.json": text})
    sheet = only(path)
    assert (sheet.name, sheet.frame.to_numpy().tolist()) == ("data.nodes", [["1", "a;b", ""], ["2", "", ""]])


@pytest.mark.parametrize(
    ("name", "raw", "key"),
    [
        ("t.csv", b"", "empty"), ("t.csv", b" \n\n", "empty"), ("t.csv", b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("t.csv", b"a\0b\0\1\2\3\0\0\7" * 30, "binary"), ("t.csv", b"1,2\n3,4\n", "no_header"),
        ("t.csv", b'a,b\n1,"2\n3,4\n', "open_quote"),
        ("t.xlsx", b"PK\x03\x04 xl/ nonsense", "damaged"),
        ("t.zip", b"PK\x03\x04 nonsense", "binary"), ("t.json", b"{", "json"),
        ("t.csv", b"\xff\xfea\x00\x00\xd8", "encoding"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, name: str, raw: bytes, key: str) -> None:
    (tmp_path / name).write_bytes(raw)
    assert refused(tmp_path / name) == key


def test_a_file_that_is_not_there_and_an_encoding_that_is_none_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.csv") == "missing"
    assert refused(tmp_path) == "nothing"
    [path] = written(tmp_path, {"t.csv": TABLE})
    assert refused(path, encoding="klingon") == "no_such_encoding"
    assert refused(path, encoding="ascii") == "encoding"
