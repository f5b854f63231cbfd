"""find, show, rank, centres, chains, history and doctor on the demo, key by key as cli.md has them."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import cli
from tests.cli.conftest import Guanxi

ENVELOPE = {"question", "settings", "population", "rows", "notes"}
WHO = "秦述白"


def test_find_takes_chinese_pinyin_initials_and_company(guanxi: Guanxi) -> None:
    for text, matched in ((WHO, "name"), ("qinshubai", "pinyin"), ("qsb", "initials"), ("港口能效", "account")):
        rows = guanxi("find", text, "--format", "json").json["rows"]
        hit = next(row for row in rows if row["name"] == WHO)
        assert set(hit) == {"kind", "id", "name", "account", "matched"}
        assert hit["matched"] == matched


def test_a_find_without_a_hit_is_an_empty_answer(guanxi: Guanxi) -> None:
    assert guanxi("find", "\udcff").code == 0  # a byte that is no text
    told = guanxi("find", "zzz", "没有的人")
    assert (told.code, told.out) == (0, "")
    assert "zzz 没有的人" in told.err


def test_rank_says_on_whom_and_by_which_settings(guanxi: Guanxi) -> None:
    told = guanxi("rank", "--top", "5", "--format", "json").json
    assert set(told) >= ENVELOPE
    assert set(told["population"]) >= {"network", "people", "ties", "as_of", "revision"}
    assert told["settings"]["by"] == ["influence"]
    assert len(told["rows"]) == 5
    keys = {"rank", "id", "name", "account", "score", "percentile", "component"}
    assert all(set(row) >= keys for row in told["rows"])


def test_rank_by_several_measures_has_a_column_each(guanxi: Guanxi) -> None:
    told = guanxi("rank", "--by", "degree,betweenness", "--by", "pagerank", "--top", "3", "--format", "json")
    assert set(told.json["rows"][0]) >= {"degree", "betweenness", "pagerank"}


def test_rank_keeps_those_asked_for_and_answers_as_of_a_day(guanxi: Guanxi) -> None:
    told = guanxi("rank", "--by", "degree", "--where", "region=华东", "--as-of", "2025-06-30", "--format", "json").json
    assert told["settings"]["where"] == {"region": "华东"}
    assert told["population"]["as_of"] == "2025-06-30"
    assert 0 < len(told["rows"]) < told["population"]["people"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("rank --by charisma", "by"),
        ("rank --network friends", "network"),
        ("rank --where colour=red", "colour"),
        ("chains --by luck", "by"),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(guanxi: Guanxi, line: str, field: str) -> None:
    told = guanxi(*line.split(), "--format", "json")
    assert told.code == cli.REFUSED
    assert told.error["error"] == "bad_value"
    assert told.error["field"] == field
    assert told.error["allowed"]
    assert told.out == ""


def test_centres_tell_parts_reach_and_witnesses(guanxi: Guanxi) -> None:
    row = guanxi("centres", "--top", "1", "--format", "json").json["rows"][0]
    keys = {"rank", "id", "name", "score", "parts", "accounts_within_2", "centre_state", "why", "witnesses"}
    assert set(row) >= keys
    assert row["score"] == pytest.approx(sum(row["parts"].values()))
    assert row["why"]
    assert row["witnesses"]


def test_chains_tell_generations(guanxi: Guanxi) -> None:
    rows = guanxi("chains", "--top", "3", "--by", "value", "--format", "json").json["rows"]
    keys = {"id", "name", "generation", "reach", "depth", "won", "value_direct", "value_downstream", "generations"}
    assert all(set(row) >= keys for row in rows)
    assert set(rows[0]["generations"][0]) >= {"g", "named", "contacted", "won", "branching", "conversion"}
    assert rows[0]["value_downstream"] >= rows[1]["value_downstream"]
    alone = guanxi("chains", rows[0]["name"], "--format", "json").json["rows"]
    assert [row["id"] for row in alone] == [rows[0]["id"]]


def test_show_a_person_by_name_with_ties_and_scores(guanxi: Guanxi) -> None:
    told = guanxi("show", WHO, "--format", "json").json
    assert set(told) == {"person", "rev", "ties", "scores"}
    assert told["person"]["name"] == WHO
    assert told["rev"] == 1
    assert all(set(tie) >= {"id", "kind", "with", "direction"} for tie in told["ties"])
    knows = next(tie for tie in told["ties"] if tie["kind"] == "KNOWS")
    assert knows["direction"] == "both"
    assert "knows_kind" in knows
    assert 0 <= told["scores"]["influence"] <= 100


def test_show_an_account_and_a_tie_by_id(guanxi: Guanxi) -> None:
    account = guanxi("show", "青屿港务", "--format", "json").json
    assert account["account"]["name"] == "青屿港务"
    assert account["scores"] == {}
    tie = account["ties"][0]
    assert guanxi("show", tie["id"], "--format", "json").json[tie["kind"].lower()]["id"] == tie["id"]


def test_somebody_unknown_is_not_found_and_neighbours_are_named(guanxi: Guanxi) -> None:
    told = guanxi("show", "秦述", "--format", "json")
    assert (told.code, told.out, told.error["error"]) == (1, "", "not_found")
    assert any(WHO in near for near in told.error["near"])
    assert "秦述" in told.error["message"]


def test_history_is_the_journal(guanxi: Guanxi) -> None:
    entries = guanxi("history", "--limit", "1000", "--format", "json").json
    assert all(set(entry) == {"id", "at", "by", "what", "subject", "summary", "undoes"} for entry in entries)
    assert entries[-1]["what"] == "import"
    assert entries[-1]["summary"] == "demo:hengwan"


def test_doctor_says_which_store_this_is_and_what_is_wrong(guanxi: Guanxi, demo_uri: str) -> None:
    told = guanxi("doctor", "--format", "json").json
    assert set(told) >= {"engine", "version", "uri", "counts", "revision", "findings"}
    assert (told["engine"], told["uri"]) == ("ArcadeDB", demo_uri)
    assert told["counts"]["Person"] > 300
    assert all(set(one) == {"key", "kind", "ids", "blocking", "message"} for one in told["findings"])


def test_csv_goes_to_a_pipe_and_notes_go_beside_it(guanxi: Guanxi) -> None:
    told = guanxi("rank", "--top", "2")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [row["rank"] for row in rows] == ["1", "2"]
    assert told.err != ""


def test_a_table_speaks_the_language(guanxi: Guanxi) -> None:
    assert "姓名" in guanxi("rank", "--top", "1", "--format", "table").out
    english = guanxi("--lang", "en", "rank", "--top", "1", "--format", "table")
    assert "Name" in english.out
    assert "points" in english.err.lower() or english.err.isascii()


def test_the_ending_of_out_decides(guanxi: Guanxi, tmp_path: Path) -> None:
    for ending in ("csv", "json", "xlsx"):
        told = guanxi("rank", "--top", "4", "--out", str(tmp_path / f"rank.{ending}"))
        assert (told.code, told.out) == (0, "")
    assert len((tmp_path / "rank.csv").read_text(encoding="utf-8-sig").splitlines()) == 5
    assert len(json.loads((tmp_path / "rank.json").read_text(encoding="utf-8"))["rows"]) == 4
    assert load_workbook(tmp_path / "rank.xlsx").worksheets[0].max_row == 5
    refused = guanxi("rank", "--out", str(tmp_path / "rank.pdf"), "--format", "json")
    assert (refused.code, refused.error["error"]) == (1, "unsupported")


def test_demos_are_listed(guanxi: Guanxi) -> None:
    rows = guanxi("demo", "--list", "--format", "json").json
    assert {"name": "kite", "about": rows[[row["name"] for row in rows].index("kite")]["about"]} in rows
    assert guanxi("demo", "nowhere", "--format", "json").error["error"] == "not_found"
