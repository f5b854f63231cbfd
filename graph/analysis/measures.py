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

from graph.analysis import shortest
from graph.analysis.answer import Sentence
from graph.analysis.shortest import Roads

Graph = Any
Scores = dict[str, float]

EXACT_UP_TO = 2000
PIVOTS = 200
FEWEST_PIVOTS = 20
STEPS_AFFORDED = 50_000_000
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
    starts = np.arange(len(graph)) if pivots(graph) is None else places(graph)
    return named(graph, shortest.betweenness(Roads.of(graph, weighted), starts))


def closeness(graph: Graph, weighted: bool) -> Scores:
    """One over the mean distance to all who can be reached, times the share of people who can (Wasserman-Faust).

    Outward where ties have a direction, so networkx's `closeness_centrality` of the reversed graph.
    """
    if pivots(graph) is None:
        return named(graph, shortest.closeness(Roads.of(graph, weighted)))
    total, reached, _, drawn = _to_pivots(graph, weighted)
    with np.errstate(divide="ignore", invalid="ignore"):
        return named(graph, np.where(total > 0, reached**2 / (drawn * total), 0.0))


def harmonic(graph: Graph, weighted: bool) -> Scores:
    """Sum of one over the distance to everybody else; whoever cannot be reached adds nothing.

    Outward where ties have a direction, so networkx's `harmonic_centrality` of the reversed graph.
    """
    if pivots(graph) is None:
        return named(graph, shortest.harmonic(Roads.of(graph, weighted)))
    _, _, inverse, drawn = _to_pivots(graph, weighted)
    return named(graph, inverse * len(graph) / drawn)


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
    """The graph whose inward measures are the outward ones of this: a reversed view where it has a direction."""
    return graph.reverse(copy=False) if graph.is_directed() else graph


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


def places(graph: Graph) -> Any:
    """The places in the graph's order of the starting points drawn, the same for the same graph."""
    k = pivots(graph) or len(graph)
    return np.sort(np.random.default_rng(SEED).choice(len(graph), size=k, replace=False))


def named(graph: Graph, scores: Any) -> Scores:
    """Scores in the graph's order by node."""
    return dict(zip(graph, scores.tolist(), strict=True))


def _to_pivots(graph: Graph, weighted: bool) -> tuple[Any, Any, Any, int]:
    """From each node to the drawn pivots: summed distance, how many it reaches, summed 1 ÷ distance; how many drawn."""
    total, reached, inverse = np.zeros(len(graph)), np.zeros(len(graph)), np.zeros(len(graph))
    drawn = places(graph)
    for _, far in Roads.of(graph, weighted).turned().distances(drawn):
        there = np.isfinite(far)
        total += np.where(there, far, 0.0).sum(axis=0)
        reached += there.sum(axis=0)
        inverse += np.divide(1.0, far, out=np.zeros_like(far), where=far > 0).sum(axis=0)
    return total, reached, inverse, len(drawn)


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
