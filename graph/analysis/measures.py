"""What networkx measures, with the direction and the meaning of weight set right (features.md §5, traps 1-8).

Each function takes a graph of `graph.analysis.project` and whether to use its weights, and gives a number a node;
nodes that cannot be scored are absent. On directed graphs every measure counts outward: who moves, sends, refers.
Strength is read by degree, eigenvector and PageRank; distance by betweenness, closeness and harmonic.
"""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from graph.analysis.answer import Sentence

Graph = Any
Scores = dict[str, float]

EXACT_UP_TO = 2000
PIVOTS = 200
FEWEST_PIVOTS = 20
STEPS_AFFORDED = 10_000_000
SEED = 20261122


def degree(graph: Graph, weighted: bool) -> Scores:
    """How many people each is tied to; on a directed graph ties in plus ties out."""
    return {who: float(n) for who, n in graph.degree()}


def in_degree(graph: Graph, weighted: bool) -> Scores:
    """Arrows that come in."""
    return {who: float(n) for who, n in graph.in_degree()}


def out_degree(graph: Graph, weighted: bool) -> Scores:
    """Arrows that go out."""
    return {who: float(n) for who, n in graph.out_degree()}


def strength(graph: Graph, weighted: bool) -> Scores:
    """Sum of the strengths 0…1 of each one's ties; without weights the number of ties."""
    return {who: float(n) for who, n in graph.degree(weight="strength" if weighted else None)}


def betweenness(graph: Graph, weighted: bool) -> Scores:
    """Share 0…1 of all shortest routes between two others that run through each; sampled above 2,000 nodes."""
    how = "distance" if weighted else None
    return dict(nx.betweenness_centrality(graph, k=pivots(graph), weight=how, seed=SEED))


def closeness(graph: Graph, weighted: bool) -> Scores:
    """One over the mean distance to all who can be reached, times the share of people who can (Wasserman-Faust)."""
    how = "distance" if weighted else None
    inward = toward(graph)
    if pivots(graph) is None:
        return dict(nx.closeness_centrality(inward, distance=how))
    total, reached, drawn = _to_pivots(inward, how)
    return {who: reached[who] ** 2 / (drawn * total[who]) if total[who] else 0.0 for who in graph}


def harmonic(graph: Graph, weighted: bool) -> Scores:
    """Sum of one over the distance to everybody else; whoever cannot be reached adds nothing."""
    how = "distance" if weighted else None
    inward = toward(graph)
    drawn = sample(graph)
    if drawn is None:
        return dict(nx.harmonic_centrality(inward, distance=how))
    part = nx.harmonic_centrality(inward, distance=how, sources=drawn)
    return {who: score * len(graph) / len(drawn) for who, score in part.items()}


def eigenvector(graph: Graph, weighted: bool) -> Scores:
    """How well tied one is to the well tied, 0…1, in the largest connected part; people outside it are unscored.

    On a directed graph the largest part where everybody reaches everybody; a tree has none, and nobody is scored.
    """
    part = toward(graph).subgraph(largest(graph))
    how = "strength" if weighted else None
    if len(part) < 2:
        return {}
    if len(part) <= EXACT_UP_TO:
        try:
            return dict(nx.eigenvector_centrality(part, max_iter=1000, weight=how))
        except nx.PowerIterationFailedConvergence:
            pass  # two leading eigenvalues too close for power iteration; the solver below separates them
    return dict(nx.eigenvector_centrality_numpy(part, weight=how))


def pagerank(graph: Graph, weighted: bool) -> Scores:
    """Each one's share of all credit, summing to 1; on directed graphs credit flows back to the source of the arrow.

    PageRank rewards being pointed at; here pointing is what counts, so arrows are turned round first.
    """
    if not len(graph):
        return {}
    how = "strength" if weighted else None
    tolerance = 1e-6 if len(graph) <= EXACT_UP_TO else 1e-9
    return dict(nx.pagerank(toward(graph), weight=how, tol=tolerance, max_iter=500))


def toward(graph: Graph) -> Graph:
    """The graph whose inward measures are the outward ones of this: reversed where it has a direction."""
    return graph.reverse() if graph.is_directed() else graph


def largest(graph: Graph) -> set[str]:
    """The largest connected part (strongly, where directed); of equal ones the one with the smallest id."""
    parts = nx.strongly_connected_components if graph.is_directed() else nx.connected_components
    found: list[set[str]] = list(parts(graph))
    return min(found, key=lambda part: (-len(part), min(part)), default=set())


def component_sizes(graph: Graph) -> dict[str, int]:
    """How many nodes hang together with each, itself included; directions do not matter."""
    parts = nx.weakly_connected_components if graph.is_directed() else nx.connected_components
    return {who: len(part) for part in parts(graph) for who in part}


def pivots(graph: Graph) -> int | None:
    """How many starting points to draw for measures of shortest routes; None means all, which is exact."""
    if len(graph) <= EXACT_UP_TO:
        return None
    afforded: int = STEPS_AFFORDED // (len(graph) + graph.number_of_edges())
    return max(FEWEST_PIVOTS, min(PIVOTS, afforded))


def sample(graph: Graph) -> list[str] | None:
    """The starting points drawn, the same for the same graph; None means all."""
    k = pivots(graph)
    if k is None:
        return None
    places = np.random.default_rng(SEED).choice(len(graph), size=k, replace=False)
    names = list(graph)
    return [names[place] for place in sorted(places)]


def _to_pivots(inward: Graph, how: str | None) -> tuple[Scores, Scores, int]:
    """Distance from each node to the drawn pivots, summed; how many of them it reaches; how many were drawn."""
    total, reached = dict.fromkeys(inward, 0.0), dict.fromkeys(inward, 0.0)
    drawn = sample(inward) or []
    for pivot in drawn:
        away = nx.single_source_dijkstra_path_length(inward, pivot, weight=how or (lambda u, v, tie: 1))
        for who, far in away.items():
            total[who] += far
            reached[who] += 1.0
    return total, reached, len(drawn)


def sampled(graph: Graph) -> list[Sentence]:
    """The note that a measure of shortest routes is approximate, where it is."""
    k = pivots(graph)
    return [] if k is None else [Sentence("analysis.note.approximate", {"k": k, "n": len(graph), "seed": SEED})]


def one_part(graph: Graph) -> list[Sentence]:
    """The note that only the largest connected part is scored, or that there is none to score."""
    part = len(largest(graph))
    if part < 2 and len(graph):
        return [Sentence("analysis.note.no_ring", {})]
    return [Sentence("analysis.note.one_part", {"n": part, "all": len(graph)})] if part < len(graph) else []


def percentile(scores: pd.Series) -> pd.Series:
    """Percent of the other scored people whom each is ahead of, 0…100; equal scores get the same.

    The best alone has 100, the last 0; unscored stays NaN, and one alone has nobody to be ahead of: NaN.

    >>> percentile(pd.Series([5.0, 1.0, 1.0, None])).tolist()
    [100.0, 0.0, 0.0, nan]
    """
    n = int(scores.notna().sum())
    if n < 2:
        return scores * np.nan
    return (significant(scores).rank(method="min") - 1) / (n - 1) * 100


def significant(scores: pd.Series) -> pd.Series:
    """Ten significant digits: what differs only by the order of adding is equal."""
    values = scores.to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = 10.0 ** (9 - np.floor(np.log10(np.abs(values))))
        rounded = np.round(values * scale) / scale
    return pd.Series(np.where(values == 0, 0.0, rounded), index=scores.index)
