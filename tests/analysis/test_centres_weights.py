"""The board weighs influence as asked, else as the team stored it, else by the defaults."""

from __future__ import annotations

import json

import pytest

from graph.analysis.centres import centres
from graph.analysis.influence import rank
from graph.analysis.readiness import readiness
from graph.model.errors import BadValue
from graph.model.network import Network
from tests.analysis.worked import DAY, synthetic


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
