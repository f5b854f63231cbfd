"""Who hangs together, and circles by votes, of a graph in parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import CSR
from graph.engine.spark_parts import Arrays, Laid, Part
from graph.engine.traverse import components
from graph.engine.votes import ROUNDS, checked_rounds, voted
from graph.engine.work import Watch, step

FORESTS = 8  # that come here at most


def connected_components(laid: Laid) -> NDArray[np.int32]:
    """As `graph.engine.traverse.components`, in one pass: each part tells a forest of its own; these are merged."""
    found = laid.ways("out").drawn_together(_forest_of, _forest, FORESTS)
    a, b = (
        np.concatenate([np.empty(0, np.int32), *ends]) for ends in (zip(*found, strict=True) if found else ((), ()))
    )
    return components(CSR.build(laid.n, a, b, directed=False))


def label_propagation(laid: Laid, *, rounds: int = ROUNDS, watch: Watch | None = None) -> NDArray[np.int64]:
    """As `graph.engine.votes.label_propagation`."""
    label = np.arange(laid.n)
    for turn in range(checked_rounds(rounds)):
        new = label.copy()
        for rows, labels in laid.ways("both").each(_votes, label):
            new[rows] = labels
        if (new == label).all():
            break
        label = new
        step(watch, (turn + 1) / rounds)
    return label


def _forest_of(*part: NDArray[np.generic]) -> Arrays:
    ways = Part(*part)  # type: ignore[arg-type]
    return _forest(ways.rows[ways.places()], ways.to)


def _forest(a: NDArray[np.int32], b: NDArray[np.int32]) -> Arrays:
    """Two ends of each tie of a forest that holds together what the ties given do: every node with the smallest."""
    nodes, place = np.unique(np.r_[a, b], return_inverse=True)
    smallest = nodes[components(CSR.build(len(nodes), place[: len(a)], place[len(a) :], directed=False))]
    other = smallest != nodes
    return nodes[other], smallest[other]


def _votes(label: NDArray[np.int64], *part: NDArray[np.generic]) -> Arrays:
    ways = Part(*part)  # type: ignore[arg-type]
    others = ways.rows[ways.places()] != ways.to
    start = np.r_[0, np.cumsum(np.bincount(ways.places()[others], minlength=len(ways.rows)))]
    return ways.rows, voted(ways.rows, start, ways.to[others], label)
