"""What networkx measures, with the direction and the meaning of weight set right (features.md §5, traps 1-8).

Each function takes a projection as arrays and whether to use its weights, and gives one number a node in its order;
NaN for nodes that cannot be scored. Where ties have a direction every measure counts outward: who moves, sends, refers.
Strength (bigger is closer) is read by strength, eigenvector, PageRank, Katz, HITS, constraint and effective size;
distance (smaller is closer) by betweenness, closeness and harmonic; the others count every tie as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.answer import Sentence
from graph.analysis.arrays import Arrays, Floats
from graph.engine import centrality, local
from graph.engine.csr import CSR
from graph.engine.near import within_two
from graph.engine.traverse import core_numbers
from graph.engine.work import shared_out

EXACT_UP_TO = 2000
PIVOTS = 200
FEWEST_PIVOTS = 20
STEPS_AFFORDED = 20_000_000
SEED = 20261122
STEPS = 2
KATZ_SHARE, KATZ_MOST = 0.9, 0.1
TOLERANCE, ROUNDING = 1e-12, 1e-15


def degree(net: Arrays, weighted: bool) -> Floats:
    """How many others each is tied to; where ties have a direction, ties in plus ties out."""
    return net.degree.astype(np.float64)


def in_degree(net: Arrays, weighted: bool) -> Floats:
    """Arrows that come in."""
    return np.bincount(net.pairs.b, minlength=net.n).astype(np.float64)


def out_degree(net: Arrays, weighted: bool) -> Floats:
    """Arrows that go out."""
    return np.bincount(net.pairs.a, minlength=net.n).astype(np.float64)


def strength(net: Arrays, weighted: bool) -> Floats:
    """Sum of the strengths 0…1 of each one's ties; without weights the number of ties."""
    if not weighted:
        return degree(net, False)
    both, power = np.r_[net.pairs.a, net.pairs.b], np.r_[net.pairs.strength, net.pairs.strength]
    return np.bincount(both, weights=power, minlength=net.n).astype(np.float64)


def betweenness(net: Arrays, weighted: bool) -> Floats:
    """Share 0…1 of all shortest routes between two others that run through each; sampled above 2,000 nodes."""
    return betweenness_and_error(net, weighted)[0]


def betweenness_and_error(net: Arrays, weighted: bool) -> tuple[Floats, float | None]:
    """Betweenness, and by how many points of percentile it is typically off where it is sampled; None where exact.

    Two halves of the sample are counted apart. Half the difference of somebody's percentile between them is the error
    of their mean; told is the root mean square of it over those through whom any route runs.
    """
    if pivots(net) is None:
        return centrality.betweenness(net.reading("distance", weighted), weighted=weighted), None
    one, two = _halves(net, weighted, centrality.betweenness, turned=False)
    some = (one > 0) | (two > 0)
    apart = percentile(pd.Series(one[some])) - percentile(pd.Series(two[some]))
    return (one + two) / 2, float(np.sqrt((apart**2).mean()) / 2)


def closeness(net: Arrays, weighted: bool) -> Floats:
    """One over the mean distance to all who can be reached, times the share of people who can (Wasserman-Faust).

    Outward where ties have a direction, so networkx's `closeness_centrality` of the reversed graph.
    """
    return _by_routes(net, weighted, centrality.closeness, turned=True)


def harmonic(net: Arrays, weighted: bool) -> Floats:
    """Sum of one over the distance to everybody else; whoever cannot be reached adds nothing.

    Outward where ties have a direction, so networkx's `harmonic_centrality` of the reversed graph.
    """
    return _by_routes(net, weighted, centrality.harmonic, turned=True)


def _by_routes(net: Arrays, weighted: bool, measure: Callable[..., Floats], *, turned: bool) -> Floats:
    """From all starts, or the mean of the two halves of the sample."""
    if pivots(net) is None:
        roads = net.reading("distance", weighted)
        return measure(roads.turned if turned else roads, weighted=weighted)
    one, two = _halves(net, weighted, measure, turned=turned)
    return (one + two) / 2


def _halves(net: Arrays, weighted: bool, measure: Callable[..., Floats], *, turned: bool) -> tuple[Floats, Floats]:
    """The measure from each half of the starting points drawn."""
    roads = net.reading("distance", weighted)
    roads = roads.turned if turned else roads
    drawn = np.random.default_rng(SEED).permutation(places(net))

    def half(first: int, behind: int) -> Floats:
        return measure(roads, weighted=weighted, starts=drawn[first::2], threads=1)

    one, two = shared_out(half, 2, 1)
    return one, two


def eigenvector(net: Arrays, weighted: bool) -> Floats:
    """How well tied one is to the well tied, 0…1, in the largest connected part; people outside it are unscored.

    On a directed graph the largest part where everybody reaches everybody; a tree has none, and nobody is scored.
    """
    scores, part = np.full(net.n, np.nan), largest(net)
    if len(part) > 1:
        place = np.full(net.n, -1)
        place[part] = np.arange(len(part))
        a, b = place[net.pairs.a], place[net.pairs.b]
        inside = (a >= 0) & (b >= 0)
        power = net.pairs.strength[inside] if weighted else None
        ties = CSR.build(len(part), a[inside], b[inside], directed=net.directed, weight=power)
        scores[part] = centrality.eigenvector(ties.turned, weighted=weighted)
    return scores


def pagerank(net: Arrays, weighted: bool) -> Floats:
    """Each one's share of all credit, summing to 1; on directed graphs credit flows back to the source of the arrow.

    PageRank rewards being pointed at; here pointing is what counts, so arrows are turned round first. Damping 0.85,
    who points at nobody gives to all alike. Source: Page et al. 1999.
    """
    ties = net.reading("strength", weighted).turned
    return centrality.pagerank(ties, weighted=weighted, tol=max(TOLERANCE, net.n * ROUNDING))


def katz(net: Arrays, weighted: bool, alpha: float | None = None) -> Floats:
    """Everybody one reaches over any number of steps, each step counting alpha as much; length of all is 1. Katz 1953.

    alpha: `katz_alpha` unless given.
    """
    ties = net.reading("strength", weighted).turned
    return centrality.katz(ties, alpha=katz_alpha(net, weighted) if alpha is None else alpha, weighted=weighted)


def katz_alpha(net: Arrays, weighted: bool) -> float:
    """What one step counts in Katz: 0.1, or nine tenths of the most that converges (1 ÷ the largest eigenvalue)."""
    most = centrality.largest_eigenvalue(net.reading("strength", weighted), weighted=weighted)
    return min(KATZ_MOST, KATZ_SHARE / most) if most > 0 else KATZ_MOST


def hits_hubs(net: Arrays, weighted: bool) -> Floats:
    """How much each one's arrows point at people many good pointers point at; shares that sum to 1."""
    return centrality.hits(net.reading("strength", weighted), weighted=weighted)[0]


def hits_authorities(net: Arrays, weighted: bool) -> Floats:
    """How much each is pointed at by those who point at the right people; shares that sum to 1."""
    return centrality.hits(net.reading("strength", weighted), weighted=weighted)[1]


def constraint(net: Arrays, weighted: bool) -> Floats:
    """How much one's contacts are tied to each other, so that one has little room; lower is freer. Burt 1992.

    Unscored without ties.
    """
    return local.constraint(net.reading("strength", weighted), weighted=weighted)


def effective_size(net: Arrays, weighted: bool) -> Floats:
    """How many contacts one has who are not tied to each other; unscored without ties. Burt 1995."""
    return local.effective_size(net.reading("strength", weighted), weighted=weighted)


def core_number(net: Arrays, weighted: bool) -> Floats:
    """The largest k so that one is in a group where everybody has k ties within the group."""
    return core_numbers(net.ways).astype(np.float64)


def clustering(net: Arrays, weighted: bool) -> Floats:
    """Share 0…1 of the pairs of one's contacts that are tied to each other; 0 with fewer than two contacts."""
    return local.clustering(net.ways)


def reach(net: Arrays, weighted: bool) -> Floats:
    """How many others one reaches in at most two steps, along the arrows where there are any."""
    return within_two(net.ways).astype(np.float64)


def voterank(net: Arrays, weighted: bool) -> Floats:
    """The place 1, 2, 3… at which each is elected when neighbours vote and the elected's neighbours vote less after.

    Who is not elected is unscored. Lower is better.
    """
    places, elected = np.full(net.n, np.nan), local.voterank(net.ways)
    places[elected] = np.arange(1, len(elected) + 1)
    return places


def largest(net: Arrays) -> Any:
    """The places of the largest connected part (strongly, where directed); of equal ones the one with the first id."""
    matrix = sparse.coo_array((np.ones(net.ties), (net.pairs.a, net.pairs.b)), shape=(net.n, net.n))
    label = csgraph.connected_components(matrix, directed=net.directed, connection="strong")[1]
    if not len(label):
        return np.zeros(0, dtype=np.int64)
    _, first, size = np.unique(label, return_index=True, return_counts=True)
    return np.flatnonzero(label == np.lexsort((first, -size))[0])


def pivots(net: Arrays) -> int | None:
    """How many starting points to draw for measures of shortest routes; None means all, which is exact."""
    if net.n <= EXACT_UP_TO:
        return None
    afforded: int = STEPS_AFFORDED // (net.n + net.ties)
    return max(FEWEST_PIVOTS, min(PIVOTS, afforded))


def places(net: Arrays) -> Any:
    """The places of the starting points drawn, the same for the same network."""
    k = pivots(net) or net.n
    return np.sort(np.random.default_rng(SEED).choice(net.n, size=k, replace=False))


def sampled(net: Arrays, points: float | None = None) -> list[Sentence]:
    """The note that a measure of shortest routes is approximate, where it is, and by how many points of percentile."""
    k = pivots(net)
    told = [] if k is None else [Sentence("analysis.note.approximate", {"k": k, "n": net.n, "seed": SEED})]
    return told + ([] if points is None else [Sentence("analysis.note.halves", {"points": round(float(points), 1)})])


def one_part(net: Arrays) -> list[Sentence]:
    """The note that only the largest connected part is scored, or that there is none to score."""
    part = len(largest(net))
    if part < 2 and net.n:
        return [Sentence("analysis.note.no_ring", {})]
    return [Sentence("analysis.note.one_part", {"n": part, "all": net.n})] if part < net.n else []


def no_arrows(net: Arrays) -> list[Sentence]:
    """The note that nobody is scored, where there are no ties to point with."""
    return [Sentence("analysis.note.no_ties", {})] if net.n and not net.ties else []


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
