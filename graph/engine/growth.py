"""How a cascade grows, as compiled kernels: streams of random numbers, one step after the other, sets and runs.

Unlikely ways are skipped over in one jump, so the work grows with what fires, not with what is there.
"""

from __future__ import annotations

import math

import numpy as np

from graph.engine.csr import Floats, Nodes, Offsets
from graph.engine.work import kernel

RARE = 0.1  # below it a jump is cheaper than a coin for every way
GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@kernel
def _mixed(x: np.uint64) -> np.uint64:
    """A number whose bits all depend on all bits of `x` (splitmix64, Steele, Lea and Flood 2014)."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


@kernel
def stream(seed: int, number: int) -> tuple[np.uint64, np.uint64]:
    """The stream that belongs to that seed and number."""
    a = _mixed(_mixed(np.uint64(seed) + GOLDEN) + (np.uint64(number) + np.uint64(1)) * GOLDEN)
    return a, _mixed(a + GOLDEN)


@kernel
def uniform(a: np.uint64, b: np.uint64) -> tuple[float, np.uint64, np.uint64]:
    """The next number of a stream, 0 ≤ u < 1, and how the stream goes on (xoroshiro128+, Blackman and Vigna 2018)."""
    total = a + b
    b ^= a
    a = ((a << np.uint64(24)) | (a >> np.uint64(40))) ^ b ^ (b << np.uint64(16))
    b = (b << np.uint64(37)) | (b >> np.uint64(27))
    return np.float64(total >> np.uint64(11)) * (1.0 / 9007199254740992.0), a, b


@kernel
def _place(summed: Floats, first: int, behind: int, level: float) -> int:
    """The first place whose sum is above the level; `behind` when none is."""
    while first < behind:
        middle = (first + behind) // 2
        if summed[middle] > level:
            behind = middle
        else:
            first = middle + 1
    return first


@kernel
def _grow(
    start: Offsets, to: Nodes, chance: Floats, skip: Floats, alike: Floats, threshold: bool, steps: int,
    a: np.uint64, b: np.uint64, queue: Nodes, head: int, tail: int, stamp: Nodes, mark: int,
) -> int:  # fmt: skip
    """Go on from queue[head:tail] with the stream a, b, step by step; gives where the queue then ends."""
    for _ in range(steps):
        reached = tail
        for place in range(head, tail):
            node = queue[place]
            way, behind = start[node], start[node + 1]
            if way == behind:
                continue
            if threshold:  # at most one of the ways led here, each with its share
                u, a, b = uniform(a, b)
                way = _place(chance, way, behind, u)
                if way < behind and stamp[to[way]] != mark:
                    stamp[to[way]] = mark
                    queue[reached] = to[way]
                    reached += 1
                continue
            most, jump = alike[node, 0], 0.0
            if 0.0 <= most < RARE:
                u, a, b = uniform(a, b)
                jump = math.log(1.0 - u) * alike[node, 1] if most > 0.0 else np.inf
                while jump < behind - way:
                    way += np.int64(jump)
                    there = to[way]
                    if stamp[there] != mark:
                        stamp[there] = mark
                        queue[reached] = there
                        reached += 1
                    way += 1
                    u, a, b = uniform(a, b)
                    jump = math.log(1.0 - u) * alike[node, 1]
                continue
            while way < behind:
                likely = most if most >= 0.0 else chance[way]
                fires = True
                if likely < RARE:
                    if likely <= 0.0:
                        break
                    u, a, b = uniform(a, b)
                    jump = math.log(1.0 - u) * skip[way]
                    if jump >= behind - way:
                        break
                    way += np.int64(jump)
                    if chance[way] < likely:
                        u, a, b = uniform(a, b)
                        fires = u * likely < chance[way]
                elif likely < 1.0:
                    u, a, b = uniform(a, b)
                    fires = u < likely
                if fires and stamp[to[way]] != mark:
                    stamp[to[way]] = mark
                    queue[reached] = to[way]
                    reached += 1
                way += 1
        head, tail = tail, reached
        if head == tail:
            break
    return tail


@kernel
def sets(
    n: int, start: Offsets, to: Nodes, chance: Floats, skip: Floats, alike: Floats, threshold: bool, steps: int,
    summed: Floats, every: bool, seed: int, first: int, behind: int, room: int,
) -> tuple[Offsets, Nodes]:  # fmt: skip
    """Reverse sets number first…behind."""
    where = np.zeros(behind - first + 1, np.int64)
    who = np.empty(room + n, np.int32)
    stamp = np.full(n, -1, np.int32)
    tail = 0
    for j in range(behind - first):
        a, b = stream(seed, first + j)
        if tail + n > who.size:
            wider = np.empty(max(who.size * 2, tail + n), np.int32)
            wider[:tail] = who[:tail]
            who = wider
        root = first + j
        if not every:
            level, a, b = uniform(a, b)
            root = int(level * n) if summed.size == 0 else _place(summed, 0, n - 1, level * summed[n - 1])
        who[tail] = root
        stamp[root] = j
        tail = _grow(start, to, chance, skip, alike, threshold, steps, a, b, who, tail, tail + 1, stamp, j)
        where[j + 1] = tail
    return where, who[:tail].copy()


@kernel
def forward(
    n: int, start: Offsets, to: Nodes, chance: Floats, skip: Floats, alike: Floats, steps: int, seeds: Nodes,
    values: Floats, seed: int, first: int, behind: int,
) -> tuple[float, float]:  # fmt: skip
    """Sum and sum of squares of what the cascades number first…behind reach."""
    queue, stamp = np.empty(n, np.int32), np.full(n, -1, np.int32)
    total, squares = 0.0, 0.0
    for j in range(behind - first):
        a, b = stream(seed, first + j)
        for place in range(seeds.size):
            queue[place] = seeds[place]
            stamp[seeds[place]] = j
        tail = _grow(start, to, chance, skip, alike, False, steps, a, b, queue, 0, seeds.size, stamp, j)
        reached = 0.0
        for place in range(tail):
            reached += values[queue[place]]
        total += reached
        squares += reached * reached
    return total, squares


@kernel
def threshold_runs(
    n: int, start: Offsets, to: Nodes, chance: Floats, skip: Floats, alike: Floats, steps: int, seeds: Nodes,
    values: Floats, seed: int, first: int, behind: int,
) -> tuple[float, float]:  # fmt: skip
    """As `forward`, where every node is won at a level of its own, drawn when it is first touched."""
    queue, level, heat = np.empty(n, np.int32), np.empty(n), np.empty(n)
    stamp, won = np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    total, squares = 0.0, 0.0
    for j in range(behind - first):
        a, b = stream(seed, first + j)
        reached = 0.0
        for place in range(seeds.size):
            queue[place] = seeds[place]
            won[seeds[place]] = j
        head, tail = 0, seeds.size
        for _ in range(steps):
            end = tail
            for place in range(head, tail):
                for way in range(start[queue[place]], start[queue[place] + 1]):
                    node = to[way]
                    if stamp[node] != j:
                        stamp[node], heat[node] = j, 0.0
                        level[node], a, b = uniform(a, b)
                    heat[node] += chance[way]
                    if won[node] != j and heat[node] > level[node]:
                        won[node] = j
                        queue[end] = node
                        end += 1
            head, tail = tail, end
            if head == tail:
                break
        for place in range(tail):
            reached += values[queue[place]]
        total += reached
        squares += reached * reached
    return total, squares
