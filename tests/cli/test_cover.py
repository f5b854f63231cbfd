"""`guanxi cover` on the demo: the shape of cli.md, who is left out, and what is refused."""

import pytest

import cli
from tests.cli.conftest import Guanxi


def test_cover_names_people_in_order_with_gain_and_interval(guanxi: Guanxi) -> None:
    told = guanxi("cover", "--k", "3", "--format", "json").json
    assert set(told) >= {"question", "settings", "population", "rows", "notes", "figures"}
    assert [row["rank"] for row in told["rows"]] == [1, 2, 3]
    for row in told["rows"]:
        assert set(row) >= {"id", "name", "account", "gain", "expected", "low", "high"}
        assert row["low"] <= row["expected"] <= row["high"]
    assert sum(row["gain"] for row in told["rows"]) == pytest.approx(told["rows"][-1]["expected"])
    assert told["figures"]["by_degree"]["expected"] <= told["figures"]["expected"]
    assert told["settings"]["probabilities"] in ("fitted", "assumed")


def test_cover_takes_names_to_leave_out_and_a_seed(guanxi: Guanxi) -> None:
    line = ("cover", "--k", "2", "--steps", "1", "--seed", "3", "--format", "json")
    first = guanxi(*line).json
    assert first == guanxi(*line).json
    name = first["rows"][0]["name"]
    again = guanxi(*line, "--exclude", name).json
    assert name not in {row["name"] for row in again["rows"]}
    assert again["settings"]["exclude"] == [first["rows"][0]["id"]]
    assert again["rows"][-1]["expected"] <= first["rows"][-1]["expected"]


def test_cover_in_a_pipe_is_a_table_with_notes_beside(guanxi: Guanxi) -> None:
    told = guanxi("cover", "--budget", "2", "--steps", "1")
    assert told.code == cli.DONE
    assert len(told.out.strip().splitlines()) == 3
    assert told.err


@pytest.mark.parametrize(
    ("line", "field"), [("cover", "k"), ("cover --k 2 --network friends", "network"),
                        ("cover --k 2 --technique magic", "technique"), ("cover --k 2 --where colour=red", "colour")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(guanxi: Guanxi, line: str, field: str) -> None:
    told = guanxi(*line.split(), "--format", "json")
    assert told.code == cli.REFUSED
    assert (told.error["error"], told.error["field"]) == ("bad_value", field)
    assert told.out == ""


def test_somebody_unknown_to_leave_out_is_not_found(guanxi: Guanxi) -> None:
    told = guanxi("cover", "--k", "2", "--exclude", "查无此人", "--format", "json")
    assert told.code == cli.REFUSED
    assert told.error["error"] == "not_found"
