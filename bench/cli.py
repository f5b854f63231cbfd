"""How soon the command line answers: `guanxi --help` within 0.4 s, `guanxi find` on the demo within 1.5 s.

The side process is up before `find` is measured. Each line: what, the median of the runs in seconds, the limit.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = [sys.executable, str(Path(__file__).parents[1] / "cli.py")]
RUNS = 5


def seconds(words: list[str]) -> float:
    """The median time of several runs, each in a process of its own."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([*PROGRAM, *words], check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Print one line a measurement; 1 when one is over its limit."""
    os.environ["GUANXI_IDLE_S"] = "30"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = ["--store", f"embedded:{folder}"]
        subprocess.run([*PROGRAM, *store, "demo"], check=True, capture_output=True)
        rows = [
            ("guanxi --help", seconds(["--help"]), 0.4),
            ("guanxi find on the demo", seconds([*store, "find", "qsb"]), 1.5),
            ("guanxi rank on the demo", seconds([*store, "rank", "--top", "20"]), None),
        ]
    for what, took, limit in rows:
        sys.stdout.write(f"{what:28} {took:6.2f} s" + (f"   limit {limit} s\n" if limit else "\n"))
    return int(any(limit and took > limit for _, took, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
