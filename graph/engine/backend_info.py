"""What networkx is told of the engine when it starts; light, because every `import networkx` reads it."""

from __future__ import annotations

from typing import Any


def info() -> dict[str, Any]:
    """The entry point `networkx.backend_info`: what the backend is, and the functions it has."""
    return {
        "backend_name": "guanxi",
        "project": "guanxi",
        "package": "graph.engine",
        "short_summary": "Compiled kernels on arrays, exact, for graphs without parallel edges.",
        "functions": {name: {} for name in FUNCTIONS},
    }


FUNCTIONS = """
    all_pairs_dijkstra_path_length all_pairs_shortest_path_length ancestors articulation_points average_clustering
    betweenness_centrality biconnected_components bridges closeness_centrality clustering connected_components
    constraint core_number degree_centrality descendants dijkstra_path_length edge_betweenness_centrality
    effective_size eigenvector_centrality harmonic_centrality has_bridges has_path hits in_degree_centrality
    is_connected is_strongly_connected is_weakly_connected katz_centrality multi_source_dijkstra_path_length
    number_connected_components number_strongly_connected_components number_weakly_connected_components
    out_degree_centrality pagerank shortest_path_length single_source_dijkstra_path_length
    single_source_shortest_path_length single_target_shortest_path_length strongly_connected_components transitivity
    triangles voterank weakly_connected_components
""".split()
