"""What asking people brought, on networks small enough to count by hand."""

from __future__ import annotations

import pytest

from graph.analysis.proven import PRIOR_ASKS, brought, states
from graph.model.network import Network
from tests.views.small import DAY, asked, person


def test_nobody_was_asked_so_nothing_is_expected() -> None:
    record = brought(Network.of(Person=[person("a"), person("b")]), DAY)
    assert record["asks"].tolist() == [0, 0]
    assert record["per_ask"].isna().all()


def test_one_win_in_two_requests_is_drawn_towards_the_average() -> None:
    network = asked(("a", "b", "won", 100.0), ("a", "c", "met", None))
    a = brought(network, DAY).set_index("id").loc["a"]
    assert (a["asks"], a["won"], a["value"]) == (2, 1, 100.0)
    rate = (1 + PRIOR_ASKS * 0.5) / (2 + PRIOR_ASKS)
    assert a["per_ask"] == pytest.approx(rate * 100)
    assert a["low"] < a["per_ask"] < a["high"]


def test_never_asked_stands_on_the_average_with_a_wider_interval() -> None:
    record = brought(asked(("a", "b", "won", 100.0), ("a", "c", "met", None)), DAY).set_index("id")
    b, a = record.loc["b"], record.loc["a"]
    assert b["per_ask"] == pytest.approx(b["average"]) == pytest.approx(50)
    assert b["high"] - b["low"] > a["high"] - a["low"]


def test_nobody_is_over_rated_before_the_third_request() -> None:
    lost = [("a", f"x{i}", "met", None) for i in range(3)]
    network = asked(("b", "c", "won", 100.0), *lost)
    record = brought(network, DAY).assign(place=1.0, of=10.0).set_index("id")
    assert states(record)[["a", "b", "c"]].tolist() == ["over", "proven", "never"]
    two = brought(asked(("b", "c", "won", 100.0), *lost[:2]), DAY).assign(place=1.0, of=10.0).set_index("id")
    assert states(two)["a"] == ""
