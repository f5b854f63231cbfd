"""Our engine beside its peers in one run: python bench/engine.py --size M, or guanxi bench

Ours and the peer in turns, processor seconds on one thread, the best of some rounds, the answers compared. A peer
that is not installed leaves its row out and says so (pip install -e '.[peers]'; some of them are GPL, they measure
and are never shipped). Ratios above 1: ours is quicker.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
for single in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(single, "1")

from bench.graphs import SIZES, drawn  # noqa: E402
from bench.rows import Row, rows  # noqa: E402

LONG_S = 60.0  # a row this slow is not measured again


def measured(size: str, wanted: set[int] | None = None, rounds: int = 3) -> Iterator[dict[str, Any]]:
    """Each row as it is done: what it is, seconds of both, ratio and gap; `missing` where the peer is not there."""
    graphs = lru_cache(maxsize=3)(drawn)
    for row in rows(size):
        if wanted is None or row.number in wanted:
            yield {"number": row.number, "what": row.what, "graph": row.graph, "peer": row.peer, "goal": row.goal,
                   **compared(row, graphs(row.graph), rounds)}  # fmt: skip


def compared(row: Row, graph: Any, rounds: int) -> dict[str, Any]:
    """Ours and theirs in turns; what one has to prepare (its graph, compiling) is done in a first turn that counts
    only where it was the one turn.
    """
    try:
        row.ours(graph)
        best, answers = [math.inf, math.inf], [None, None]
        for turn in range(rounds + 1):
            for i, work in enumerate((row.ours, row.theirs)):
                seconds, answers[i] = spent(lambda work=work: work(graph))  # type: ignore[misc]
                best[i] = seconds if turn <= 1 else min(best[i], seconds)
            if turn and max(best) > LONG_S:
                break
        if row.published_s is not None:
            best[1] = row.published_s
        gap = row.gap(graph, *answers)
    except ImportError as problem:
        return {"missing": str(problem)}
    return {"ours_s": best[0], "peer_s": best[1], "ratio": best[1] / best[0], "gap": gap, "equal": gap < row.off}


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of this process, and what came of it."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def line(row: dict[str, Any]) -> str:
    """One row of the table."""
    head = f"{row['number']:3} {row['what']:26} {row['graph']:13} {row['peer']:12}"
    if "missing" in row:
        return f"{head} {row['missing']}"
    reached = "yes" if row["ratio"] >= row["goal"] else "no"
    return (
        f"{head} {row['ours_s']:9.4f} {row['peer_s']:9.4f} {row['ratio']:8.2f} {row['goal']:6.1f} {reached:4}"
        f" {row['gap']:9.2g} {'equal' if row['equal'] else 'DIFFERENT'}"
    )


HEAD = f"{'':3} {'':26} {'graph':13} {'peer':12} {'ours s':>9} {'peer s':>9} {'ratio':>8} {'goal':>6} {'':4} {'gap':>9}"


def main() -> None:
    """Measure, print a table, and write JSON where asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--size", choices=SIZES, default="M")
    asked.add_argument("--rows", help="numbers, for example 1,2,5")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--out", type=Path)
    told = asked.parse_args()
    wanted = {int(one) for one in told.rows.split(",")} if told.rows else None
    sys.stdout.write(HEAD + "\n")
    found = []
    for row in measured(told.size, wanted, told.rounds):
        found.append(row)
        sys.stdout.write(line(row) + "\n")
        sys.stdout.flush()
    if told.out:
        told.out.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
