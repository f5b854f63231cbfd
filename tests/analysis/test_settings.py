"""What the team chose: checked when it is chosen, the default where nobody did."""

from __future__ import annotations

from typing import Any

import pytest

from graph.analysis.settings import choose, setting
from graph.model.errors import BadValue
from graph.model.network import Network

WEIGHTS = {"bridge": 0.5, "voice": 0.3, "across": 0.2}


def stored(key: str, value: str) -> Network:
    return Network.of(Setting=[{"id": key, "value": value}])


def test_nobody_chose_anything() -> None:
    assert setting(Network.empty(), "chains.credit") == "first"
    assert setting(Network.empty(), "influence.weights") is None


def test_a_choice_is_a_command_that_another_can_carry_on() -> None:
    new = choose(Network.empty(), "influence.weights", WEIGHTS, "wang")
    assert (new.what, new.by, new.summary) == ("add", "wang", "influence.weights")
    [change] = new.changes
    kept = Network.of(Setting=[{**(change.after or {}), "rev": 3}])
    assert setting(kept, "influence.weights") == WEIGHTS
    other = choose(kept, "influence.weights", {"bridge": 1, "voice": 0, "across": 0}, "li")
    assert (other.what, other.changes[0].rev, other.changes[0].before) == ("set", 3, {"value": change.after["value"]})  # type: ignore[index]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("chains.credit", "median"), ("chains.credit", ["first"]), ("chains.credits", "first"),
        ("influence.weights", {"bridge": 0.5, "voice": 0.5}), ("influence.weights", {**WEIGHTS, "across": 0.3}),
        ("influence.weights", {"bridge": 1.2, "voice": -0.4, "across": 0.2}),
        ("influence.weights", {"bridge": float("nan"), "voice": 0.5, "across": 0.5}),
        ("influence.weights", {"bridge": True, "voice": 0, "across": 0}), ("influence.weights", "0.4"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(key: str, value: Any) -> None:
    with pytest.raises(BadValue):
        choose(Network.empty(), key, value, "wang")


def test_a_value_spoilt_by_other_means_counts_as_not_chosen() -> None:
    assert setting(stored("chains.credit", "not JSON"), "chains.credit") == "first"
    assert setting(stored("chains.credit", '"median"'), "chains.credit") == "first"
    assert setting(stored("influence.weights", "null"), "influence.weights") is None
