"""The table of measures that page, command line and tests all walk; adding one touches nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graph.analysis import measures
from graph.analysis.answer import Sentence
from graph.analysis.attribution import forest
from graph.analysis.measures import Graph, Scores
from graph.analysis.people import each
from graph.analysis.scores import influence_of
from graph.analysis.totals import totals
from graph.model.network import Network

UNDIRECTED = ("acquaintance", "access", "coverage")
DIRECTED = ("influence", "referral")
ALL = (*UNDIRECTED, *DIRECTED)


@dataclass(frozen=True)
class Scene:
    """What a measure looks at: the network as it stood, one projection of it as a graph, weighted or not."""

    then: Network
    day: date
    graph: Graph
    weighted: bool


@dataclass(frozen=True)
class Metric:
    """One measure: where it makes sense (the first network is its default), what it reads a weight as, its unit.

    `weight` is "strength" (bigger is closer), "distance" (smaller is closer) or "none". Words: metric.<key>.label,
    .about (what it is) and .question (what a seller asks).
    """

    key: str
    score: Callable[[Scene], tuple[Scores, list[Sentence]]]
    networks: tuple[str, ...]
    weight: str
    unit: str

    @property
    def default(self) -> str:
        """The network it runs on when none is named."""
        return self.networks[0]


def on_graph(
    function: Callable[[Graph, bool], Scores], told: Callable[[Graph], list[Sentence]] | None = None
) -> Callable[[Scene], tuple[Scores, list[Sentence]]]:
    """A function of a graph as a measure, with the notes that it needs."""
    return lambda scene: (function(scene.graph, scene.weighted), told(scene.graph) if told else [])


def influence(scene: Scene) -> tuple[Scores, list[Sentence]]:
    """The influence score 0…100; people without recorded ties are unscored."""
    found = influence_of(scene.then, scene.day)
    known = found.table.dropna(subset="score")
    return dict(each(known, "id", "score")), found.notes


def descendants(scene: Scene) -> tuple[Scores, list[Sentence]]:
    """People brought in along the chain, all generations; 0 for who referred nobody."""
    reach = totals(forest(scene.then))["reach"]
    return {who: float(reach.get(who, 0)) for who in scene.graph}, []


def downstream_value(scene: Scene) -> tuple[Scores, list[Sentence]]:
    """What all people of the chain below bought, in the account's money; unscored where no amount is known."""
    below = totals(forest(scene.then))
    silent = int((below["won"] > below["won_known"]).sum())
    worth = {who: value for who, value in below["value"].items() if value == value}
    scores = {who: float(worth.get(who, 0)) for who in scene.graph if who in worth or who not in below.index}
    return scores, [Sentence("chains.note.unknown_value", {"n": silent})] if silent else []


METRICS = {
    m.key: m
    for m in (
        Metric("influence", influence, ("acquaintance",), "distance", "points"),
        Metric("degree", on_graph(measures.degree), ALL, "none", "people"),
        Metric("in_degree", on_graph(measures.in_degree), DIRECTED, "none", "people"),
        Metric("out_degree", on_graph(measures.out_degree), DIRECTED, "none", "people"),
        Metric("strength", on_graph(measures.strength), ALL, "strength", "strength"),
        Metric("betweenness", on_graph(measures.betweenness, measures.sampled), ALL, "distance", "share"),
        Metric("closeness", on_graph(measures.closeness, measures.sampled), ALL, "distance", "per_distance"),
        Metric("harmonic", on_graph(measures.harmonic, measures.sampled), ALL, "distance", "per_distance"),
        Metric("eigenvector", on_graph(measures.eigenvector, measures.one_part), ALL, "strength", "share"),
        Metric("pagerank", on_graph(measures.pagerank), (*DIRECTED, *UNDIRECTED), "strength", "share"),
        Metric("descendants", descendants, ("referral",), "none", "people"),
        Metric("downstream_value", downstream_value, ("referral",), "none", "money"),
    )
}
