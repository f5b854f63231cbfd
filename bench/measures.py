"""Every measure beside networkx, and how sure a rank is: python bench/measures.py

2,000 people, 8,000 ties (bench.big). Each measure of METRICS that networkx has, by `rank` on its default network and
by networkx on the same graph, in turns in one run; the answers are compared. CPU seconds of this process. Then rank
confidence: 200 resamples of the ties. Goal: under 10 s by the clock.
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
from graph.analysis.metrics import METRICS, Scene
from graph.analysis.project import graph_of

DAY = date(2026, 11, 22)
GOAL_S = 10.0
Peer = Callable[[Any], Mapping[str, float]]


def turned(graph: Any) -> Any:
    """The graph whose inward measures are the outward ones of this."""
    return graph.reverse() if graph.is_directed() else graph


PEERS: dict[str, Peer] = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="strength")),
    "betweenness": lambda g: nx.betweenness_centrality(g, weight="distance"),
    "closeness": lambda g: nx.closeness_centrality(turned(g), distance="distance"),
    "harmonic": lambda g: nx.harmonic_centrality(turned(g), distance="distance"),
    "pagerank": lambda g: nx.pagerank(turned(g), weight="strength", tol=1e-12, max_iter=1000),
    "constraint": lambda g: nx.constraint(g, weight="strength"),
    "core_number": nx.core_number,
    "clustering": nx.clustering,
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
    say(f"{'measure':14}{'ours s':>10}{'networkx s':>12}{'ratio':>9}{'largest difference':>20}\n")
    for key in PEERS:
        one = told["measures"][key] = compared(key, made, options.rounds)
        say(f"{key:14}{one['ours_s']:10.4f}{one['networkx_s']:12.3f}{one['ratio']:9.1f}")
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
