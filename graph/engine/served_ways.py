"""Served to networkx: who hangs together, what falls apart, how far it is. Each means what networkx says of it."""

# ruff: noqa: N803  networkx calls its graphs G, and hands them over by that name

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.engine import cuts, traverse
from graph.engine.csr import CSR
from graph.engine.labelled import Labelled
from graph.engine.reach import one_way_order
from graph.engine.served import Label, served

Numbers = NDArray[Any]


def _sets(G: Labelled, part: Numbers, nodes: Numbers) -> Iterator[set[Label]]:
    """The labels of the nodes of each part, part 0 first."""
    order = np.argsort(part, kind="stable")
    labels = [G.labels[i] for i in nodes[order].tolist()]
    cut = [0, *(np.flatnonzero(np.diff(part[order])) + 1).tolist(), len(labels)] if labels else []
    for i in range(len(cut) - 1):
        yield set(labels[cut[i] : cut[i + 1]])


def _parts(first: Numbers) -> int:
    return int((first == np.arange(len(first))).sum())


def _in_one(G: Labelled, first: Numbers) -> bool:
    if not len(G):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return _parts(first) == 1


@served(one_look=True)
def connected_components(G: Labelled) -> Iterator[set[Label]]:
    yield from _sets(G, traverse.components(G.csr), np.arange(len(G)))


@served(one_look=True)
def number_connected_components(G: Labelled) -> int:
    return _parts(traverse.components(G.csr))


@served(one_look=True)
def is_connected(G: Labelled) -> bool:
    return _in_one(G, traverse.components(G.csr))


@served(one_look=True)
def weakly_connected_components(G: Labelled) -> Iterator[set[Label]]:
    yield from _sets(G, traverse.components(G.csr), np.arange(len(G)))


@served(one_look=True)
def number_weakly_connected_components(G: Labelled) -> int:
    return _parts(traverse.components(G.csr))


@served(one_look=True)
def is_weakly_connected(G: Labelled) -> bool:
    return _in_one(G, traverse.components(G.csr))


@served()
def strongly_connected_components(G: Labelled) -> Iterator[set[Label]]:
    """Those that lead nowhere first, as networkx has them: who numbers parts by this order gets no arrow upwards."""
    group = np.unique(traverse.strong_components(G.csr), return_inverse=True)[1]
    if len(group):
        drawn_together = CSR.build(int(group.max()) + 1, group[G.csr.tail], group[G.csr.to], directed=True)
        order = one_way_order(drawn_together.start, drawn_together.to)
        turn = np.empty(len(order), np.int64)
        turn[order] = np.arange(len(order) - 1, -1, -1)
        group = turn[group]
    yield from _sets(G, group, np.arange(len(G)))


@served()
def number_strongly_connected_components(G: Labelled) -> int:
    return _parts(traverse.strong_components(G.csr))


@served()
def is_strongly_connected(G: Labelled) -> bool:
    return _in_one(G, traverse.strong_components(G.csr))


@served()
def articulation_points(G: Labelled) -> Iterator[Label]:
    yield from (G.labels[i] for i in cuts.cut_off(G.csr).nodes.tolist())


@served("root")
def bridges(G: Labelled, root: None = None) -> Iterator[tuple[Label, Label]]:
    yield from G.pairs(np.sort(cuts.bridges(G.csr).tie))


@served("root")
def has_bridges(G: Labelled, root: None = None) -> bool:
    return len(cuts.bridges(G.csr).tie) > 0


@served()
def biconnected_components(G: Labelled) -> Iterator[set[Label]]:
    if G.self_tied:
        raise NotImplementedError("networkx knows where a tie to oneself belongs")
    group = cuts.biconnected(G.csr)
    member = np.unique(np.r_[group, group] * np.int64(len(G)) + np.r_[G.a, G.b])
    return _sets(G, member // max(1, len(G)), member % max(1, len(G)))


def _distances(G: Labelled, csr: CSR, starts: list[int], cutoff: float | None, weight: str | None) -> dict[Label, Any]:
    """Distance of each node that is reached, nearest first."""
    _checked(cutoff)
    weighted = weight is not None and csr.weight is not None
    far = traverse.distances(csr, starts, weighted, cutoff)
    there = np.flatnonzero(np.isfinite(far) if weighted else far >= 0)
    there = there[np.argsort(far[there], kind="stable")]
    away = far[there].astype(np.int64) if G.whole(weight) else far[there]
    return {G.labels[i]: d for i, d in zip(there.tolist(), away.tolist(), strict=True)}


def _checked(cutoff: float | None) -> None:
    if cutoff is not None and cutoff < 0:
        raise NotImplementedError("networkx knows what a cutoff below 0 means")


def _at(G: Labelled, node: Label, problem: str) -> int:
    if node not in G:
        raise nx.NodeNotFound(problem)
    return G.place[node]


@served(one_look=True)
def single_source_shortest_path_length(
    G: Labelled, source: Label, cutoff: float | None = None
) -> dict[Label, int]:  # fmt: skip
    return _distances(G, G.csr, [_at(G, source, f"Source {source} is not in G")], cutoff, None)


@served(one_look=True)
def single_target_shortest_path_length(
    G: Labelled, target: Label, cutoff: float | None = None
) -> dict[Label, int]:  # fmt: skip
    return _distances(G, G.csr.turned, [_at(G, target, f"Target {target} is not in G")], cutoff, None)


@served()
def all_pairs_shortest_path_length(
    G: Labelled, cutoff: float | None = None
) -> Iterator[tuple[Label, dict[Label, int]]]:
    return _all_distances(G, cutoff, None)


@served()
def all_pairs_dijkstra_path_length(
    G: Labelled, cutoff: float | None = None, weight: str | None = "weight"
) -> Iterator[tuple[Label, dict[Label, float]]]:
    return _all_distances(G, cutoff, weight)


def _all_distances(G: Labelled, cutoff: float | None, weight: str | None) -> Iterator[tuple[Label, dict[Label, Any]]]:
    _checked(cutoff)
    csr = G.weighed(weight)
    return ((label, _distances(G, csr, [place], cutoff, weight)) for place, label in enumerate(G.labels))


@served()
def single_source_dijkstra_path_length(
    G: Labelled, source: Label, cutoff: float | None = None, weight: str | None = "weight"
) -> dict[Label, float]:
    return multi_source_dijkstra_path_length(G, {source}, cutoff, weight)


@served()
def multi_source_dijkstra_path_length(
    G: Labelled, sources: Iterable[Label], cutoff: float | None = None, weight: str | None = "weight"
) -> dict[Label, float]:
    if not sources:
        raise ValueError("sources must not be empty")
    starts = [_at(G, source, f"Node {source} not found in graph") for source in sources]
    return _distances(G, G.weighed(weight), starts, cutoff, weight)


@served()
def dijkstra_path_length(G: Labelled, source: Label, target: Label, weight: str | None = "weight") -> float:
    start = _at(G, source, f"Node {source} not found in graph")
    if source == target:
        return 0
    length = _length(G, start, G.place[target], weight) if target in G else None
    if length is None:
        raise nx.NetworkXNoPath(f"Node {target} not reachable from {source}")
    return length


def _length(G: Labelled, start: int, goal: int, weight: str | None) -> float | None:
    found = traverse.shortest_path(G.weighed(weight), start, goal, weight is not None)
    return None if found is None else int(found.length) if G.whole(weight) else found.length


@served("method", one_look=True)
def shortest_path_length(
    G: Labelled, source: Label = None, target: Label = None, weight: str | None = None, method: str = "dijkstra"
) -> Any:
    if source is None and target is None:
        return all_pairs_shortest_path_length(G) if weight is None else all_pairs_dijkstra_path_length(G, None, weight)
    if source is not None and target is not None:
        return _between(G, source, target, weight)
    csr, end = (G.weighed(weight), source) if target is None else (G.weighed(weight).turned, target)
    problem = f"Source {end} is not in G" if weight is None else f"Node {end} not found in graph"
    return _distances(G, csr, [_at(G, end, problem)], None, weight)


def _between(G: Labelled, source: Label, target: Label, weight: str | None) -> float:
    if weight is not None:
        return dijkstra_path_length(G, source, target, weight)
    ends = _at(G, source, f"Source {source} is not in G"), _at(G, target, f"Target {target} is not in G")
    length = _length(G, *ends, None)
    if length is None:
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    return length


@served(one_look=True)
def has_path(G: Labelled, source: Label, target: Label) -> bool:
    try:
        _between(G, source, target, None)
    except nx.NetworkXNoPath:
        return False
    return True


@served()
def descendants(G: Labelled, source: Label) -> set[Label]:
    return _reached(G, G.csr, source)


@served()
def ancestors(G: Labelled, source: Label) -> set[Label]:
    return _reached(G, G.csr.turned, source)


def _reached(G: Labelled, csr: CSR, source: Label) -> set[Label]:
    if source not in G:
        raise nx.NetworkXError(f"The node {source} is not in the {'digraph' if G.is_directed() else 'graph'}.")
    far = traverse.distances(csr, [G.place[source]])
    return {G.labels[i] for i in np.flatnonzero(far > 0).tolist()}
