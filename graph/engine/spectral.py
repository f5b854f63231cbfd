"""Who is central by whom they are tied to: eigenvector, Katz, hubs and authorities. Weights are strengths.

All mean what networkx says: an arrow gives to the node it points at. Give `csr.turned` where pointing is what counts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.sparse import csgraph
from scipy.sparse import linalg as spectra

from graph.engine.csr import CSR
from graph.engine.work import Watch, step
from graph.model.errors import BadValue

Floats = NDArray[np.float64]
SMALL = 60  # nodes up to which a full decomposition is quicker than an iterated one
SHARE_OF_LIMIT = 0.85
NO_RING = 0.1  # networkx's alpha, for graphs where every alpha will do
MOST_STEPS = 20_000
RESTARTS = 30  # of the eigenvalue search, 40 products of matrix and vector each


def eigenvector(csr: CSR, *, weighted: bool = False) -> Floats:
    """How well tied each node is to the well tied, 0…1, of length 1; by the ties that come in, like networkx.

    Only for one (strongly) connected part: elsewhere the answer is not unique, and the caller takes the largest part.
    NaN everywhere where no tie closes a ring (an eigenvalue of 0), or where the two first answers cannot be told apart
    (a long chain): there is no answer. An empty graph gives an empty array. Bonacich 1987; networkx
    `eigenvector_centrality`.
    """
    if not csr.n or not csr.ways:
        return np.full(csr.n, np.nan)
    if csr.directed and largest_eigenvalue(csr, weighted=weighted) == 0:
        return np.full(csr.n, np.nan)
    _, vector = _leading(_matrix(csr, weighted).T, not csr.directed)
    scores: Floats = np.abs(vector) / np.linalg.norm(vector)
    return scores


def largest_eigenvalue(csr: CSR, *, weighted: bool = False) -> float:
    """The largest eigenvalue of the matrix of strengths, 0 where no arrow closes a ring; Katz stays below 1/it.

    Where it cannot be told from the next one (a long chain) the largest sum of a row or column, which is never less.
    """
    if not csr.ways:
        return 0.0
    matrix = _matrix(csr, weighted)
    if csr.directed:
        _, part = csgraph.connected_components(matrix, directed=True, connection="strong")
        inside = part[csr.tail] == part[csr.to]
        if not inside.any():
            return 0.0
        weight = matrix.data[inside]
        matrix = sparse.csr_array((weight, (csr.tail[inside], csr.to[inside])), shape=(csr.n, csr.n))
    value, _ = _leading(matrix.T, not csr.directed)
    if np.isnan(value):
        return float(min(matrix.sum(axis=0).max(), matrix.sum(axis=1).max()))
    return max(0.0, value)


def katz(
    csr: CSR, *, alpha: float | None = None, beta: float = 1.0, weighted: bool = False, normalized: bool = True,
    tol: float = 1e-12, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """All chains of ties that lead to each node, one of k ties counting alpha to the k; a number a node.

    `alpha` must be below 1 / the largest eigenvalue (BadValue says what that is); None takes 0.85 of it, and 0.1 where
    nothing limits it. `normalized` gives length 1. An empty graph gives an empty array. Katz 1953; networkx
    `katz_centrality` (whose own alpha is 0.1).
    """
    if not csr.n:
        return np.empty(0)
    limit = largest_eigenvalue(csr, weighted=weighted)
    if alpha is None:
        alpha = SHARE_OF_LIMIT / limit if limit > 0 else NO_RING
    if not alpha >= 0 or alpha * limit >= 1 - 1e-9:
        allowed = f"0…{1 / limit:.6g}" if limit > 0 else "≥ 0"
        raise BadValue("error.bad_value.engine_value", field="alpha", value=alpha, allowed=[allowed])
    chains = _matrix(csr, weighted).T.tocsr()
    x, share = np.zeros(csr.n), 0.0
    for _ in range(MOST_STEPS):
        last = x
        x = np.asarray(alpha * (chains @ x) + beta, dtype=float)
        change, most = float(np.abs(x - last).max()), float(np.abs(x).max())
        share = max(share, settled(change / most if most else 0.0, tol))
        step(watch, share)
        if change <= tol * most:
            return x / float(np.linalg.norm(x)) if normalized else x
    raise BadValue("error.bad_value.engine_rounds", field="alpha", value=alpha, allowed=["≥ 0"], rounds=MOST_STEPS)


def hits(csr: CSR, *, weighted: bool = False) -> tuple[Floats, Floats]:
    """Hubs (who point at authorities) and authorities (whom hubs point at), each 0…1 and summing to 1.

    NaN where there is no tie. Several separate parts that are equally strong share. Kleinberg 1999; networkx `hits`.
    """
    if not csr.ways or not csr.n:
        return np.full(csr.n, np.nan), np.full(csr.n, np.nan)
    matrix = _matrix(csr, weighted)
    if not matrix.data.any():
        return np.full(csr.n, np.nan), np.full(csr.n, np.nan)
    _, vector = _leading(_twice(matrix), True)
    authorities = np.abs(vector)
    hubs = matrix @ authorities
    return hubs / hubs.sum(), authorities / authorities.sum()


def settled(change: float, tol: float) -> float:
    """How far rounds have come that end at a change of `tol`, 0…1: each round takes away about the same part."""
    if change <= tol or not 0 < tol < 1:
        return 1.0 if change <= tol else 0.0
    return min(1.0, max(0.0, math.log(change) / math.log(tol)))


def shares(given: ArrayLike | None, n: int, field: str) -> Floats:
    """One number a node that sum to 1; alike when none are given."""
    found = np.ones(n) if given is None else np.asarray(given, dtype=np.float64)
    wrong = found[~(found >= 0) | np.isinf(found)]
    if len(found) != n or len(wrong) or not found.any():
        value = float(wrong[0]) if len(wrong) else len(found) if len(found) != n else 0
        raise BadValue("error.bad_value.engine_value", field=field, value=value, allowed=[f"{n} × ≥ 0, Σ > 0"])
    return np.asarray(found / found.sum(), dtype=float)


def _matrix(csr: CSR, weighted: bool) -> Any:
    """The strengths as a sparse matrix, row gives to column; parallel ties add up where it is used."""
    strengths = np.ones(csr.ways) if csr.weight is None or not weighted else csr.weight
    return sparse.csr_array((strengths, csr.to, csr.start), shape=(csr.n, csr.n))


def _twice(matrix: Any) -> Any:
    """The matrix after its transpose, never written out: behind a star that would be a full square."""
    n, back = matrix.shape[0], matrix.T.tocsr()
    if n <= SMALL:
        return sparse.csr_array(back @ matrix)
    return spectra.LinearOperator((n, n), matvec=lambda x: back @ (matrix @ x), dtype=float)


def _leading(matrix: Any, symmetric: bool) -> tuple[float, Floats]:
    """The eigenvalue with the largest real part and its vector, always from the same start, so the same answer.

    NaN where the first two are too near each other to be told apart, as on a long chain.
    """
    n = matrix.shape[0]
    if n <= SMALL:
        values, vectors = _ours(np.linalg.eigh if symmetric else np.linalg.eig, matrix.toarray())
        return _together(values, vectors)
    solve: Any = spectra.eigsh if symmetric else spectra.eigs
    try:
        values, vectors = solve(matrix, k=1, which="LA" if symmetric else "LR", v0=np.ones(n), ncv=40, maxiter=RESTARTS)
    except spectra.ArpackError:
        return float("nan"), np.full(n, np.nan)
    return float(values[0].real), np.asarray(vectors[:, 0].real, dtype=float)


def _ours(solve: Callable[[Any], Any], matrix: Any) -> tuple[Any, Any]:
    found = solve(matrix)
    return found.eigenvalues, found.eigenvectors


def _together(values: Any, vectors: Any) -> tuple[float, Floats]:
    """The leading vector; of several equally strong ones their share of a start where all are alike."""
    best = float(values.real.max())
    leading = vectors[:, values.real >= best - 1e-9 * max(1.0, abs(best))].real
    if leading.shape[1] == 1:
        return best, leading[:, 0]
    basis, _ = np.linalg.qr(leading)
    return best, basis @ basis.sum(axis=0)
