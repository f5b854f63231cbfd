"""How many others each node reaches along the arrows: in a few steps, or in any number of them.

Nobody is counted as reaching themselves, and everybody once, by however many ways. Turn the graph (`csr.turned`) to
count by whom each is reached.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import CSR, Floats, Nodes, Offsets
from graph.engine.traverse import strong_components
from graph.engine.work import Watch, kernel, shared_out
from graph.model.errors import BadValue

Counts = NDArray[np.int64]
LOOKS = 500_000_000  # looks at most before it is estimated, some seconds on one thread
BLOCK = 4096  # nodes in one piece of work
ROOM = 2**28  # bytes that a sketch may take
LEAST_KEPT = 8


@dataclass(frozen=True, eq=False)
class Reach:
    """`count`: nodes that each node reaches, a number a node, whole where `exact`.

    `value`: their values added up, NaN where `count` is an estimate; None when no values were given. `error`: the
    most that the relative standard error of an estimate can be, 0 where exact; nodes that reach fewer than `kept` - 1
    are exact all the same. `how`: "forest", "exact" or "sketch".
    """

    count: Floats
    value: Floats | None
    exact: bool
    error: float
    kept: int
    how: str


def reach(csr: CSR, steps: int = 2, *, threads: int | None = None, watch: Watch | None = None) -> Counts:
    """How many others each node reaches in at most 1, 2 … `steps` steps: a row a node, a column a step.

    Looks at every way within so many steps of each node: on 100,000 nodes and 500,000 ties 0.3 s for two steps, 10 s
    for three (one thread). An empty graph gives no rows.
    """
    if steps < 1:
        raise BadValue("error.bad_value.engine_value", field="steps", value=steps, allowed=["≥ 1"])

    def rows(first: int, behind: int) -> Counts:
        return _near(csr.start, csr.to, first, behind, steps)

    parts = list(shared_out(rows, csr.n, BLOCK, threads, watch))
    return np.concatenate([np.empty((0, steps), np.int64), *parts])


def descendants(
    csr: CSR, values: ArrayLike | None = None, *, looks: int = LOOKS, kept: int = 64, seed: int = 1,
    threads: int | None = None, watch: Watch | None = None,
) -> Reach:  # fmt: skip
    """How many others each node reaches in any number of steps, and with `values` (a number a node) their sum.

    Rings are first drawn together. Where nobody is reached from two sides (a forest) it takes one look at each way.
    Elsewhere everybody's descendants are counted one by one while that takes at most `looks` at ways in all; beyond,
    each node keeps the `kept` smallest random numbers below it and the count is estimated from the largest of them,
    with a relative standard error of 1 / √(kept - 2) at most. That takes 4 × `kept` bytes a node, and `kept` is made
    smaller where they were over 256 MB.
    Same `seed`, same estimate. Source: Cohen 1997; networkx `descendants`.
    """
    worth = np.zeros(csr.n) if values is None else np.asarray(values, dtype=np.float64)
    if len(worth) != csr.n:
        raise ValueError(f"{len(worth)} values for {csr.n} nodes")
    for node in np.flatnonzero(~np.isfinite(worth))[:1]:
        raise BadValue(
            "error.bad_value.engine_value",
            field=f"value of node {node}",
            value=float(worth[node]),
            allowed=["-∞ < x < ∞"],
        )
    dag = _Dag.of(csr)
    mass, sums = np.bincount(dag.group, minlength=dag.n).astype(float), np.zeros(dag.n)
    np.add.at(sums, dag.group, worth)
    if dag.forest:
        found = _Found(_completed(dag, mass), _completed(dag, sums), 0.0, kept, "forest")
    else:
        found = _counted(dag, mass, sums, looks, kept, threads, watch) or _sketched(dag, kept, seed)
    value = None if values is None else found.value[dag.group] - worth
    return Reach(found.count[dag.group] - 1, value, found.error == 0.0, found.error, found.kept, found.how)


@dataclass(frozen=True, eq=False)
class _Found:
    """How many nodes and how much value each node of the drawn-together graph reaches, itself included."""

    count: Floats
    value: Floats
    error: float
    kept: int
    how: str


@dataclass(frozen=True, eq=False)
class _Dag:
    """A graph with its rings drawn together; `group` is the number in here of each node of the given graph.

    Ways lead to nodes later in `order`. Only a forest may hold ties of a node with itself, or be out of order.
    """

    n: int
    start: Offsets
    to: Nodes
    order: Nodes
    group: Nodes
    forest: bool

    @classmethod
    def of(cls, csr: CSR) -> _Dag:
        """Renumbered so that ways lead to larger numbers, each pair once; a forest is left as it is."""
        order, into = one_way_order(csr.start, csr.to)
        if len(order) == csr.n and into <= 1:
            return cls(csr.n, csr.start, csr.to, order, np.arange(csr.n, dtype=np.int32), True)
        group = np.arange(csr.n, dtype=np.int32)
        if len(order) < csr.n:
            group = np.unique(strong_components(csr), return_inverse=True)[1].astype(np.int32)
            order, _ = one_way_order(*_between(group, csr))
        place = np.empty(len(order), dtype=np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        group = place[group]
        start, to = _between(group, csr)
        forest = bool((np.bincount(to, minlength=1) <= 1).all())
        return cls(len(order), start, to, np.arange(len(order), dtype=np.int32), group, forest)


def _between(group: NDArray[np.integer], csr: CSR) -> tuple[Offsets, Nodes]:
    """The ways between different groups, each pair once."""
    n = int(group.max()) + 1
    tail, head = group[csr.tail], group[csr.to]
    found = CSR.build(n, tail[tail != head], head[tail != head], directed=True)
    keep = np.ones(found.ways, dtype=bool)
    keep[1:] = (found.to[1:] != found.to[:-1]) | (found.tail[1:] != found.tail[:-1])
    return np.r_[0, np.cumsum(np.bincount(found.tail[keep], minlength=n))].astype(np.int64), found.to[keep]


def _completed(dag: _Dag, own: Floats, known: Floats | None = None) -> Floats:
    """Own plus that of all below; where `known` is a number, and not NaN, it is taken as it is."""
    total = np.full(dag.n, np.nan) if known is None else known
    _poured(dag.start, dag.to, dag.order, own, total)
    return total


def _counted(
    dag: _Dag, mass: Floats, sums: Floats, looks: int, kept: int, threads: int | None, watch: Watch | None
) -> _Found | None:
    """Everybody's descendants one by one; None where that takes more than so many looks.

    Only for nodes with several ways on: the others reach what the next one reaches.
    """
    many = np.flatnonzero(np.diff(dag.start) > 1).astype(np.int32)
    count, value = np.full(dag.n, np.nan), np.full(dag.n, np.nan)
    heavy, rich = mass if (mass != 1).any() else np.empty(0), sums if sums.any() else np.empty(0)

    def looked(first: int, behind: int) -> int:
        return _searched(dag.start, dag.to, heavy, rich, many[first:behind], looks, count, value)

    so_far = 0
    for done in shared_out(looked, len(many), BLOCK, threads, watch):
        so_far += done
        if so_far > looks:
            return None
    return _Found(_completed(dag, mass, count), _completed(dag, sums, value), 0.0, kept, "exact")


def _sketched(dag: _Dag, kept: int, seed: int) -> _Found:
    """Counts estimated from the smallest of the nodes' places in a random order."""
    most = max(LEAST_KEPT, min(kept, ROOM // (4 * dag.n)))
    rank = np.random.default_rng(seed).permutation(len(dag.group)).astype(np.int32)
    members = rank[np.lexsort((rank, dag.group))]
    first = np.r_[0, np.cumsum(np.bincount(dag.group, minlength=dag.n))].astype(np.int64)
    count = _smallest(dag.start, dag.to, first, members, most)
    return _Found(count, np.full(dag.n, np.nan), 1 / math.sqrt(most - 2), most, "sketch")


@kernel
def one_way_order(start: Offsets, to: Nodes) -> tuple[Nodes, int]:
    """Nodes so that ways lead to later ones, without those on a ring or behind it, and the most ways into a node.

    Ties of a node with itself are passed over.
    """
    n = start.size - 1
    into, order = np.zeros(n, np.int64), np.empty(n, np.int32)
    for node in range(n):
        for way in range(start[node], start[node + 1]):
            into[to[way]] += to[way] != node
    most = into.max() if n else 0
    tail = 0
    for node in range(n):
        if into[node] == 0:
            order[tail] = node
            tail += 1
    head = 0
    while head < tail:
        node = order[head]
        head += 1
        for way in range(start[node], start[node + 1]):
            if to[way] != node:
                into[to[way]] -= 1
                if into[to[way]] == 0:
                    order[tail] = to[way]
                    tail += 1
    return order[:tail], most


@kernel
def _poured(start: Offsets, to: Nodes, order: Nodes, own: Floats, total: Floats) -> None:
    """Fills each NaN of `total` with its own and the totals of the nodes that its ways lead to, last node first."""
    for turn in range(order.size - 1, -1, -1):
        node = order[turn]
        if np.isnan(total[node]):
            total[node] = own[node]
            for way in range(start[node], start[node + 1]):
                if to[way] != node:
                    total[node] += total[to[way]]


@kernel
def _searched(
    start: Offsets, to: Nodes, mass: Floats, sums: Floats, nodes: Nodes, most: int, count: Floats, value: Floats
) -> int:
    """Counts what each of `nodes` reaches, itself included, and says how many ways it looked at; stops above `most`.

    Without `mass` a node counts 1, without `sums` 0.
    """
    n = start.size - 1
    seen, stack = np.full(n, -1, np.int32), np.empty(n, np.int32)
    looks = 0
    for source in nodes:
        stack[0], seen[source], size = source, source, 1
        found, worth = 0.0, 0.0
        while size:
            size -= 1
            here = stack[size]
            found += mass[here] if mass.size else 1.0
            worth += sums[here] if sums.size else 0.0
            looks += start[here + 1] - start[here]
            for way in range(start[here], start[here + 1]):
                there = to[way]
                if seen[there] != source:
                    seen[there] = source
                    stack[size] = there
                    size += 1
        count[source], value[source] = found, worth
        if looks > most:
            break
    return looks


@kernel
def _smallest(start: Offsets, to: Nodes, first: Offsets, members: Nodes, kept: int) -> Floats:
    """From the `kept` smallest numbers at or below each node, of all numbers 0…: how many there are.

    `members` are the numbers of each node itself, in order. Of N numbers, k of which are found by R, about
    N (k - 1) / (R - 1) belong to the node, unbiased (R counted from 1).
    """
    n = start.size - 1
    least, size, count = np.empty((n, kept), np.int32), np.zeros(n, np.int64), np.empty(n)
    both = np.empty(kept, np.int32)
    for node in range(n - 1, -1, -1):
        have = min(kept, first[node + 1] - first[node])
        for i in range(have):
            least[node, i] = members[first[node] + i]
        for way in range(start[node], start[node + 1]):
            other = to[way]
            i = j = put = 0
            while put < kept and (i < have or j < size[other]):
                if j >= size[other] or (i < have and least[node, i] <= least[other, j]):
                    both[put] = least[node, i]
                    j += j < size[other] and least[other, j] == least[node, i]
                    i += 1
                else:
                    both[put] = least[other, j]
                    j += 1
                put += 1
            for i in range(put):
                least[node, i] = both[i]
            have = put
        size[node] = have
        count[node] = have if have < kept else members.size * (kept - 1) / least[node, kept - 1]
    return count


@kernel
def _near(start: Offsets, to: Nodes, first: int, behind: int, steps: int) -> Counts:
    """How many others the nodes `first` … reach in at most 1, 2 … steps."""
    found = np.zeros((behind - first, steps), np.int64)
    seen, queue = np.full(start.size - 1, -1, np.int32), np.empty(start.size - 1, np.int32)
    for node in range(first, behind):
        seen[node], queue[0] = node, node
        head, tail = 0, 1
        for step in range(steps):
            level = tail
            while head < level:
                here = queue[head]
                head += 1
                for way in range(start[here], start[here + 1]):
                    if seen[to[way]] != node:
                        seen[to[way]] = node
                        queue[tail] = to[way]
                        tail += 1
            found[node - first, step] = tail - 1
    return found
