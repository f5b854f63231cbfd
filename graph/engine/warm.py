"""Every kernel called once, so that the first question does not wait for a compiler.

The machine code is kept on disk: a machine compiles once for each version, afterwards it is only loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nothing of the engine is imported before it is wanted: numba alone takes a second
    from graph.engine.csr import CSR
    from graph.engine.work import Watch

log = logging.getLogger(__name__)


def warm(watch: Watch | None = None) -> None:
    """Loads all kernels, compiling those that this machine has not yet; on graphs of five nodes, so nothing else.

    `watch` is told the share done, 0…1, and may stop it between two steps (Stopped). Safe beside other work: who needs
    a kernel meanwhile waits for that one only. 20 s of processor time on a cold cache; 2 s on a warm one, for imports.
    """
    from graph.engine.work import Stopped

    for done, step in enumerate(STEPS):
        step()
        if watch is not None and watch((done + 1) / len(STEPS)) is False:
            raise Stopped


def warm_aside() -> Thread:
    """`warm` in a thread that keeps nobody waiting, not even the end of the program; a failure is only logged."""

    def run() -> None:
        try:
            warm()
        except Exception:  # a page needs no warm kernels: it compiles what it lacks, and tells what fails
            log.debug("kernels were not warmed", exc_info=True)

    thread = Thread(target=run, name="warm", daemon=True)
    thread.start()
    return thread


def _ways() -> None:
    from graph.engine import traverse

    for csr in _graphs():
        traverse.distances(csr, [0])
        traverse.distances(csr, [0], weighted=True)
        traverse.disjoint_paths(csr, 0, 3, 2, weighted=True)
        traverse.shortest_path(csr, 0, 3)
        traverse.components(csr)
        traverse.core_numbers(csr)


def _routes() -> None:
    from graph.engine import centrality, leaders

    for csr in _graphs():
        leaders.top_betweenness(csr, error=0.5)
        for weighted in (False, True):
            centrality.betweenness(csr, weighted=weighted)
            centrality.edge_betweenness(csr, weighted=weighted)
        centrality.closeness(csr)


def _credit() -> None:
    from graph.engine import centrality

    for csr in _graphs():
        centrality.pagerank(csr, weighted=True)


def _nearest() -> None:
    from graph.engine import local, near

    for csr in _graphs():
        local.triangles(csr)
        local.voterank(csr)
        near.within_two(csr)


def _falling_apart() -> None:
    from graph.engine import cuts

    for csr in _graphs():
        cuts.cut_off(csr)
        cuts.cut_off_from(csr, [0])


def _reached() -> None:
    import numpy as np

    from graph.engine import reach, spark_reach

    for csr in _graphs():
        reach.reach(csr)
        reach.descendants(csr)
        reach.descendants(csr, looks=0)
    rows, least = np.arange(1, dtype=np.int32), np.zeros((1, reach.LEAST_KEPT), dtype=np.int32)
    told = spark_reach.heard(1, rows, least, rows, np.array([0, 1]), rows, np.empty(0))
    spark_reach.joined(least, *told)


def _cascades() -> None:
    from graph.engine import cascade

    for csr in _graphs():
        for model in cascade.MODELS:
            cascade.spread(csr, 0.1, [0], runs=2, model=model)
            drawn = cascade.oracle(csr, 0.1, sets=64, model=model)
            drawn.select(2)
            drawn.reached([0])
            drawn.best(2)


STEPS: tuple[Callable[[], None], ...] = (_credit, _nearest, _ways, _routes, _falling_apart, _reached, _cascades)


def _graphs() -> list[CSR]:
    """Two ways from the first to the fourth, and a fifth: with and without arrows, with and without weights."""
    from graph.engine.csr import CSR

    tails, heads = [0, 0, 1, 2, 3], [1, 2, 3, 3, 4]
    weights = (None, [1.0, 2.0, 1.0, 2.0, 1.5])
    return [CSR.build(5, tails, heads, directed=arrows, weight=one) for arrows in (False, True) for one in weights]
