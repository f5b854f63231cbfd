"""How long the pages take on a big network: python bench/pages.py

100,000 people and 500,000 ties in memory, each page run by Streamlit's own test runner (everything but the browser's
drawing). First: with nothing worked out yet. Again: a page opened when the arrays are there. Goal: again < 1.5 s.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.big import network
from tests.views.pages import page

GOAL_S = 1.5
PAGES = {"centres": "graph.views.centres", "chains": "graph.views.chains"}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds by the clock, and what came of it."""
    began = time.perf_counter()
    found = work()
    return time.perf_counter() - began, found


def main() -> None:
    """Measure, print a table, and one line of JSON last."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--people", type=int, default=100_000)
    wanted.add_argument("--ties", type=int, default=500_000)
    options = wanted.parse_args()
    made = network(options.people, options.ties)
    told: dict[str, Any] = {"people": options.people, "ties": sum(len(t) for k, t in made.items() if "from_id" in t)}
    for name, module in PAGES.items():
        first, at = timed(lambda: page(module, made, patience=3600))  # noqa: B023
        again, _ = timed(lambda: page(module, made, patience=3600))  # noqa: B023
        if at.exception:
            raise SystemExit(f"{name}: {at.exception}")
        told |= {f"{name}_first_s": round(first, 2), f"{name}_again_s": round(again, 2)}
    for name, value in told.items():
        sys.stdout.write(f"{name:20}{value:>12,}\n")
    sys.stdout.write(f"goal: again < {GOAL_S} s\n{json.dumps(told)}\n")


if __name__ == "__main__":
    main()
