"""`guanxi route` on the demo: the shape of cli.md, from whom, through whom, and what is refused."""

import pytest

import cli
from tests.cli.conftest import Guanxi

TARGET = "何静姝"


def test_three_routes_by_three_first_connectors_best_chance_first(guanxi: Guanxi) -> None:
    told = guanxi("route", TARGET, "--format", "json").json
    assert set(told) >= {"question", "settings", "population", "rows", "notes", "figures"}
    assert told["question"] == "route"
    assert (told["settings"]["distinct"], told["settings"]["most_steps"]) == (True, 4)
    chances = [row["probability"] for row in told["rows"]]
    assert len({row["steps"][0]["to"] for row in told["rows"]}) == len(chances) == 3
    assert chances == sorted(chances, reverse=True)
    for row in told["rows"]:
        product = 1.0
        for step in row["steps"]:
            assert set(step) >= {"from", "to", "tie", "strength", "why", "willingness", "factors"}
            product *= step["strength"] * step["willingness"]
        assert product == pytest.approx(row["probability"])
        assert row["low"] < row["probability"] < row["high"]
        assert row["weakest"] in [{end: step[end] for end in ("from", "to")} for step in row["steps"]]
    assert told["figures"]["any"] >= chances[0]


def test_a_route_from_one_rep_starts_there_and_is_no_longer_than_asked(guanxi: Guanxi) -> None:
    rows = guanxi("route", "陈嘉禾", TARGET, "--steps", "2", "--alternatives", "9", "--format", "json").json["rows"]
    assert {row["steps"][0]["from_name"] for row in rows} == {"陈嘉禾"}
    assert max(len(row["steps"]) for row in rows) == 2


def test_variants_are_further_ways_by_the_same_first_person(guanxi: Guanxi) -> None:
    line = ("route", TARGET, "--alternatives", "9", "--format", "json")
    first = [row["connector"] for row in guanxi(*line).json["rows"]]
    variants = [row["connector"] for row in guanxi(*line, "--variants").json["rows"]]
    assert len(set(first)) == len(first) == len(variants) > len(set(variants))


def test_through_supporters_everybody_passed_is_willing(guanxi: Guanxi) -> None:
    rows = guanxi("route", TARGET, "--through", "supporter", "--format", "json").json["rows"]
    assert {step["willingness"] for row in rows for step in row["steps"]} == {1.0}


def test_in_a_pipe_it_is_a_table_with_the_reason_in_words(guanxi: Guanxi) -> None:
    told = guanxi("route", TARGET)
    assert told.code == cli.DONE
    assert told.out.splitlines()[0].startswith("rank,id,name,probability")
    assert "最弱一步" in told.out
    assert told.err


@pytest.mark.parametrize(
    ("line", "key"), [("route 查无此人", "not_found"), (f"route 查无此人 {TARGET}", "not_found")]
)  # fmt: skip
def test_somebody_unknown_is_not_found(guanxi: Guanxi, line: str, key: str) -> None:
    told = guanxi(*line.split(), "--format", "json")
    assert (told.code, told.error["error"]) == (cli.REFUSED, key)


@pytest.mark.parametrize("line", ["route", "route a b c", "route a --steps 5", "route a --through opponent"])
def test_a_wrong_use_ends_with_2(guanxi: Guanxi, line: str) -> None:
    assert guanxi(*line.split()).code == cli.MISUSED
