"""Why somebody matters: counted by hand on the worked network, drawn with nothing beside it, quick on a big one."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from graph.analysis.arrays import arrays_of, by_size, circles
from graph.analysis.explain import explain, explained, separated, separated_from_us
from graph.analysis.ground import Ground
from graph.analysis.project import graph_of
from graph.model.network import Network
from graph.text import Words
from tests.analysis.worked import DAY, acquainted, named, synthetic, ties
from tests.model.networks import knowing


def test_the_circles_of_the_worked_network() -> None:
    net = arrays_of(synthetic(), "acquaintance", DAY)
    found = dict(zip(net.ids, circles(net).tolist(), strict=True))
    assert {who for who, circle in found.items() if circle == 0} == {"c1", "c2", "c3", "e1", "e2"}
    assert {who for who, circle in found.items() if circle == 1} == {"a1", "a2", "a3"}
    assert {who for who, circle in found.items() if circle == 2} == {"b1", "b2", "d1"}


def test_who_has_no_tie_is_in_no_circle() -> None:
    net = arrays_of(knowing("a - b") + Network.of(Person=named("alone")), "acquaintance", DAY)
    assert circles(net).tolist() == [0, -1, 0]
    assert circles(arrays_of(Network.empty(), "acquaintance", DAY)).tolist() == []
    assert by_size(np.array([5, 5, 2, 2, 9])).tolist() == [0, 0, 1, 1, 2]


def test_the_reason_is_a_sentence_in_both_languages() -> None:
    why = explain(synthetic(), "e1", as_of=DAY).why
    assert why.say(Words("en")) == (
        "Bridges 3 circles; of the 12 pairs nearest to this person between “K3” and “K1”, 12 have their shortest route "
        "through this person; without this person, 6 people lose the only way to the others."
    )
    assert why.say(Words("zh")) == (
        "连着 3 个圈子；“K3”和“K1”之间离此人最近的 12 对人里，12 对的最短通路经过此人；没有此人，6 人会与其余人断开。"
    )


def test_the_drawing_has_the_routes_and_the_lost_and_nobody_else() -> None:
    drawing = explain(synthetic(), "b2", as_of=DAY).drawing
    assert dict(zip(drawing.nodes["id"], drawing.nodes["place"], strict=True)) == {
        "b2": "self", "b1": "friend", "e1": "friend", "d1": "lost", "e2": "behind", "c1": "behind", "c2": "behind",
        "c3": "behind",
    }  # fmt: skip
    drawn = {frozenset(pair) for pair in zip(drawing.ties["from_id"], drawing.ties["to_id"], strict=True)}
    assert drawn == {
        frozenset(pair.split()) for pair in ("b2 b1", "b2 e1", "e1 c3", "e1 e2", "e2 c2", "c2 c1", "b2 d1")
    }
    known = set(synthetic()["KNOWS"]["id"])
    assert all(set(carriers) <= known and carriers for carriers in drawing.ties["ties"])


def test_one_without_ties_has_no_reason() -> None:
    alone = explain(Network.of(Person=named("alone")), "alone", as_of=DAY)
    assert alone.why.key == "explain.nothing"
    assert alone.drawing.nodes["place"].tolist() == ["self"]
    assert len(alone.drawing.ties) == 0


def test_pairs_through_are_those_networkx_has_on_a_shortest_route() -> None:
    network = acquainted("les-miserables")
    graph = graph_of(network, "acquaintance", as_of=DAY)
    ground = Ground(network, DAY)
    for who in ("Valjean", "Javert", "Gavroche", "Myriel"):
        between = explained(ground, who).facts["between"]
        far = dict(nx.single_source_dijkstra_path_length(graph, who, weight="distance"))
        names = np.asarray(ground.net.ids, dtype=object)
        pairs = 0
        circle = ground.circles
        by_name = {str(ground.circle_name(int(c))): c for c in set(circle.tolist())}
        near = []
        for side in ("from", "to"):
            members = [x for x in names[circle == by_name[str(between[side])]] if x != who and x in far]
            near.append(sorted(members, key=lambda x: (far[x], list(names).index(x)))[:12])
        for a in near[0]:
            way = nx.single_source_dijkstra_path_length(graph, a, weight="distance")
            pairs += sum(way[b] == far[a] + far[b] for b in near[1])
        assert between["through"] == pairs
        assert between["pairs"] == len(near[0]) * len(near[1])


@pytest.mark.parametrize("name", ["zachary-karate", "florentine-marriage", "les-miserables"])
def test_the_separated_are_those_in_the_smaller_parts(name: str) -> None:
    network = acquainted(name)
    graph, net = graph_of(network, "acquaintance", as_of=DAY), arrays_of(network, "acquaintance", DAY)
    for who in graph:
        rest = graph.subgraph(nx.node_connected_component(graph, who) - {who})
        parts = sorted(nx.connected_components(rest), key=len)
        assert len(separated(net, net.place(who))) == sum(len(part) for part in parts[:-1])


def test_whom_we_lose_without_somebody() -> None:
    network = knowing("a - b - c - d") + Network.of(
        Rep=named("rep"), CONTACT=ties("rep-a", relationship_stage="trust"), Person=named("x")
    )
    ground = Ground(network, DAY)
    assert ground.net.ids[separated_from_us(ground, ground.net.place("b"))].tolist() == ["c", "d"]
    assert separated_from_us(ground, ground.net.place("d")).tolist() == []
