"""How far every node is from some starts, and what their shortest routes run through.

Distances come from 64 starts at a time where lengths are whole numbers and the graph is small (every way is looked at
for all starts in one stroke), else start by start along a queue or a heap. Routes are then counted over a flat list of
the ties that lie on them, in order of distance, which is several times quicker than node by node.
Sources: Brandes 2001; Dijkstra 1959; bit-parallel breadth-first search: Then et al. 2014.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import CSR
from graph.engine.work import kernel

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Uints = NDArray[np.uint32]
Offsets = NDArray[np.uint64]

LANES = 64  # starts that walk together
FEWEST_TOGETHER = 16
LANES_UP_TO = 20_000  # nodes; beyond, a row for each of 64 starts leaves the cache
MOST_SWEEPS = 100
WHOLE_UP_TO = 2**24  # float32 counts exactly so far
BITS = 512  # starts in one bit-parallel search
ROOM = 2**22  # distances held at a time


@dataclass(frozen=True, eq=False)
class Roads:
    """A graph ready to be walked: ways in and out of each node with lengths, and every tie once as `a`, `b`, `length`.

    `how` is 0 for 64 starts together, 1 for a queue (all lengths 1), 2 for a heap. Unsigned numbers only: they spare
    the kernels a test for negative places.
    """

    n: int
    how: int
    both: bool
    into: tuple[Offsets, Uints, Floats]
    out: tuple[Offsets, Uints, Floats]
    a: Uints
    b: Uints
    length: Floats
    tie: NDArray[np.int32]

    @classmethod
    def of(cls, csr: CSR, starts: int, weighted: bool) -> Roads:
        """The roads of a graph by its weights as lengths, or all of length 1; for about so many starts."""
        lengths = np.ones(1) if csr.weight is None or not weighted or not csr.ways else csr.weight
        plain = bool((lengths == 1).all())
        whole = bool(((lengths >= 1) & (lengths == np.rint(lengths))).all())
        small = csr.n <= LANES_UP_TO and csr.n * float(lengths.max()) < WHOLE_UP_TO
        how = 0 if whole and small and starts >= FEWEST_TOGETHER else 1 if plain else 2
        out = _walkable(csr, plain)
        one = np.ones(csr.ways, dtype=bool) if csr.directed else csr.tail <= csr.to
        length = np.ones(int(one.sum())) if plain else out[2][one]
        a, b = csr.tail[one].view(np.uint32), csr.to[one].view(np.uint32)
        into = _walkable(csr.turned, plain) if csr.directed else out
        return cls(csr.n, how, not csr.directed, into, out, a, b, length, csr.tie[one])

    def without(self, kept: NDArray[np.bool_], csr: CSR) -> Roads:
        """The same roads with only the kept ties (one truth a tie); the others have the length NaN and lead nowhere."""

        def cut(one: tuple[Offsets, Uints, Floats], tie: NDArray[np.int32]) -> tuple[Offsets, Uints, Floats]:
            return one[0], one[1], np.where(kept[tie], one[2], np.nan)

        out = cut(self.out, csr.tie)
        into = cut(self.into, csr.turned.tie) if csr.directed else out
        length = np.where(kept[self.tie], self.length, np.nan)
        how = 2 if self.how == 1 else self.how
        return Roads(self.n, how, self.both, into, out, self.a, self.b, length, self.tie)

    @property
    def at_once(self) -> int:
        """How many starts make a block; depends on the size of the graph alone."""
        return max(1, min(LANES, ROOM // max(1, self.n)))

    def desk(self) -> tuple[Floats, Uints, Any]:
        """Room for a block: distance from each start (a row) to each node, the order of settling, and 64 at once."""
        wide = np.empty((self.n if self.how == 0 else 0, LANES), np.float32)
        return np.empty((self.at_once, self.n)), np.empty((self.at_once, self.n), np.uint32), wide

    def far(self, starts: Places, desk: tuple[Floats, Uints, Any]) -> tuple[Floats, Uints, int]:
        """Distance from each start (a row) to each node, NaN where there is no way; order of settling; its last."""
        far, rank, wide = desk[0][: len(starts)], desk[1][: len(starts)], desk[2]
        last = distances(*self.into, *self.out, starts, self.how, far, rank, wide)
        return far, rank, last


def _walkable(csr: CSR, plain: bool) -> tuple[Offsets, Uints, Floats]:
    lengths = np.ones(csr.ways) if plain or csr.weight is None else csr.weight
    return csr.start.view(np.uint64), csr.to.view(np.uint32), lengths


@kernel
def distances(
    in_start: Offsets, in_to: Uints, in_length: Floats, start: Offsets, to: Uints, length: Floats,
    starts: Places, how: int, far: Floats, rank: Uints, wide: Any,
) -> int:  # fmt: skip
    """Fills `far` and `rank` (a row a start) and gives the highest rank; lanes that take too long go by heap."""
    n = far.shape[1]
    last = 0
    if how == 0 and _together(in_start, in_to, in_length, start, to, starts, wide):
        last = _turned(wide, far, rank)
        if last <= 16 * n + 4096:
            return last
        last = 0
    if how == 1:
        queue = np.empty(n, np.uint32)
        for j in range(starts.size):
            last = max(last, _by_queue(start, to, starts[j], far[j], rank[j], queue))
        return last
    key, node = np.empty(to.size + 1), np.empty(to.size + 1, np.uint32)
    for j in range(starts.size):
        last = max(last, _by_heap(start, to, length, starts[j], far[j], rank[j], key, node))
    return last


@kernel
def _together(
    in_start: Offsets, in_to: Uints, in_length: Floats, start: Offsets, to: Uints, starts: Places, far: Any
) -> bool:
    """Up to 64 starts at once: each node takes the best offer of its neighbours until nothing gets shorter."""
    n = far.shape[0]
    far[:] = np.inf
    stale = np.zeros(n, np.bool_)
    for j in range(starts.size):
        s = starts[j]
        far[s, j] = 0
        for e in range(start[s], start[s + 1]):
            stale[to[e]] = True
    best = np.empty(LANES, np.float32)
    for sweep in range(MOST_SWEEPS):
        shorter = False
        for i in range(n):
            v = i if sweep % 2 == 0 else n - 1 - i
            if not stale[v]:
                continue
            stale[v] = False
            for j in range(LANES):
                best[j] = np.inf
            for e in range(in_start[v], in_start[v + 1]):
                u, d = in_to[e], np.float32(in_length[e])
                for j in range(LANES):
                    offer = far[u, j] + d
                    best[j] = offer if offer < best[j] else best[j]
            lower = False
            for j in range(LANES):
                lower |= best[j] < far[v, j]
            if lower:
                shorter = True
                for j in range(LANES):
                    far[v, j] = best[j] if best[j] < far[v, j] else far[v, j]
                for e in range(start[v], start[v + 1]):
                    stale[to[e]] = True
        if not shorter:
            return True
    return False


@kernel
def _turned(wide: Any, far: Floats, rank: Uints) -> int:
    """A row a start instead of a row a node, sixteen nodes at a time so that both stay in the cache; the furthest."""
    n, most = far.shape[1], np.float32(0.0)
    for first in range(0, n, 16):
        for j in range(far.shape[0]):
            for v in range(first, min(n, first + 16)):
                d = wide[v, j]
                there = d < np.inf
                far[j, v] = d if there else np.nan
                steps = d if there else np.float32(0.0)
                rank[j, v] = np.uint32(steps)
                most = max(most, steps)
    return int(most)


@kernel
def _by_queue(start: Offsets, to: Uints, source: int, far: Floats, rank: Uints, queue: Uints) -> int:
    """Breadth first: the rank is the distance."""
    far[:] = np.nan
    rank[:] = 0
    far[source] = 0.0
    queue[0] = source
    head, tail, step = 0, 1, 0
    while head < tail:
        v = queue[head]
        head += 1
        step = int(rank[v])
        for e in range(start[v], start[v + np.uint32(1)]):
            u = to[e]
            if far[u] != far[u]:
                far[u] = step + 1
                rank[u] = step + 1
                queue[tail] = u
                tail += 1
    return step


@kernel
def _by_heap(
    start: Offsets, to: Uints, length: Floats, source: int, far: Floats, rank: Uints, key: Floats, node: Uints
) -> int:
    """Dijkstra's search: the rank is the place in the order of settling."""
    far[:] = np.nan
    rank[:] = 0
    far[source] = 0.0
    settled = np.zeros(far.size, np.bool_)
    size, count = push(key, node, 0, 0.0, source), 0
    while size > 0:
        d, v = key[0], node[0]
        size = pop(key, node, size)
        if settled[v]:
            continue
        settled[v] = True
        rank[v] = count
        count += 1
        for e in range(start[v], start[v + np.uint32(1)]):
            u, offer = to[e], d + length[e]
            if offer == offer and not offer >= far[u]:
                far[u] = offer
                size = push(key, node, size, offer, int(u))
    return max(0, count - 1)


@kernel
def push(key: Floats, node: Uints, size: int, d: float, v: int) -> int:
    """One more in the heap, smallest key first, of equal keys the smallest node; gives the new size."""
    i = size
    while i > 0:
        above = (i - 1) >> 2
        if key[above] < d or (key[above] == d and node[above] <= v):
            break
        key[i], node[i] = key[above], node[above]
        i = above
    key[i], node[i] = d, v
    return size + 1


@kernel
def pop(key: Floats, node: Uints, size: int) -> int:
    """Takes the first out of the heap; gives the new size."""
    size -= 1
    d, v = key[size], node[size]
    i = 0
    while 4 * i + 1 < size:
        least = 4 * i + 1
        for j in range(least + 1, min(least + 4, size)):
            if key[j] < key[least] or (key[j] == key[least] and node[j] < node[least]):
                least = j
        if key[least] > d or (key[least] == d and node[least] >= v):
            break
        key[i], node[i] = key[least], node[least]
        i = least
    key[i], node[i] = d, v
    return size


@kernel
def depend(
    a: Uints, b: Uints, length: Floats, both: bool, starts: Places, far: Floats, rank: Uints,
    last: int, ends: bool, through: Floats, over: Floats,
) -> None:  # fmt: skip
    """Adds to `through` (a node) and `over` (a road; empty: not wanted) how much the routes from the starts need each.

    A tie lies on a shortest route where its length is just the difference in distance of its ends.
    """
    n, room = far.shape[1], a.size + 1
    low, high = np.empty(room, np.uint32), np.empty(room, np.uint32)
    lows, highs = np.empty(room, np.uint32), np.empty(room, np.uint32)
    routes, share, place = np.empty(n), np.empty(n), np.zeros(last + 1, np.uint32)
    one = np.uint32(1)
    for j in range(starts.size):
        away, order, s = far[j], rank[j], starts[j]
        t: Any = np.uint64(0)
        for i in range(a.size):
            u, v = a[i], b[i]
            onward = away[u] + length[i] == away[v]
            back = both & (away[v] + length[i] == away[u])
            low[t] = v if back else u
            high[t] = u if back else v
            t += np.uint64(onward | back)
        for i in range(t):
            place[order[high[i]]] += one
        free = np.uint32(0)
        for k in range(place.size):
            begins = free
            free += place[k]
            place[k] = begins
        for i in range(t):
            k = order[high[i]]
            p = place[k]
            place[k] = p + one
            lows[p], highs[p] = low[i], high[i]
        place[:] = 0
        routes[:] = 0.0
        share[:] = 0.0
        routes[s] = 1.0
        for i in range(t):
            routes[highs[i]] += routes[lows[i]]
        for k in range(t):
            i = t - np.uint64(1) - k
            u, v = lows[i], highs[i]
            share[u] += routes[u] * ((1.0 + share[v]) / routes[v])
        for i in range(over.size):
            u, v = a[i], b[i]
            if away[u] + length[i] == away[v]:
                over[i] += routes[u] * ((1.0 + share[v]) / routes[v])
            elif both and away[v] + length[i] == away[u]:
                over[i] += routes[v] * ((1.0 + share[u]) / routes[u])
        share[s] = 0.0
        through += share
        if ends:
            for v in range(n):
                if away[v] == away[v] and v != s:
                    through[v] += 1.0
                    through[s] += 1.0


@kernel
def ones(x: Any) -> Any:
    """How many bits are set."""
    x = x - ((x >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (x * np.uint64(0x0101010101010101)) >> np.uint64(56)


@kernel
def by_bits(
    into: Offsets, in_to: Uints, start: Offsets, to: Uints, starts: Places,
    total: Floats, reached: Floats, inverse: Floats,
) -> None:  # fmt: skip
    """Adds to each node the distances from up to 512 starts in steps, how many reach it, and the sum of 1 ÷ distance.

    A start is a bit: a step takes to a node everything that its neighbours had new at the last one.
    """
    n = total.size
    seen, now, then = np.zeros((n, 8), np.uint64), np.zeros((n, 8), np.uint64), np.zeros((n, 8), np.uint64)
    when, asked, done = np.full(n, -1, np.int32), np.zeros(n, np.int32), np.zeros(n, np.bool_)
    everyone, missing = np.zeros(8, np.uint64), np.zeros(8, np.uint64)
    front, work = np.empty(n, np.uint32), np.empty(n, np.uint32)
    ahead, ways = 0, 0
    for j in range(starts.size):
        s, bit = starts[j], np.uint64(1) << np.uint64(j & 63)
        seen[s, j >> 6] |= bit
        now[s, j >> 6] |= bit
        everyone[j >> 6] |= bit
        if when[s] < 0:
            when[s] = 0
            front[ahead] = s
            ahead += 1
            ways += int(start[s + 1] - start[s])
    step = 0
    while ahead > 0:
        step += 1
        size = 0
        if ways < n // 8:
            for i in range(ahead):
                v = front[i]
                for e in range(start[v], start[v + np.uint32(1)]):
                    u = to[e]
                    if asked[u] != step and not done[u]:
                        asked[u] = step
                        work[size] = u
                        size += 1
        else:
            for v in range(n):
                if not done[v]:
                    work[size] = v
                    size += 1
        ahead, ways = 0, 0
        for i in range(size):
            v = work[i]
            for k in range(8):
                missing[k] = everyone[k] & ~seen[v, k]
            for e in range(into[v], into[v + np.uint32(1)]):
                u = in_to[e]
                if when[u] == step - 1:
                    rest = np.uint64(0)
                    for k in range(8):
                        missing[k] &= ~now[u, k]
                        rest |= missing[k]
                    if rest == 0:
                        done[v] = True
                        break
            new = np.uint64(0)
            for k in range(8):
                come = everyone[k] & ~seen[v, k] & ~missing[k]
                then[v, k] = come
                seen[v, k] |= come
                new += ones(come)
            if new > 0:
                count = np.float64(new)
                total[v] += count * step
                reached[v] += count
                inverse[v] += count / step
                front[ahead] = v
                ahead += 1
                ways += int(start[v + np.uint32(1)] - start[v])
        for i in range(ahead):
            when[front[i]] = step
        now, then = then, now
