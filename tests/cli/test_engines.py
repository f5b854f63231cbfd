"""The command line means the same on the embedded engine and on a real Neo4j."""

import json

import pytest

import cli


def test_load_find_rank_edit_and_undo_on_either_engine(uri: str, capsys: pytest.CaptureFixture[str]) -> None:
    def guanxi(*words: str) -> object:
        assert cli.main(["--store", uri, *words, "--format", "json"]) == cli.DONE
        return json.loads(capsys.readouterr().out)

    loaded = guanxi("demo", "kite")
    assert loaded["files"][0]["created"] == {"Person": 10, "KNOWS": 18}
    ranked = guanxi("rank", "--by", "degree", "--top", "1")["rows"]
    assert [(row["name"], row["score"]) for row in ranked] == [("Diane", 6)]
    diane = ranked[0]["id"]
    assert guanxi("find", "dia")["rows"][0]["id"] == diane
    assert guanxi("set", diane, "title=中心")["rev"] == 2
    assert guanxi("show", "Diane")["person"]["title"] == "中心"
    assert [entry["what"] for entry in guanxi("history")] == ["set", "import"]
    assert guanxi("undo")[0]["what"] == "undo"
    assert guanxi("undo", loaded["import_id"])[0]["undoes"] == loaded["import_id"]
    about = guanxi("doctor")
    assert about["counts"]["Person"] == 0
    assert "@" not in about["uri"]
