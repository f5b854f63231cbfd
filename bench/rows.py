"""What is measured: each row one operation on one graph, ours beside the named peer, with their answers compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench import peers
from bench.graphs import Drawn
from graph.engine import centrality, local, reach, traverse
from graph.engine.credit import pagerank
from graph.engine.csr import CSR

Work = Callable[[Drawn], Any]
Gap = Callable[[Drawn, Any, Any], float]


@dataclass(frozen=True)
class Row:
    """`gap` says how far apart the two answers are, 0 for equal; they count as equal below `off`.

    `goal` is the peer's CPU seconds over ours, both on one thread; handing a graph over counts in row 1 only. Where
    `published_s` is given the peer is not run: its seconds are those published, or those allowed.
    """

    number: int
    what: str
    graph: str
    peer: str
    goal: float
    ours: Work
    theirs: Work
    gap: Gap
    off: float
    published_s: float | None = None


def apart(_: Drawn, one: Any, other: Any) -> float:
    """The largest difference of two answers in order of node, relative where they are above 1."""
    a, b = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(b), 1.0), initial=0.0))


def summed(_: Drawn, one: Any, other: Any) -> float:
    """All differences added up."""
    return float(np.abs(np.asarray(one) - np.asarray(other)).sum())


def astray(_: Drawn, one: Any, other: Any) -> float:
    """The error of an estimate a node that reaches anybody, as a share of the true number: root of the mean square."""
    a, b = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    return float(np.sqrt(np.mean((a[b > 0] / b[b > 0] - 1) ** 2)))


def below(_: Drawn, one: float, other: float) -> float:
    """How far ours is below theirs, as a share of theirs."""
    return max(0.0, 1.0 - one / other)


def parts(_: Drawn, one: Any, other: Any) -> float:
    """How many more parts one of two divisions has."""
    return float(abs(len(np.unique(one)) - len(np.unique(other))))


def sizes(_: Drawn, one: CSR, other: Any) -> float:
    """By how many ways two graphs differ."""
    return float(abs(one.ways - other.nnz))


def ways(_: Drawn, one: CSR, other: CSR) -> float:
    """0 for the same arrays, else 1."""
    return float(not (np.array_equal(one.to, other.to) and np.array_equal(one.tie, other.tie)))


def other_names(_: Drawn, one: Any, other: Any) -> float:
    """The share of the nodes of one answer that the other has not."""
    return 1.0 - len(set(one) & set(other)) / max(1, len(set(other)))


def lost(graph: Drawn, one: Any, other: Any) -> float:
    """How much less our seeds reach than theirs, as a share of theirs, by 2,000 forward cascades each."""
    return below(graph, peers.judged(graph, one), peers.judged(graph, other))


def rows(size: str) -> list[Row]:
    """Every row with M or L as its largest graph; S and XS only show that all of it runs."""
    people = f"social_{'S' if size in 'ML' else 'XS'}"
    social, forest, net = f"social_{size}", f"forest_{size}", f"referrals_{size}"
    middle = "social_M" if size == "L" else social
    big = size == "L"
    return [
        Row(1, "arrays from tie ends", social, "scipy", 3.0 if big else 4.0, built, peers.scipy_matrix, sizes, 1),
        Row(2, "PageRank, L1 1e-8", social, "scipy", 1.3, credit, peers.scipy_pagerank, summed, 1e-6),
        Row(3, "components", social, "networkit", 4.0, together, peers.kit_components, parts, 1),
        Row(4, "k-core", social, "networkit", 1.2, cores, peers.kit_cores, apart, 1e-9),
        Row(5, "weighted path, 40 pairs", middle, "networkit", 4.0, peers.ours_pairs, peers.kit_pairs, apart, 1e-6),
        Row(6, "closeness, exact", people, "rustworkx", 3.0, closeness, peers.rust_closeness, apart, 1e-9),
        Row(6, "harmonic, exact", people, "igraph", 50.0, harmonic, peers.igraph_harmonic, apart, 1e-9),
        Row(7, "betweenness, exact", people, "igraph", 1.0, between, peers.igraph_between, apart, 1e-6),
        Row(8, "betweenness, top 100", middle, "networkit", 1.0, peers.ours_top, peers.kit_top, other_names, 0.1),
        Row(9, "communities", middle, "networkit", 0.9, circles, peers.kit_circles, below, 0.002),
        Row(10, "reach, forest", forest, "igraph", 7.0, reached, peers.igraph_reach, apart, 1e-9),
        Row(11, "reach, exact", net, "networkit", 3.0, counted, peers.kit_descendants, apart, 1e-9),
        Row(12, "reach, sketch", net, "networkit", 14.0, sketched, peers.kit_descendants, astray, 0.13),
        Row(14, "50 seeds of most spread", middle, "pynetim", 10.0, peers.few_seeds, peers.opim_seeds, lost, 0.005),
        *(published() if middle == "social_M" else []),
        Row(17, "spread, 2,000 cascades", middle, "cynetdiff", 1.5, peers.ours_spread, peers.cynet_spread, below, 0.02),
        Row(18, "one seed more", middle, "cascades", 20.0, peers.what_if, peers.what_if_anew, below, 0.03),
        Row(19, "seeds, any threads", middle, "two threads", 0.0, peers.few_seeds, peers.by_two_threads, apart, 1e-12),
        Row(21, "one tie more", social, "fresh build", 20.0, peers.edited, peers.built_anew, ways, 1),
    ]


def published() -> list[Row]:
    """Against figures of SUBSIM, its authors' C++, and the best spread known on this graph: published, not run here."""
    best = peers.spread_known
    return [
        Row(13, "50 seeds, epsilon 0.1", "social_M", "published", 1.0, peers.few_seeds, best, reaches, 0.04, 0.17),
        Row(15, "50 seeds, best in 1 s", "social_M", "best known", 1.0, peers.seeds, best, reaches, 0.005, 1.0),
        Row(
            16, "50 seeds, p = 0.1", "social_M", "published", 0.7, peers.giant_seeds, peers.giant_known, giant, 0.03,
            0.71,
        ),
    ]  # fmt: skip


def reaches(graph: Drawn, nodes: Any, known: float) -> float:
    """How far the seeds' spread is below a known one, by 2,000 forward cascades, as a share of it."""
    return below(graph, peers.judged(graph, nodes), known)


def giant(graph: Drawn, nodes: Any, known: float) -> float:
    """As `reaches`, where every tie passes on with the chance 0.1; by 200 cascades."""
    return below(graph, peers.judged(graph, nodes, 0.1, 200), known)


def built(graph: Drawn) -> CSR:
    return CSR.build(graph.n, graph.a, graph.b, directed=graph.directed)


def credit(graph: Drawn) -> Any:
    return pagerank(graph.csr, tol=1e-8)


def together(graph: Drawn) -> Any:
    return traverse.components(graph.csr)


def cores(graph: Drawn) -> Any:
    return traverse.core_numbers(graph.csr)


def closeness(graph: Drawn) -> Any:
    return centrality.closeness(graph.csr, threads=1)


def harmonic(graph: Drawn) -> Any:
    return centrality.harmonic(graph.csr, threads=1)


def between(graph: Drawn) -> Any:
    return centrality.betweenness(graph.csr, normalized=False, threads=1)


def circles(graph: Drawn) -> float:
    return local.communities(graph.csr).modularity


def reached(graph: Drawn) -> Any:
    return reach.descendants(graph.csr).count


def counted(graph: Drawn) -> Any:
    return reach.descendants(graph.csr, looks=10**12).count


def sketched(graph: Drawn) -> Any:
    return reach.descendants(graph.csr, looks=0).count
