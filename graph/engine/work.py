"""How the kernels are compiled, shared out to threads, watched and stopped.

Answers never depend on the number of threads: work is cut into the same blocks whatever happens, and their results
are put together in the order of the blocks.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar, cast

import numba

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
Watch = Callable[[float], bool | None]  # is told the share done, 0…1; gives False to stop


def kernel(function: F) -> F:
    """The function compiled, once a machine (kept on disk); runs without Python's lock, so blocks run side by side."""
    compiled: Any = numba.njit(cache=True, nogil=True)(function)
    return cast(F, compiled)


class Stopped(Exception):
    """The watcher asked to stop; nothing was changed."""


def step(watch: Watch | None, share: float) -> None:
    """Tells `watch` the share done; Stopped when it asks to stop."""
    if watch is not None and watch(share) is False:
        raise Stopped


def threads_of(threads: int | None) -> int:
    """How many threads to use: those asked for, else one a processor."""
    return max(1, threads if threads is not None else len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity")
               else os.cpu_count() or 1)  # fmt: skip


def blocks(total: int, most: int) -> list[tuple[int, int]]:
    """0…total cut into pieces of at most `most`, as (first, behind the last).

    >>> blocks(7, 3)
    [(0, 3), (3, 6), (6, 7)]
    """
    return [(i, min(i + most, total)) for i in range(0, total, most)]


def shared_out(
    work: Callable[[int, int], T], total: int, most: int, threads: int | None = None, watch: Watch | None = None
) -> Iterator[T]:
    """`work(first, behind)` for each block, side by side; results in the order of the blocks.

    At most two results a thread wait at a time, so memory stays bounded. Stopped when `watch` gives False.
    """
    cut = blocks(total, most)
    workers = min(threads_of(threads), max(1, len(cut)))
    waiting: deque[Future[T]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        ahead = iter(cut)
        try:
            for done in range(len(cut)):
                while len(waiting) < 2 * workers and (block := next(ahead, None)) is not None:
                    waiting.append(pool.submit(work, *block))
                yield waiting.popleft().result()
                step(watch, (done + 1) / len(cut))
        finally:
            for job in waiting:
                job.cancel()
