"""Every measure beside networkx, and how sure a rank is: python bench/measures.py

2,000 people, 8,000 ties (bench.big). Each measure of METRICS that networkx has, by `rank` on its default network and
by networkx on the same graph, in turns in one run; the answers are compared. CPU seconds of this process. networkx
has two ways to effective size that differ where ties weigh; ours equals the one asked for people by name. VoteRank's
places differ where votes are equal but for rounding. Then rank confidence: 200 resamples of the ties. Goal: under
10 s by the clock.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import networkx as nx

from bench.big import network
from graph.analysis.arrays import arrays_of, standing
from graph.analysis.confidence import rank_confidence
from graph.analysis.measures import katz_alpha
from graph.analysis.metrics import METRICS, Scene
from graph.analysis.project import graph_of

DAY = date(2026, 11, 22)
GOAL_S = 10.0
Peer = Callable[[Any], Mapping[str, float]]


def turned(graph: Any) -> Any:
    """The graph whose inward measures are the outward ones of this."""
    return graph.reverse() if graph.is_directed() else graph


def largest(graph: Any) -> Any:
    """The largest part in which everybody is joined to everybody."""
    parts = nx.strongly_connected_components if graph.is_directed() else nx.connected_components
    return graph.subgraph(max(parts(graph), key=len))


def within_two_steps(graph: Any) -> dict[str, float]:
    """How many people each comes to in one or two steps."""
    return {who: len(nx.single_source_shortest_path_length(graph, who, cutoff=2)) - 1.0 for who in graph}


PEERS: dict[str, Peer] = {
    "degree": lambda g: dict(g.degree()),
    "in_degree": lambda g: dict(g.in_degree()),
    "out_degree": lambda g: dict(g.out_degree()),
    "strength": lambda g: dict(g.degree(weight="strength")),
    "betweenness": lambda g: nx.betweenness_centrality(g, weight="distance"),
    "closeness": lambda g: nx.closeness_centrality(turned(g), distance="distance"),
    "harmonic": lambda g: nx.harmonic_centrality(turned(g), distance="distance"),
    "eigenvector": lambda g: nx.eigenvector_centrality_numpy(turned(largest(g)), weight="strength"),
    "pagerank": lambda g: nx.pagerank(turned(g), weight="strength", tol=1e-12, max_iter=1000),
    "katz": lambda g: nx.katz_centrality_numpy(turned(g), alpha=g.graph["alpha"], weight="strength"),
    "hits_hubs": lambda g: nx.hits(g, tol=1e-12)[0],
    "hits_authorities": lambda g: nx.hits(g, tol=1e-12)[1],
    "constraint": lambda g: nx.constraint(g, weight="strength"),
    "effective_size": lambda g: nx.effective_size(g, list(g), weight="strength"),
    "core_number": lambda g: dict(nx.core_number(g)),
    "clustering": lambda g: dict(nx.clustering(g)),
    "reach": within_two_steps,
    "voterank": lambda g: {who: float(place) for place, who in enumerate(nx.voterank(g), 1)},
}


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of this process, and what came of it."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def compared(key: str, made: Any, rounds: int) -> dict[str, float]:
    """Best of some rounds of ours and networkx in turns, and the largest difference between their answers."""
    graph = graph_of(made, METRICS[key].default, as_of=DAY)
    ours, peer, off = math.inf, math.inf, 0.0
    scene = scene_of(key, made)
    nx.set_edge_attributes(graph, {(a, b): power for a, b, power in graph.edges(data="strength")}, "weight")
    graph.graph["alpha"] = katz_alpha(scene.net, True)
    METRICS[key].score(scene)  # compiled and loaded
    for _ in range(rounds):
        mine, (scores, _) = spent(lambda: METRICS[key].score(scene_of(key, made)))
        its, theirs = spent(lambda: PEERS[key](graph))
        ours, peer = min(ours, mine), min(peer, its)
        found = dict(zip(scene.net.ids, scores.tolist(), strict=True))
        off = max((abs(found[who] - value) for who, value in theirs.items() if found[who] == found[who]), default=0.0)
    return {"ours_s": ours, "networkx_s": peer, "ratio": peer / ours, "largest_difference": off}


def scene_of(key: str, made: Any) -> Scene:
    """What the measure looks at; its arrays are made afresh, so that nothing worked out before is used."""
    then = standing(made, DAY)
    return Scene(then, DAY, replace(arrays_of(then, METRICS[key].default, DAY)), weighted=True)


def main() -> None:
    """Measure, print a table, and one line of JSON last."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--people", type=int, default=2_000)
    wanted.add_argument("--ties", type=int, default=15_000)
    wanted.add_argument("--rounds", type=int, default=2)
    options = wanted.parse_args()
    made = network(options.people, options.ties)
    say = sys.stdout.write
    told: dict[str, Any] = {"people": options.people, "measures": {}}
    say(f"{'measure':18}{'ours s':>10}{'networkx s':>12}{'ratio':>9}{'largest difference':>20}\n")
    for key in PEERS:
        one = told["measures"][key] = compared(key, made, options.rounds)
        say(f"{key:18}{one['ours_s']:10.4f}{one['networkx_s']:12.3f}{one['ratio']:9.1f}")
        say(f"{one['largest_difference']:20.1e}\n")
    rank_confidence(made, runs=2, as_of=DAY)
    began = time.perf_counter()
    answer = rank_confidence(made, as_of=DAY)
    told["confidence_s"] = time.perf_counter() - began
    told["confidence_runs"] = answer.settings["runs"]
    say(f"rank confidence, {told['confidence_runs']} resamples: {told['confidence_s']:.1f} s (goal {GOAL_S:.0f} s)\n")
    say(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
