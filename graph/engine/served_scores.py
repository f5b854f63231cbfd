"""Served to networkx: who is central, and what the nearest ties say. Each means what networkx says of it."""

# ruff: noqa: N803  networkx calls its graphs G, and hands them over by that name

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.engine import centrality, local, traverse
from graph.engine.labelled import Labelled
from graph.engine.served import Label, served
from graph.model.errors import BadValue

Numbers = NDArray[Any]
ROUNDS = 2000


def _by_label(G: Labelled, numbers: Numbers) -> dict[Label, Any]:
    return dict(zip(G.labels, numbers.tolist(), strict=True))


@served("nstart")
def pagerank(
    G: Labelled, alpha: float = 0.85, personalization: Mapping[Label, float] | None = None, max_iter: int = 100,
    tol: float = 1e-6, nstart: None = None, weight: str | None = "weight",
    dangling: Mapping[Label, float] | None = None,
) -> dict[Label, float]:  # fmt: skip
    if max_iter < 100:
        raise NotImplementedError("networkx knows in how many of its rounds it settles")
    if not len(G):
        return {}
    jump, lost = (None if one is None else _one_each(G, one) for one in (personalization, dangling))
    if jump is not None and not jump.any():
        raise ZeroDivisionError
    try:
        scores = centrality.pagerank(
            G.weighed(weight), alpha=alpha, personalization=jump, dangling=lost, weighted=weight is not None,
            tol=min(1e-12, tol * len(G)), most=max(ROUNDS, max_iter),
        )  # fmt: skip
    except BadValue as problem:
        if problem.key == "error.bad_value.engine_rounds":
            raise nx.PowerIterationFailedConvergence(max_iter) from problem
        raise
    return _by_label(G, scores)


def _one_each(G: Labelled, given: Mapping[Label, float]) -> NDArray[np.float64]:
    return np.array([given.get(label, 0) for label in G.labels], dtype=float)


@served()
def betweenness_centrality(
    G: Labelled, k: int | None = None, normalized: bool = True, weight: str | None = None, endpoints: bool = False,
    seed: Any = None,
) -> dict[Label, float]:  # fmt: skip
    found = centrality.betweenness(
        G.weighed(weight), weighted=weight is not None, starts=_drawn(G, k, seed), normalized=normalized,
        endpoints=endpoints,
    )  # fmt: skip
    return _by_label(G, found)


@served()
def edge_betweenness_centrality(
    G: Labelled, k: int | None = None, normalized: bool = True, weight: str | None = None, seed: Any = None
) -> dict[tuple[Label, Label], float]:
    starts = _drawn(G, k, seed)
    found = centrality.edge_betweenness(
        G.weighed(weight), weighted=weight is not None, starts=starts, normalized=normalized
    )
    return dict(zip(G.pairs(), found.tolist(), strict=True))


def _drawn(G: Labelled, k: int | None, seed: Any) -> list[int] | None:
    """The starts that networkx would draw."""
    if k is None or k == len(G):
        return None
    if k < 1:
        raise NotImplementedError("no starts")
    return [G.place[label] for label in seed.sample(list(G.labels), k)]


@served("u")
def closeness_centrality(
    G: Labelled, u: None = None, distance: str | None = None, wf_improved: bool = True
) -> dict[Label, float]:
    return _by_label(
        G, centrality.closeness(G.weighed(distance), weighted=distance is not None, wf_improved=wf_improved)
    )


@served("nbunch", "sources")
def harmonic_centrality(
    G: Labelled, nbunch: None = None, distance: str | None = None, sources: None = None
) -> dict[Label, float]:
    return _by_label(G, centrality.harmonic(G.weighed(distance), weighted=distance is not None))


@served(one_look=True)
def degree_centrality(G: Labelled) -> dict[Label, float]:
    return _degrees(G, "both")


@served(one_look=True)
def in_degree_centrality(G: Labelled) -> dict[Label, float]:
    return _degrees(G, "in")


@served(one_look=True)
def out_degree_centrality(G: Labelled) -> dict[Label, float]:
    return _degrees(G, "out")


def _degrees(G: Labelled, direction: local.Direction) -> dict[Label, float]:
    if len(G) < 2:
        return dict.fromkeys(G.labels, 1)
    return _by_label(G, local.degree(G.csr, direction) * (1.0 / (len(G) - 1.0)))


@served("nstart")
def eigenvector_centrality(
    G: Labelled, max_iter: int = 100, tol: float = 1e-6, nstart: None = None, weight: str | None = None
) -> dict[Label, float]:
    """By networkx's own rounds, so that separate parts share alike and too few rounds are told."""
    if not len(G):
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    into, n = _into(G, weight), len(G)
    x = np.full(n, 1.0 / n)
    for _ in range(max_iter):
        last = x
        x = last + into @ last
        x = x / (np.linalg.norm(x) or 1)
        if np.abs(x - last).sum() < n * tol:
            return _by_label(G, x)
    raise nx.PowerIterationFailedConvergence(max_iter)


@served("nstart")
def katz_centrality(
    G: Labelled, alpha: float = 0.1, beta: float | Mapping[Label, float] = 1.0, max_iter: int = 1000,
    tol: float = 1e-6, nstart: None = None, normalized: bool = True, weight: str | None = None,
) -> dict[Label, float]:  # fmt: skip
    """By networkx's own rounds, so that an alpha too large is told, or not, just as there."""
    if not len(G):
        return {}
    if not isinstance(beta, int | float | Mapping):
        raise NotImplementedError("networkx says what is wrong with that beta")
    if isinstance(beta, Mapping) and set(beta) != set(G.labels):
        raise nx.NetworkXError("beta dictionary must have a value for every node")
    into, n = _into(G, weight), len(G)
    given = _one_each(G, beta) if isinstance(beta, Mapping) else np.full(n, float(beta))
    x = np.zeros(n)
    for _ in range(max_iter):
        last = x
        x = alpha * (into @ last) + given
        if np.abs(x - last).sum() < n * tol:
            return _by_label(G, x / (np.linalg.norm(x) or 1) if normalized else x)
    raise nx.PowerIterationFailedConvergence(max_iter)


def _into(G: Labelled, weight: str | None) -> Any:
    """What comes into each node from each other, as a matrix."""
    csr = G.weighed(weight).turned
    strengths = np.ones(csr.ways) if csr.weight is None else csr.weight
    return sparse.csr_array((strengths, csr.to, csr.start), shape=(csr.n, csr.n))


@served("nstart", "normalized")
def hits(
    G: Labelled, max_iter: int = 100, tol: float = 1e-8, nstart: None = None, normalized: bool = True
) -> tuple[dict[Label, float], dict[Label, float]]:
    if max_iter < 100 or len(G) < 2 or not G.csr.ways:
        raise NotImplementedError("networkx knows what that gives")
    hubs, authorities = centrality.hits(G.weighed("weight"), weighted=True)
    if np.isnan(hubs).any():
        raise NotImplementedError("weights all 0, or a tie for the first place")
    return _by_label(G, hubs), _by_label(G, authorities)


@served()
def voterank(G: Labelled, number_of_nodes: int | None = None) -> list[Label]:
    if G.self_tied or (number_of_nodes or 0) < 0:
        raise NotImplementedError("networkx counts votes for oneself")
    return [G.labels[i] for i in local.voterank(G.csr, number_of_nodes).tolist()]


@served("nodes", "weight")
def clustering(G: Labelled, nodes: None = None, weight: None = None) -> dict[Label, float]:
    return _by_label(G, local.clustering(G.csr))


@served("nodes", "weight", "count_zeros")
def average_clustering(G: Labelled, nodes: None = None, weight: None = None, count_zeros: bool = True) -> float:
    total: float = sum(local.clustering(G.csr).tolist())
    return total / len(G)


@served()
def transitivity(G: Labelled) -> float:
    if G.is_directed():
        raise NotImplementedError("networkx looks along the arrows only")
    degree = G.csr.simple.degree
    closed = int(local.triangles(G.csr).sum())
    return 2 * closed / int((degree * (degree - 1)).sum()) if closed else 0


@served("nodes")
def triangles(G: Labelled, nodes: None = None) -> dict[Label, int]:
    return _by_label(G, local.triangles(G.csr))


@served("nodes")
def constraint(G: Labelled, nodes: None = None, weight: str | None = None) -> dict[Label, float]:
    if G.self_tied:
        raise NotImplementedError("networkx has two answers for ties to oneself, by whether `nodes` are given")
    return _by_label(G, local.constraint(G.weighed(weight), weighted=weight is not None))


@served("nodes", "weight")
def effective_size(G: Labelled, nodes: None = None, weight: None = None) -> dict[Label, float]:
    if G.self_tied or G.is_directed():
        raise NotImplementedError("networkx has two answers here, by whether `nodes` are given")
    return _by_label(G, local.effective_size(G.csr))


@served()
def core_number(G: Labelled) -> dict[Label, int]:
    if G.self_tied:
        raise nx.NetworkXNotImplemented(
            "Input graph has self loops which is not permitted; "
            "Consider using G.remove_edges_from(nx.selfloop_edges(G))."
        )
    return _by_label(G, traverse.core_numbers(G.csr))
