"""How much is missing by published arithmetic, and questions whose answers move the ranking as said."""

from __future__ import annotations

import pytest

from graph.analysis.arrays import arrays_of
from graph.analysis.missing import Unknown, ask_next, changed, chapman, missing
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, acquainted, named, synthetic, ties
from tests.model.networks import knowing


def test_capture_and_recapture_by_hand() -> None:
    whole, spread = chapman(100, 80, 40)
    assert whole == pytest.approx(101 * 81 / 41 - 1)
    assert spread**2 == pytest.approx(101 * 81 * 60 * 40 / (41**2 * 42))


def twice(shared: int) -> Network:
    """Ten ties from one source, eight from another, `shared` of the pairs from both."""
    people = [f"p{i:02}" for i in range(21)]
    one = ties(" ".join(f"p00-p{i:02}" for i in range(1, 11)), kind="friend", data_source="met_in_person")
    pairs = range(11 - shared, 19 - shared)
    two = ties(" ".join(f"p00-p{i:02}" for i in pairs), kind="alumni", data_source="customer_supplied")
    return Network.of(Person=named(*people), KNOWS=[*one, *two])


def test_two_sources_that_overlap_tell_how_many_there_are() -> None:
    answer = missing(twice(7), as_of=DAY)
    assert answer.figures["all"] == round(11 * 9 / 8 - 1)
    assert answer.figures["known"] == 11
    assert answer.figures["missing"] == pytest.approx(1 - 11 / (11 * 9 / 8 - 1))
    rows = answer.rows.set_index("id")
    assert rows.loc["source:met_in_person", "ties"] == 10
    assert rows.loc["source:customer_supplied", "share"] == pytest.approx(8 / 18)
    assert rows.loc["age:never", "ties"] == 18


def test_without_overlap_it_is_unknown_and_never_nothing() -> None:
    for network in (twice(6), knowing("a - b"), Network.empty()):
        answer = missing(network, as_of=DAY)
        assert answer.figures["missing"] is None
        assert answer.notes[0].key == "missing.unknown"
        assert answer.to_json(Words("zh"))["rows"][-1]["name"] == "从未核实"


def test_a_question_says_what_its_answer_would_do() -> None:
    club = acquainted("zachary-karate")
    answer = ask_next(club, as_of=DAY)
    assert answer.rows["effect"].is_monotonic_decreasing
    assert answer.rows["kind"].value_counts().max() <= 2
    first = answer.rows.iloc[0]
    assert (first["kind"], first["people"]) == ("missing", ["1", "33"])
    told = answer.to_json(Words("en"))["rows"][0]
    assert told["name"].startswith("Does 1 know 33?")
    moves = first["moves"].values
    told_so = club + Network.of(KNOWS=[{"from_id": "1", "to_id": "33", "strength": 2}])
    from graph.analysis.influence import rank

    for network, place in ((club, moves["from"]), (told_so, moves["to"])):
        rows = rank(network, as_of=DAY).rows.set_index("id")
        assert rows.loc[moves["who"], "rank"] == place


def test_a_recorded_attitude_and_a_fresh_tie_are_not_asked_for() -> None:
    asked = {row["id"] for row in ask_next(synthetic(), most=20, as_of=DAY).rows.to_dict("records")}
    assert "attitude:e1" in asked
    known = synthetic() + Network.of(CONTACT=ties("R1-e1", attitude="supporter"))
    again = {row["id"] for row in ask_next(known, most=20, as_of=DAY).rows.to_dict("records")}
    assert "attitude:e1" not in again
    fresh = Network.of(Person=named("a", "b"), KNOWS=ties("a-b", strength=3, last_verified_on=DAY))
    assert {"old", "strength"} & set(ask_next(fresh, as_of=DAY).rows["kind"]) == set()


def test_what_an_answer_changes() -> None:
    net = arrays_of(knowing("a - b - c"), "acquaintance", DAY)
    assert changed(net, Unknown("strength", 0, 1, 0)).pairs.strength[0] == 0.9
    assert changed(net, Unknown("old", 0, 1, 0)).ties == 1
    more = changed(net, Unknown("missing", 0, 2, -1))
    assert more.degree.tolist() == [2, 2, 2]
    assert net.degree.tolist() == [1, 2, 1]


@pytest.mark.parametrize("network", [Network.empty(), Network.of(Person=named("alone"))])
def test_nobody_to_ask_about(network: Network) -> None:
    answer = ask_next(network, as_of=DAY)
    assert (len(answer.rows), [note.key for note in answer.notes]) == (0, ["questions.none"])
