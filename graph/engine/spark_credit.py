"""Degree, strength and PageRank of a graph in parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.sparse import linalg

from graph.engine.local import Direction
from graph.engine.spark_parts import Arrays, Laid, Part
from graph.engine.spectral import shares
from graph.engine.work import Watch, step
from graph.model.errors import BadValue

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
RESTART = 20  # vectors kept between two restarts


def degree(laid: Laid, *, direction: Direction = "both") -> Places:
    """As `graph.engine.local.degree`."""
    return _sums(laid, direction, False).astype(np.int64)


def in_degree(laid: Laid) -> Places:
    """As `degree`, arrows in."""
    return degree(laid, direction="in")


def out_degree(laid: Laid) -> Places:
    """As `degree`, arrows out."""
    return degree(laid, direction="out")


def strength(laid: Laid, *, direction: Direction = "both") -> Floats:
    """As `graph.engine.local.strength`, but for the order in which floats are added."""
    return _sums(laid, direction, True)


def pagerank(
    laid: Laid, *, alpha: float = 0.85, personalization: ArrayLike | None = None, dangling: ArrayLike | None = None,
    tol: float = 1e-12, most: int = 2000, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """As `graph.engine.credit.pagerank`: the same shares, within `tol` ÷ (1 - alpha) in sum.

    Each product of matrix and vector is one round of Spark. GMRES (Saad and Schultz 1986) takes 20 to 40 of them
    where plain rounds take 20 to 100.
    """
    n = laid.n
    if not n:
        return np.empty(0)
    jump = shares(personalization, n, "personalization")
    lost = jump if dangling is None else shares(dangling, n, "dangling")
    given = np.zeros(n)
    for rows, sums in laid.ways("out").each(_added, True, False):
        given[rows] = sums
    per = np.divide(1.0, given, out=np.zeros(n), where=given > 0)
    into, done = laid.ways("into"), 0

    def left(x: Floats) -> Floats:
        nonlocal done
        done += 1
        step(watch, done / (done + RESTART))
        comes = lost * x[per == 0].sum()
        for rows, credit in into.each(_credit, x * per):
            comes[rows] += credit
        return np.asarray(x - alpha * comes)

    product = linalg.LinearOperator((n, n), matvec=left, dtype=np.float64)
    wanted = (1 - alpha) * jump
    found, _ = linalg.gmres(
        product, wanted, jump, rtol=0.0, atol=tol / np.sqrt(n), restart=RESTART, maxiter=-(-most // RESTART)
    )
    if np.abs(wanted - left(found)).sum() > tol * 1.001:
        raise BadValue("error.bad_value.engine_rounds", field="alpha", value=alpha, allowed=["< 1"], rounds=done)
    return np.asarray(found / found.sum())


def _credit(gives: Floats, *part: NDArray[np.generic]) -> Arrays:
    """What comes to each node of a part, added up in order of whom it comes from."""
    ways = Part(*part)  # type: ignore[arg-type]
    matrix = sparse.csr_array((ways.weights(), ways.to, ways.start), shape=(len(ways.rows), len(gives)))
    return ways.rows, np.asarray(matrix @ gives)


def _sums(laid: Laid, direction: Direction, weighted: bool) -> Floats:
    """Weights, or ones, of each node's ways; a tie of a node with itself counts twice in both directions together."""
    sides = {"out": ["out"], "in": ["into"], "both": ["out", "into"]}[direction]
    found = np.zeros(laid.n)
    for side in sides if laid.directed else sides[:1]:
        for rows, sums in laid.ways(side).each(_added, weighted, not laid.directed):
            found[rows] += sums
    return found


def _added(weighted: bool, itself: bool, *part: NDArray[np.generic]) -> Arrays:
    """Weights, or ones, of each node of a part; `itself` counts a tie of a node with itself twice."""
    ways = Part(*part)  # type: ignore[arg-type]
    weight = ways.weights() if weighted else np.ones(len(ways.to))
    if itself:
        weight = np.where(ways.rows[ways.places()] == ways.to, 2 * weight, weight)
    return ways.rows, np.bincount(ways.places(), weight, len(ways.rows))
