"""Everybody below each node of a graph without rings, counted from the last node to the first.

What is below a node is what is below those that its ways lead to, so what was found once is kept: few nodes as a
list, many as a bit a node, which are put together 64 at a stroke. Where the room for them is used up, the ways are
followed again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.engine.csr import Floats, Nodes, Offsets
from graph.engine.distances import ones
from graph.engine.work import Watch, kernel, step

Words = NDArray[np.uint64]
ROOM = 2**27  # bytes for the lists at most, and as many for the bits
PIECE = 4096  # nodes between two looks at the watch
FEW = 1024  # nodes, or one in so many of all: FEWEST
FEWEST = 128


def below(
    start: Offsets, to: Nodes, mass: Floats, sums: Floats, most: int, watch: Watch | None = None, room: int = ROOM
) -> tuple[Floats, Floats] | None:
    """How much `mass` and `sums` (a number a node; empty: all 1, all 0) there is at and below each node.

    Ways must lead to larger nodes. None where that takes more than `most` looks: at a way, at a node of a list, at 64
    nodes as bits. Memory: 36 bytes a node and twice `room` at most.
    """
    n = start.size - 1
    words, short = n // 64 + 1, max(FEW, n // FEWEST)
    count, value, how = np.empty(n), np.zeros(n), np.zeros((2, n), np.int64)
    kept = np.empty(max(1, min(room // 4, n * short)), np.int32)
    bits = np.zeros((min(2, n), words), np.uint64)
    desk = np.full((3, n), -1, np.int32)
    at = np.array([n, 0, 0, 0])  # the node after the next, list entries and rows of bits used, looks taken
    while at[0] > 0:
        if at[2] + 1 >= len(bits) and 2 * bits.nbytes <= room:
            bits = np.concatenate([bits, np.zeros_like(bits)])
        _counted(start, to, mass, sums, short, most, max(0, at[0] - PIECE), at, how, kept, bits, desk, count, value)
        if at[3] > most:
            return None
        step(watch, 1 - at[0] / n)
    return count, value


@kernel
def _counted(
    start: Offsets, to: Nodes, mass: Floats, sums: Floats, short: int, most: int, until: int, at: Offsets,
    how: NDArray[np.int64], kept: Nodes, bits: Words, desk: NDArray[np.int32], count: Floats, value: Floats,
) -> None:  # fmt: skip
    """Goes on down to the node `until`, or until the rows of bits are full and may be more.

    `how` says where what is below a node is kept, list or row (0: not), and how many nodes; the last row is for work.
    """
    seen, found, stack = desk[0], desk[1], desk[2]
    work = bits.shape[0] - 1
    rows = at[2]
    node = at[0]
    while node > until and at[3] <= most:
        node -= 1
        many = False
        for way in range(start[node], start[node + 1]):
            many |= how[0, to[way]] < 0
        size = 0
        if not many:
            size, looks, many = _listed(start, to, node, how, kept, seen, found, stack)
            at[3] += looks
        if many or size > short:
            row = min(at[2], work)
            size, looks = _marked(start, to, node, how, kept, bits, bits[row], stack)
            at[3] += looks
            if row < work:
                how[0, node], how[1, node] = -1 - row, size
                at[2] += 1
            count[node], value[node] = _weighed(bits[row], size, mass, sums)
        else:
            if at[1] + size <= kept.size:
                how[0, node], how[1, node] = 1 + at[1], size
                for i in range(size):
                    kept[at[1] + i] = found[i]
                at[1] += size
            count[node] = size
            if mass.size:
                count[node] = 0.0
                for i in range(size):
                    count[node] += mass[found[i]]
            if sums.size:
                for i in range(size):
                    value[node] += sums[found[i]]
        at[0] = node
        if at[2] > rows and at[2] == work:
            return


@kernel
def _listed(
    start: Offsets, to: Nodes, node: int, how: NDArray[np.int64], kept: Nodes, seen: Nodes, found: Nodes, stack: Nodes
) -> tuple[int, int, bool]:
    """Lists the node and all below it; how many, how many looks, and True instead where bits are met on the way."""
    found[0], seen[node], stack[0] = node, node, node
    size, waiting, looks = 1, 1, 0
    while waiting:
        waiting -= 1
        here = stack[waiting]
        looks += start[here + 1] - start[here]
        for way in range(start[here], start[here + 1]):
            there = to[way]
            if seen[there] == node:
                continue
            if how[0, there] < 0:
                return size, looks, True
            if how[0, there] == 0:
                seen[there] = node
                found[size] = stack[waiting] = there
                size += 1
                waiting += 1
                continue
            first = how[0, there] - 1
            looks += how[1, there]
            for i in range(first, first + how[1, there]):
                other = kept[i]
                found[size] = other
                size += seen[other] != node
                seen[other] = node
    return size, looks, False


@kernel
def _marked(
    start: Offsets, to: Nodes, node: int, how: NDArray[np.int64], kept: Nodes, bits: Words, row: Words, stack: Nodes
) -> tuple[int, int]:
    """Sets the bits of the node and of all below it in `row`; how many, and how many looks that took."""
    one, low = np.uint64(1), 63
    row[:] = 0
    row[node >> 6] |= one << np.uint64(node & low)
    stack[0] = node
    waiting, looks = 1, row.size
    while waiting:
        waiting -= 1
        here = stack[waiting]
        looks += start[here + 1] - start[here]
        for way in range(start[here], start[here + 1]):
            there = to[way]
            if (row[there >> 6] >> np.uint64(there & low)) & one:
                continue
            if how[0, there] < 0:
                other = bits[-1 - how[0, there]]
                looks += row.size
                for i in range(there >> 6, row.size):
                    row[i] |= other[i]
            elif how[0, there] > 0:
                first = how[0, there] - 1
                looks += how[1, there]
                for i in range(first, first + how[1, there]):
                    row[kept[i] >> 6] |= one << np.uint64(kept[i] & low)
            else:
                row[there >> 6] |= one << np.uint64(there & low)
                stack[waiting] = there
                waiting += 1
    size = 0
    for i in range(row.size):
        size += int(ones(row[i]))
    return size, looks


@kernel
def _weighed(row: Words, size: int, mass: Floats, sums: Floats) -> tuple[float, float]:
    """Mass and sum of the nodes whose bits are set."""
    if mass.size == 0 and sums.size == 0:
        return float(size), 0.0
    heavy, worth = 0.0 if mass.size else float(size), 0.0
    for i in range(row.size):
        word = row[i]
        if word == 0:
            continue
        for k in range(64):
            if (word >> np.uint64(k)) & np.uint64(1):
                if mass.size:
                    heavy += mass[64 * i + k]
                if sums.size:
                    worth += sums[64 * i + k]
    return heavy, worth
