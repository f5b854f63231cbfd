"""The small networks give the figures that the handbook and the papers print."""

from __future__ import annotations

import networkx as nx
import pytest

from graph import demo
from graph.analysis import chains
from graph.analysis.project import graph_of
from graph.model.checks import findings
from graph.model.errors import NotFound
from graph.text import LANGUAGES, Words


@pytest.mark.parametrize("name", demo.DEMOS)
def test_every_demo_is_sound_and_the_same_every_time(name: str) -> None:
    made = demo.network(name)
    assert made == demo.network(name)
    assert [f for f in findings(made) if f.blocking] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_demo_has_its_words(language: str) -> None:
    words = Words(language)
    assert [name for name in demo.DEMOS if not words.has(f"demo.{name}")] == []


def test_one_gives_two_gives_four_gives_eight() -> None:
    row = chains.chains(demo.network("chain")).rows.iloc[0]
    assert (row["reach"], row["depth"]) == (14, 3)
    assert [g["named"] for g in row["generations"]] == [1, 2, 4, 8]


def test_the_synthetic_network_has_the_printed_betweenness() -> None:
    graph = graph_of(demo.network("synthetic"), "acquaintance")
    found = nx.betweenness_centrality(nx.Graph(graph))
    first = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:4]
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (11, 11)
    assert first == [(who, pytest.approx(score, abs=5e-5)) for who, score in
                     (("e1", 0.7444), ("b2", 0.3778), ("a3", 0.3556), ("c2", 0.2111))]  # fmt: skip


def test_the_kite_has_three_different_centres() -> None:
    graph = nx.Graph(graph_of(demo.network("kite"), "acquaintance"))
    assert max(graph.degree, key=lambda pair: pair[1])[0] == "diane"
    between = nx.betweenness_centrality(graph)
    assert max(between, key=lambda who: between[who]) == "heather"
    close = nx.closeness_centrality(graph)
    assert {who for who in close if close[who] == max(close.values())} == {"fernando", "garth"}


def test_a_demo_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound) as told:
        demo.network("atlantis")
    assert told.value.text == "error.not_found.demo"
