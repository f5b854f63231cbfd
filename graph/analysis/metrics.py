"""The table of measures that page, command line and tests all walk; adding one touches nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from graph.analysis import measures
from graph.analysis.answer import Sentence
from graph.analysis.arrays import Arrays, Floats
from graph.analysis.attribution import forest
from graph.analysis.project import NETWORKS
from graph.analysis.scores import influence_of
from graph.analysis.totals import totals
from graph.model.network import Network

UNDIRECTED = tuple(name for name, network in NETWORKS.items() if not network.directed)
DIRECTED = tuple(name for name, network in NETWORKS.items() if network.directed)
ALL = (*UNDIRECTED, *DIRECTED)
Found = tuple[Floats, list[Sentence]]


@dataclass(frozen=True)
class Scene:
    """What a measure looks at: the network as it stood, one projection of it as arrays, weighted or not."""

    then: Network
    day: date
    net: Arrays
    weighted: bool


@dataclass(frozen=True)
class Metric:
    """One measure: how it scores everybody, where it makes sense (first its default), what it reads as a weight.

    `score` gives a number for every node in order, NaN for the unscored, and what to know about them. `weight` is
    "strength" (bigger is closer), "distance" (smaller is closer) or "none". `low`: the lower the better. `directed`:
    it reads arrows, outward unless asked otherwise. Words: metric.<key>.label, .about (what it is) and .question
    (what a seller asks).
    """

    key: str
    score: Callable[[Scene], Found]
    networks: tuple[str, ...]
    weight: str
    unit: str
    low: bool = False

    @property
    def default(self) -> str:
        """The network it runs on when none is named."""
        return self.networks[0]

    def reads_direction(self, network: str) -> bool:
        """Whether turning the arrows of that network round changes the scores."""
        return network in DIRECTED and self.key not in ("degree", "strength", "descendants", "downstream_value")


def on(
    function: Callable[[Arrays, bool], Floats], told: Callable[[Arrays], list[Sentence]] | None = None
) -> Callable[[Scene], Found]:
    """A function of a projection as a measure, with the notes that it needs."""
    return lambda scene: (function(scene.net, scene.weighted), told(scene.net) if told else [])


def influence(scene: Scene) -> Found:
    """The influence score 0…100; people without recorded ties are unscored."""
    found = influence_of(scene.then, scene.day)
    return found.table["score"].to_numpy(dtype=float), found.notes


def betweenness(scene: Scene) -> Found:
    """Betweenness; sampled in a big network, with how far two halves of the sample disagree."""
    found, points = measures.betweenness_and_error(scene.net, scene.weighted)
    return found, measures.sampled(scene.net, points)


def katz(scene: Scene) -> Found:
    """Katz, with the share that a step counts."""
    alpha = measures.katz_alpha(scene.net, scene.weighted)
    return measures.katz(scene.net, scene.weighted, alpha), [Sentence("analysis.note.katz", {"alpha": round(alpha, 4)})]


def descendants(scene: Scene) -> Found:
    """People brought in along the chain, all generations; 0 for who referred nobody."""
    reach = totals(forest(scene.then))["reach"]
    return reach.reindex(scene.net.ids, fill_value=0).to_numpy(dtype=float), []


def downstream_value(scene: Scene) -> Found:
    """What all people of the chain below bought, in the account's money; unscored where no amount is known."""
    below = totals(forest(scene.then))
    silent = int((below["won"] > below["won_known"]).sum())
    worth = below["value"].reindex(scene.net.ids).to_numpy(dtype=float)
    scores = np.where(np.isnan(worth) & ~scene.net.ids.isin(below.index), 0.0, worth)
    return scores, [Sentence("chains.note.unknown_value", {"n": silent})] if silent else []


METRICS = {
    m.key: m
    for m in (
        Metric("influence", influence, ("acquaintance",), "distance", "points"),
        Metric("degree", on(measures.degree), ALL, "none", "people"),
        Metric("in_degree", on(measures.in_degree), DIRECTED, "none", "people"),
        Metric("out_degree", on(measures.out_degree), DIRECTED, "none", "people"),
        Metric("strength", on(measures.strength), ALL, "strength", "strength"),
        Metric("betweenness", betweenness, ALL, "distance", "share"),
        Metric("closeness", on(measures.closeness, measures.sampled), ALL, "distance", "per_distance"),
        Metric("harmonic", on(measures.harmonic, measures.sampled), ALL, "distance", "per_distance"),
        Metric("eigenvector", on(measures.eigenvector, measures.one_part), ALL, "strength", "share"),
        Metric("pagerank", on(measures.pagerank), (*DIRECTED, *UNDIRECTED), "strength", "share"),
        Metric("katz", katz, (*DIRECTED, *UNDIRECTED), "strength", "share"),
        Metric("hits_hubs", on(measures.hits_hubs, measures.no_arrows), DIRECTED, "strength", "share"),
        Metric("hits_authorities", on(measures.hits_authorities, measures.no_arrows), DIRECTED, "strength", "share"),
        Metric("constraint", on(measures.constraint), ALL, "strength", "constraint", low=True),
        Metric("effective_size", on(measures.effective_size), ALL, "strength", "people"),
        Metric("core_number", on(measures.core_number), UNDIRECTED, "none", "ties"),
        Metric("clustering", on(measures.clustering), UNDIRECTED, "none", "share"),
        Metric("reach", on(measures.reach), ALL, "none", "people"),
        Metric("voterank", on(measures.voterank), ALL, "none", "place", low=True),
        Metric("descendants", descendants, ("referral",), "none", "people"),
        Metric("downstream_value", downstream_value, ("referral",), "none", "money"),
    )
}
