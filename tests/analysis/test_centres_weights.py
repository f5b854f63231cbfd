"""The board weighs influence as asked, else as the team stored it, else by the defaults; and who counts where."""

from __future__ import annotations

import json
from datetime import date

import pytest

from graph.analysis.centres import BOARDS, board, centres
from graph.analysis.influence import rank
from graph.analysis.readiness import readiness
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.text import LANGUAGES, Words
from tests.analysis.worked import DAY, named, synthetic


def stored(**shares: float) -> Network:
    return synthetic() + Network.of(Setting=[{"id": "influence.weights", "value": json.dumps(shares)}])


def test_the_defaults_hold_while_nobody_chose() -> None:
    assert centres(synthetic(), as_of=DAY).settings["weights"] == {"bridge": 0.4, "voice": 0.4, "across": 0.2}


def test_stored_weights_count_and_given_ones_go_before_them() -> None:
    network = stored(bridge=1.0, voice=0.0, across=0.0)
    rows = centres(network, as_of=DAY).rows
    assert rows["name"].tolist()[:4] == ["e1", "b2", "a3", "c2"]  # betweenness alone, domain.md 5.15
    assert rows["score"].iloc[0] == pytest.approx(100)
    given = centres(network, as_of=DAY, weights={"across": 3.0})
    assert given.settings["weights"] == {"bridge": 0.0, "voice": 0.0, "across": 1.0}


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(BadValue):
        centres(synthetic(), as_of=DAY, weights={"charm": 1.0})


def test_stored_weights_count_wherever_influence_is_scored() -> None:
    network = stored(bridge=1.0, voice=0.0, across=0.0)
    for answer, score in (
        (rank(network, by=["influence"], as_of=DAY), "score"),
        (readiness(network, as_of=DAY), "worth"),
    ):
        found = answer.rows.set_index("id")[score]
        assert found["e1"] == pytest.approx(100)
        assert found.sort_values(ascending=False).index.tolist()[:4] == ["e1", "b2", "a3", "c2"]


def test_who_counts_at_each_account_and_who_can_introduce_us() -> None:
    state = [{"id": "a3", "name": "a3", "centre_state": "cooperating", "centre_state_on": date(2026, 5, 1)}]
    answer = board(synthetic() + Network.of(Person=state), by="account", top=1, as_of=DAY)
    rows = answer.rows.set_index("group")
    assert rows.index.tolist() == ["K1", "K3", "K2", "institute", "K4"]
    assert rows["size"].tolist() == [3, 3, 2, 2, 1]
    assert rows["known_there"].tolist() == [1, 0, 1, 1, 0]
    best = rows["score"].groupby(level=0).max()
    everyone = board(synthetic(), by="account", as_of=DAY).rows
    assert best.to_dict() == pytest.approx(everyone.groupby("group")["score"].max().to_dict())
    e1 = rows.loc["institute"]
    assert (e1["id"], e1["known"], e1["through"], e1["rep"], e1["candidate"]) == ("e1", False, "e2", "R2", True)
    a3 = rows.loc["K1"]
    assert (a3["id"], a3["confirmed"], a3["centre_state"]) == ("a3", True, "cooperating")
    assert a3["centre_state_on"].date() == date(2026, 5, 1)
    assert answer.figures == {"groups": 5, "without_us": 2, "people": 11, "known": 0, "shown": 5}


@pytest.mark.parametrize("by", BOARDS)
def test_a_board_without_groups_says_why(by: str) -> None:
    for network, note in (
        (Network.empty(), "analysis.note.nobody"),
        (Network.of(Person=named("a")), "analysis.note.no_ties"),
        (Network.of(Person=named("a", "b"), KNOWS=[{"from_id": "a", "to_id": "b"}]), "centres.note.no_group"),
    ):
        answer = board(network, by=by, as_of=DAY)
        assert not len(answer.rows)
        assert [told.key for told in answer.notes if told.key != "analysis.note.unrated"] == [note]
        assert all(note.say(Words(lang)) for note in answer.notes for lang in LANGUAGES)
    with pytest.raises(BadValue):
        board(Network.empty(), by="colour", as_of=DAY)
