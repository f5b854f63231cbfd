"""Arrays and no business: graphs as CSR, measured by compiled kernels that mean what networkx says.

Without networkx: `graph.engine.pagerank(edges)`, and every other name of MEASURES, gives a Series by id from a table of
edges (`graph.engine.frames`). With it: `networkx.pagerank(G, backend="guanxi")` (`graph.engine.backend`).
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

MEASURES = (
    "authorities", "betweenness_centrality", "closeness_centrality", "clustering", "connected_components",
    "constraint", "core_number", "degree", "descendants", "effective_size", "eigenvector_centrality",
    "harmonic_centrality", "hubs", "in_degree", "katz_centrality", "label_propagation", "out_degree", "pagerank",
    "reach_sketch", "seeds", "shortest_path_length", "strength", "strongly_connected_components",
    "top_betweenness", "triangles", "within_two",
)  # fmt: skip


def __getattr__(name: str) -> Any:
    """A measure of tables; the kernels are imported when one is first asked for."""
    if name not in MEASURES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("graph.engine.frames").door(name)
