"""How many different things are within two steps of each node, without ever listing them all.

Neighbours of a hub share most of what is near, so nodes are taken in groups by their richest neighbour: what that one
has is marked once for the whole group. A star of 100,000 then costs 100,000 steps, not 10,000,000,000.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import CSR
from graph.engine.work import kernel

Places = NDArray[np.int64]
Rows = tuple[Any, Any]  # where each node's things begin, and the things


def within_two(csr: CSR) -> Places:
    """How many other nodes each reaches in one or two steps along its ways, 0 without any; parallel ties count once.

    networkx: `len(nx.single_source_shortest_path_length(G, v, cutoff=2)) - 1`.
    """
    itself = np.arange(csr.n + 1, dtype=np.int64), np.arange(csr.n, dtype=np.int32)
    return held_near(csr, (csr.start, csr.to), itself, csr.n)


def held_near(csr: CSR, held: Rows, own: Rows, things: int) -> Places:
    """How many different things a node and its neighbours hold together, less those of `own`; a number a node.

    `held` and `own` say for each node where its things begin (n + 1 offsets) and which they are: below `things`.
    """
    start, item = held
    size = np.diff(start)
    return np.asarray(_counted(csr.start, csr.to, start, item, *own, _richest(csr.start, csr.to, size), things))


@kernel
def _richest(start: Any, to: Any, size: Any) -> Any:
    """Of each node and its neighbours the one that holds most."""
    best = np.arange(start.size - 1)
    for v in range(best.size):
        for e in range(start[v], start[v + 1]):
            if size[to[e]] > size[best[v]]:
                best[v] = to[e]
    return best


@kernel
def _counted(
    start: Any, to: Any, h_start: Any, h_item: Any, o_start: Any, o_item: Any, best: Any, things: int
) -> Any:  # fmt: skip
    n = start.size - 1
    count = np.zeros(n, np.int64)
    base, seen, gone = np.full(things, -1), np.full(things, -1), np.full(things, -1)
    marked, many = -1, 0
    for v in np.argsort(best):
        if best[v] != marked:
            marked, many = best[v], 0
            for i in range(h_start[marked], h_start[marked + 1]):
                if base[h_item[i]] != marked:
                    base[h_item[i]] = marked
                    many += 1
        found, last = many, -1
        for e in range(start[v] - 1, start[v + 1]):
            h = v if e < start[v] else to[e]
            if h in (marked, last):
                continue
            last = h
            for i in range(h_start[h], h_start[h + 1]):
                thing = h_item[i]
                if base[thing] != marked and seen[thing] != v:
                    seen[thing] = v
                    found += 1
        for i in range(o_start[v], o_start[v + 1]):
            thing = o_item[i]
            if (base[thing] == marked or seen[thing] == v) and gone[thing] != v:
                gone[thing] = v
                found -= 1
        count[v] = found
    return count
