"""Discs side by side: none touches another, bonded ones are near each other, the whole is wider than high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Spot = tuple[float, float]
BETWEEN = 8.0  # between two discs side by side
WIDE = 2.15  # how much wider than high the whole is
NAME = 36.0  # discs above each other stand so much farther apart: the lower one's name goes between
ROUNDS, LAST = 700, 1500  # of pulling and pushing; at most so many more of pushing alone


def packed(radii: Mapping[str, float], bonds: Mapping[tuple[str, str], float]) -> dict[str, Spot]:
    """Centres of discs that do not touch, with room for a name above each; bonded ones are drawn together."""
    import networkx as nx
    import numpy as np

    names = sorted(radii)
    if not names:
        return {}
    graph: Any = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from((a, b, w) for (a, b), w in sorted(bonds.items()) if a in radii and b in radii)
    size = np.array([radii[n] for n in names])
    start = nx.spring_layout(graph, seed=7, weight="weight", iterations=80) if len(names) > 1 else {names[0]: (0, 0)}
    at = np.array([start[n] for n in names], dtype=float)
    at = _lying(at - at.mean(axis=0)) * np.sqrt((size**2).sum()) * 1.1
    index = {n: i for i, n in enumerate(names)}
    pulls = [(index[a], index[b], w) for a, b, w in graph.edges(data="weight")]
    _settle(at, size, pulls)
    return {n: (float(x), float(y)) for n, (x, y) in zip(names, at, strict=True)}


def _lying(at: Any) -> Any:
    """The same points turned so that they spread sideways more than up and down."""
    import numpy as np

    _, turn = np.linalg.eigh(at.T @ at)
    turned = at @ turn[:, ::-1]
    return turned * np.where(np.abs(turned).max(axis=0) == turned.max(axis=0), 1.0, -1.0)


def _settle(at: Any, size: Any, pulls: Sequence[tuple[int, int, float]]) -> None:
    """Pull towards the middle and along bonds, push overlapping discs apart; the last rounds only push."""
    import numpy as np

    need = size[:, None] + size[None, :] + BETWEEN
    ends = np.array([(i, j) for i, j, _ in pulls], dtype=int).reshape(-1, 2).T
    bond = np.array([w for *_, w in pulls], dtype=float)
    bond /= bond.max(initial=1e-9)
    rounds = max(200, min(ROUNDS, 56_000 // max(1, len(size))))
    for turn in range(rounds + LAST):
        ease = max(0.0, 1 - turn / (rounds * 0.5))  # bonds decide early who is near whom
        pulling = turn < rounds * 0.85
        if pulling:
            at -= at * np.array([0.02, 0.02 * WIDE**2]) * (0.25 + ease)
        step = (at[ends[1]] - at[ends[0]]) * (0.02 * ease * bond)[:, None]
        np.add.at(at, ends[0], step)
        np.subtract.at(at, ends[1], step)
        way = at[:, None, :] - at[None, :, :]
        far = np.hypot(way[:, :, 0], way[:, :, 1]) + 1e-9
        push = np.clip(need + NAME * (way[:, :, 1] / far) ** 2 - far, 0, None)
        np.fill_diagonal(push, 0)
        if not pulling and push.max(initial=0.0) < BETWEEN / 2:
            return
        at += ((way / far[:, :, None]) * push[:, :, None]).sum(axis=1) * 0.3
