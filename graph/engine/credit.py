"""PageRank: each node's share of all credit, in rounds that can be watched and stopped. Weights are strengths.

An arrow gives to the node it points at, as in networkx. Give `csr.turned` where pointing is what counts.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import CSR, Offsets
from graph.engine.spectral import settled, shares
from graph.engine.work import Watch, kernel, step
from graph.model.errors import BadValue

Floats = NDArray[np.float64]
Rounds = Callable[[int], float]  # so many rounds more; the summed change of the last
LOOK = 4  # rounds between two looks at the watcher; 0.1 s each at 10,000,000 ties


def pagerank(
    csr: CSR, *, alpha: float = 0.85, personalization: ArrayLike | None = None, weighted: bool = False,
    dangling: ArrayLike | None = None, tol: float = 1e-12, most: int = 2000, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """Each node's share of all credit, summing to 1: where one who follows arrows, and sometimes jumps, is found.

    Credit goes along the arrows in proportion to strength; with chance 1 - `alpha` it jumps by `personalization` (≥ 0 a
    node; alike to all), and from a node without arrows by `dangling` (as `personalization`). `tol` is the summed change
    of the last round (networkx: its `tol` times n). An empty graph gives an empty array; BadValue when it has not
    settled after `most` rounds. On one thread: Gauss-Seidel rounds, without direction conjugate gradients (half as
    many). Page et al. 1999; Hestenes & Stiefel 1952; networkx `pagerank`.
    """
    if not csr.n:
        return np.empty(0)
    jump = shares(personalization, csr.n, "personalization")
    lost = jump if dangling is None else shares(dangling, csr.n, "dangling")
    into = csr.turned
    strengths = csr.weight if weighted else None
    given = csr.degree.astype(float) if strengths is None else np.bincount(csr.tail, strengths, csr.n)
    weight = np.empty(0) if strengths is None or into.weight is None else into.weight
    per = np.divide(1.0, given, out=np.zeros(csr.n), where=given > 0)
    if not csr.directed and dangling is None and alpha < 1:
        y, left, pull = np.zeros(csr.n), (1 - alpha) * jump, np.zeros(csr.n)
        along, size = left * per, np.array([np.sum(left * left * per)])
        _run(lambda some: _mutual(into.start, into.to, weight, per, alpha, tol, some, y, left, along, pull, size),
             alpha, tol, most, watch)  # fmt: skip
        x = np.where(per > 0, np.maximum(0.0, np.divide(y, per, out=np.zeros(csr.n), where=per > 0)), left)
    else:
        x = np.full(csr.n, 1.0 / csr.n)
        gives, adrift = x * per, np.array([x[per == 0].sum()])
        _run(lambda some: _credit(into.start, into.to, weight, per, alpha, jump, lost, tol, some, x, gives, adrift),
             alpha, tol, most, watch)  # fmt: skip
    return np.asarray(x / x.sum(), dtype=float)


def _run(rounds: Rounds, alpha: float, tol: float, most: int, watch: Watch | None) -> None:
    """Rounds until the change is below `tol`, a few between two looks, whoever watches: the answer is the same."""
    share = 0.0
    for done in range(0, most, LOOK):
        change = rounds(min(LOOK, most - done))
        share = max(share, 1.0 if change < tol else settled(change, tol))
        step(watch, share)
        if change < tol:
            return
    raise BadValue("error.bad_value.engine_rounds", field="alpha", value=alpha, allowed=["< 1"], rounds=most)


@kernel
def _credit(
    start: Offsets, to: NDArray[np.int32], weight: Floats, per: Floats, alpha: float, jump: Floats, lost: Floats,
    tol: float, some: int, x: Floats, gives: Floats, adrift: Floats,
) -> float:  # fmt: skip
    """Rounds of x = alpha (credit that comes in + lost credit) + (1 - alpha) jump, each node seeing the newest x."""
    change = 0.0
    for _ in range(some):
        change = 0.0
        for v in range(per.size):
            comes = 0.0
            if weight.size:
                for e in range(start[v], start[v + 1]):
                    comes += weight[e] * gives[to[e]]
            else:
                for e in range(start[v], start[v + 1]):
                    comes += gives[to[e]]
            new = alpha * (comes + adrift[0] * lost[v]) + (1 - alpha) * jump[v]
            change += abs(new - x[v])
            if per[v] == 0.0:
                adrift[0] += new - x[v]
            x[v] = new
            gives[v] = new * per[v]
        if change < tol:
            break
    return change


@kernel
def _mutual(
    start: Offsets, to: NDArray[np.int32], weight: Floats, per: Floats, alpha: float, tol: float, some: int,
    y: Floats, left: Floats, along: Floats, pull: Floats, size: Floats,
) -> float:  # fmt: skip
    """The same without direction, by conjugate gradients: x ÷ strength solves a symmetric system.

    Credit lost where there is no tie comes back by `jump`, so it only scales all x. Nothing left to do is -1.
    """
    change = -1.0
    for _ in range(some):
        if size[0] <= 0.0:
            return -1.0
        steep = 0.0
        for v in range(per.size):
            if per[v] > 0.0:
                comes = 0.0
                if weight.size:
                    for e in range(start[v], start[v + 1]):
                        comes += weight[e] * along[to[e]]
                else:
                    for e in range(start[v], start[v + 1]):
                        comes += along[to[e]]
                pull[v] = along[v] / per[v] - alpha * comes
                steep += along[v] * pull[v]
        change, last, far = 0.0, size[0], size[0] / steep
        size[0] = 0.0
        for v in range(per.size):
            if per[v] > 0.0:
                y[v] += far * along[v]
                left[v] -= far * pull[v]
                change += abs(left[v])
                size[0] += left[v] * left[v] * per[v]
        if change < tol:
            break
        for v in range(per.size):
            along[v] = left[v] * per[v] + size[0] / last * along[v]
    return change
