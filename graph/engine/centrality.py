"""Who is central: betweenness, closeness, harmonic of each node; PageRank comes from `credit`, its kin from `spectral`.

All mean what networkx says. Weights are lengths here (smaller is closer) and strengths in `spectral`. Closeness and
harmonic count inward, the way to a node; give `csr.turned` for the way out. Parallel ties count as separate routes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.credit import pagerank
from graph.engine.csr import CSR
from graph.engine.distances import BITS, Roads, by_bits, depend
from graph.engine.spectral import eigenvector, hits, katz, largest_eigenvalue
from graph.engine.work import Watch, shared_out
from graph.model.errors import BadValue

__all__ = [
    "betweenness", "betweenness_many", "closeness", "edge_betweenness", "eigenvector", "harmonic", "hits", "katz",
    "largest_eigenvalue", "pagerank",
]  # fmt: skip

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def betweenness(
    csr: CSR, *, weighted: bool = False, starts: ArrayLike | None = None, normalized: bool = True,
    endpoints: bool = False, threads: int | None = None, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """Share 0…1 of all shortest routes between two others that run through each node; a number a node.

    Without `normalized` the number of routes (each pair once without direction). `weighted` reads weights as lengths
    greater than 0; BadValue names the first tie of length 0. From all nodes, or estimated from the given `starts`
    (networkx's `k`, with its scale; one start alone says nothing of itself: NaN). `endpoints` counts a route for its
    two ends too. An empty graph gives an empty array. Memory beside the graph: 40 bytes a tie and up to 80 MB, a
    thread. Brandes 2001, Brandes & Pich 2007; networkx `betweenness_centrality`.
    """
    drawn = _starts(csr, starts)
    through, _ = _depended(csr, weighted, drawn, endpoints, False, threads, watch)
    return through * _scale(csr, drawn, starts is not None, normalized, endpoints)


def edge_betweenness(
    csr: CSR, *, weighted: bool = False, starts: ArrayLike | None = None, normalized: bool = True,
    threads: int | None = None, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """Share 0…1 of all shortest routes between two nodes that run along each tie; a number a tie, in its order.

    Lengths, starts, errors and memory as for `betweenness`. networkx `edge_betweenness_centrality`.
    """
    drawn = _starts(csr, starts)
    _, over = _depended(csr, weighted, drawn, False, True, threads, watch)
    if csr.n < 2:
        return over
    pairs = len(drawn) * (csr.n - 1) if normalized else len(drawn) / csr.n * (1 if csr.directed else 2)
    return over / pairs if pairs else over


def betweenness_many(
    csr: CSR, kept: NDArray[np.bool_], *, weighted: bool = False, starts: ArrayLike | None = None,
    normalized: bool = True, threads: int | None = None, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """Betweenness of many thinned copies of one graph: a row a run, a column a node; exact, or from the same `starts`.

    `kept` has a row a run and a truth a tie: whether the tie is there in that run. Equal to `betweenness` of the graph
    that is left, all nodes staying; quicker than as many calls, because the graph is made ready once.
    """
    drawn = _starts(csr, starts)
    roads = _roads(csr, len(drawn), weighted)
    scale = _scale(csr, drawn, starts is not None, normalized, False)

    def run(first: int, behind: int) -> Floats:
        left = roads.without(kept[first], csr)
        return _through(left, drawn, 0, len(drawn), False, np.empty(0)) * scale

    found = list(shared_out(run, len(kept), 1, threads, watch))
    return np.array(found) if found else np.empty((0, csr.n))


def closeness(
    csr: CSR, *, weighted: bool = False, wf_improved: bool = True, starts: ArrayLike | None = None,
    threads: int | None = None, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """One over the mean distance to each node from all that reach it; 0 where nobody does; a number a node.

    With `wf_improved` (Wasserman & Faust 1994) times the share of nodes that reach it, so that a small island does not
    win. Inward like networkx; outward: give `csr.turned`. `weighted` reads weights as lengths. From all nodes, or
    estimated from the given `starts`; exact when these are all; NaN where a node is the only start.
    """
    total, reached, _, others = _reaching(csr, weighted, starts, threads, watch)
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.where(total > 0, reached / total, 0.0)
        share = reached / others if csr.n > 1 else np.ones(csr.n)
    return near * share if wf_improved else np.where(np.isnan(share), np.nan, near)


def harmonic(
    csr: CSR, *, weighted: bool = False, starts: ArrayLike | None = None,
    threads: int | None = None, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """Sum of one over the distance to each node from all others; who does not reach it adds nothing; a number a node.

    Between 0 and n - 1 without weights. Inward like networkx; outward: give `csr.turned`. A distance of 0 adds nothing,
    as in networkx. From all nodes, or from `starts`, scaled up to all. Marchiori & Latora 2000.
    """
    _, _, inverse, others = _reaching(csr, weighted, starts, threads, watch)
    if starts is None or csr.n < 2:
        return inverse
    with np.errstate(invalid="ignore"):
        return inverse * (csr.n - 1) / np.where(others > 0, others, np.nan)


def _starts(csr: CSR, starts: ArrayLike | None) -> Places:
    """The starts in order; BadValue for one that is no node."""
    drawn: Places = np.arange(csr.n) if starts is None else np.unique(np.asarray(starts, dtype=np.int64))
    wrong = drawn[(drawn < 0) | (drawn >= csr.n)]
    if len(wrong):
        raise BadValue("error.bad_value.engine_node", field="starts", value=int(wrong[0]), allowed=[f"0…{csr.n - 1}"])
    return drawn


def _roads(csr: CSR, starts: int, weighted: bool) -> Roads:
    """The graph ready for counting routes: a length of 0 would make a route of any number of ties, so it is refused."""
    if weighted and csr.weight is not None and not (csr.weight > 0).all():
        way = int(np.flatnonzero(csr.weight == 0)[0])
        where = f"tie {int(csr.tie[way])} ({int(csr.tail[way])} → {int(csr.to[way])})"
        raise BadValue("error.bad_value.engine_value", field=where, value=0, allowed=["> 0"])
    return Roads.of(csr, starts, weighted)


def _depended(
    csr: CSR, weighted: bool, drawn: Places, ends: bool, edges: bool, threads: int | None, watch: Watch | None
) -> tuple[Floats, Floats]:
    """How much the routes from the starts depend on each node, and on each tie when asked."""
    roads = _roads(csr, len(drawn), weighted)

    def block(first: int, behind: int) -> tuple[Floats, Floats]:
        over = np.zeros(len(roads.tie) if edges else 0)
        return _through(roads, drawn, first, behind, ends, over), over

    through, over, by_tie = np.zeros(csr.n), np.zeros(len(roads.tie) if edges else 0), np.zeros(csr.ties)
    for some, along in shared_out(block, len(drawn), roads.at_once, threads, watch):
        through += some
        over += along
    if edges:
        by_tie[roads.tie] = over
    return through, by_tie


def _through(roads: Roads, drawn: Places, first: int, behind: int, ends: bool, over: Floats) -> Floats:
    """What the routes from the starts first…behind need of each node; what of each road is added to `over`."""
    through, desk = np.zeros(roads.n), roads.desk()
    for i in range(first, behind, roads.at_once):
        some = drawn[i : min(i + roads.at_once, behind)]
        far, rank, last = roads.far(some, desk)
        depend(roads.a, roads.b, roads.length, roads.both, some, far, rank, last, ends, through, over)
    return through


def _scale(csr: CSR, drawn: Places, sampled: bool, normalized: bool, endpoints: bool) -> Floats:
    """What networkx multiplies the sums by; a start of a sample is the start of no route through itself."""
    others = csr.n if endpoints else csr.n - 1
    if others < 2:
        return np.ones(csr.n)
    counted = np.full(csr.n, float(len(drawn) if sampled else others))
    if sampled and not endpoints:
        counted[drawn] -= 1
    per = float(others - 1) if normalized else (1.0 if csr.directed else 2.0) / others
    with np.errstate(divide="ignore"):
        return np.where(counted > 0, 1 / (counted * per), np.nan)


def _reaching(
    csr: CSR, weighted: bool, starts: ArrayLike | None, threads: int | None, watch: Watch | None
) -> tuple[Floats, Floats, Floats, Floats]:
    """For each node, over the starts that reach it: summed distance, how many, summed 1 ÷ distance; how many might."""
    drawn = _starts(csr, starts)
    roads = Roads.of(csr, len(drawn), weighted)
    plain = not weighted or csr.weight is None

    def bits(first: int, behind: int) -> tuple[Floats, Floats, Floats]:
        sums = np.zeros(csr.n), np.zeros(csr.n), np.zeros(csr.n)
        by_bits(*roads.into[:2], *roads.out[:2], drawn[first:behind], *sums)
        return sums

    def lengths(first: int, behind: int) -> tuple[Floats, Floats, Floats]:
        far, _, _ = roads.far(drawn[first:behind], roads.desk())
        there = far > 0
        inverse = np.divide(1.0, far, out=np.zeros_like(far), where=there)
        others = np.isfinite(far).sum(axis=0, dtype=np.float64) - np.isin(np.arange(csr.n), drawn[first:behind])
        return np.where(there, far, 0.0).sum(axis=0), others, inverse.sum(axis=0)

    sums = np.zeros((3, csr.n))
    work, most = (bits, BITS) if plain else (lengths, roads.at_once)
    for found in shared_out(work, len(drawn), most, threads, watch):
        sums += found
    others = np.full(csr.n, float(len(drawn)))
    others[drawn] -= 1
    return sums[0], sums[1], sums[2], others
