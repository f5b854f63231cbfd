"""The bench runs, small, and its answers are its peers' answers; how fast it is is said on a quiet machine."""

import json

import pytest

import cli


def test_the_rows_whose_peers_are_here_agree_with_them(capsys: pytest.CaptureFixture[str]) -> None:
    asked = [part for number in (1, 2, 3, 4, 11, 21) for part in ("--row", str(number))]
    assert cli.main(["bench", "--size", "XS", *asked, "--format", "json"]) == cli.DONE
    told = capsys.readouterr()
    rows = json.loads(told.out)["rows"]
    assert [(row["number"], row["peer"], row["equal"]) for row in rows] == [
        (1, "scipy", True), (2, "scipy", True), (3, "networkit", True), (4, "networkit", True),
        (11, "networkit", True), (21, "fresh build", True),
    ]  # fmt: skip
    assert all(row["ratio"] > 0 for row in rows)
    assert "components" in told.err
