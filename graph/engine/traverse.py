"""Ways through a graph: how far, by which nodes, by which other nodes, and who hangs together.

Ways lead from tail to head; without direction both ways. Weights are lengths, ≥ 0; a graph without weights has ties of
length 1. Where several answers are equally good, the choice goes by node numbers and never by chance.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.engine.csr import CSR, Floats, Nodes, Offsets
from graph.engine.work import Watch, kernel, shared_out
from graph.model.errors import BadValue

Marks = NDArray[np.int8]
BLOCK = 16  # starts in one piece of work
BARRED, BARRED_NEXT = 1, 2
ALMOST = 1 + 1e-12  # sums of the same lengths in another order differ by less


class Path(NamedTuple):
    """The nodes from first to last, and how long: ties when unweighted, else the lengths added up in this order."""

    nodes: Nodes
    length: float


def distances(csr: CSR, starts: ArrayLike, weighted: bool = False, cutoff: float | None = None) -> NDArray[Any]:
    """How far each node is from the nearest of `starts` (one node or several), along the arrows.

    Unweighted: int32, ties, -1 for whom none reaches. Weighted: floats, lengths, inf for those. Nothing further than
    `cutoff` counts as reached. No starts: nobody is. Breadth first, or Dijkstra 1959.
    """
    begin = _nodes(csr.n, starts)
    most = np.inf if cutoff is None else float(cutoff)
    if weighted:
        return _dijkstra(csr.start, csr.to, lengths(csr, True), begin, most)
    found = np.full(csr.n, -1, np.int32)
    _breadth_first(csr.start, csr.to, begin, most, found)
    return found


def distances_between(
    csr: CSR, starts: ArrayLike, ends: ArrayLike, weighted: bool = False, *,
    threads: int | None = None, watch: Watch | None = None,
) -> Floats:  # fmt: skip
    """How far it is from each of `starts` to each of `ends`: a row a start, a column an end, inf for no way."""
    begin, goal = _nodes(csr.n, starts), _nodes(csr.n, ends)

    def rows(first: int, behind: int) -> Floats:
        found = np.empty((behind - first, len(goal)))
        for row in range(first, behind):
            far = distances(csr, begin[row], weighted)[goal]
            found[row - first] = far if weighted else np.where(far < 0, np.inf, far)
        return found

    parts = list(shared_out(rows, len(begin), BLOCK, threads, watch))
    return np.concatenate([np.empty((0, len(goal))), *parts])


def shortest_path(csr: CSR, a: int, b: int, weighted: bool = False) -> Path | None:
    """The shortest way from `a` to `b`, None when there is none; from a node to itself it is that node and 0.

    Searches from both ends. To ask many times of one graph, keep a `Finder`.
    """
    return Finder(csr, weighted).path(a, b)


def paths_between(csr: CSR, a: int, b: int, k: int, weighted: bool = False) -> list[Path]:
    """The `k` shortest ways from `a` to `b` that visit nobody twice, shortest first; fewer when there are no more.

    Ways that differ only in which of several parallel ties they take are one way, by the shortest. Of equally long
    ways the one with the smaller node numbers is listed first. Yen 1971, Lawler 1972.
    """
    finder = Finder(csr, weighted)
    first = finder.path(a, b)
    waiting: list[tuple[float, tuple[int, ...], int]] = []
    found: list[Path] = []
    if first is not None and k > 0:
        heappush(waiting, (first.length, tuple(first.nodes.tolist()), 0))
    while waiting and len(found) < k:
        length, nodes, turned_at = heappop(waiting)
        found.append(Path(np.array(nodes, dtype=np.int32), length))
        if len(found) == k:
            break
        for spur in range(turned_at, len(nodes) - 1):
            root = nodes[:spur]
            taken = {
                int(one.nodes[spur + 1])
                for one in found
                if len(one.nodes) > spur + 1 and tuple(one.nodes[: spur + 1].tolist()) == nodes[: spur + 1]
            }
            rest = finder.path(nodes[spur], b, barred=root, not_next=taken)
            if rest is not None:
                whole = root + tuple(rest.nodes.tolist())
                heappush(waiting, (finder.length(whole), whole, spur))
    return found


def disjoint_paths(csr: CSR, a: int, b: int, k: int, weighted: bool = False) -> list[Path]:
    """Up to `k` ways from `a` to `b` that share nobody in between, the least long in sum; shortest first.

    Fewer when there are no more: then a smaller number of people can part `a` from `b`. A direct tie is one way,
    whatever its parallels. From a node to itself: none. Suurballe 1974 (shortest augmenting ways, nodes split in two).
    """
    _node(csr.n, a), _node(csr.n, b)
    if a == b:
        return []
    weight = lengths(csr, weighted)
    used, shut = np.zeros(csr.ways, np.bool_), np.zeros(csr.ways, np.bool_)
    direct = np.arange(csr.start[a], csr.start[a + 1])[csr.to[csr.start[a] : csr.start[a + 1]] == b]
    if len(direct):
        shut[direct] = True
        shut[direct[np.argmin(weight[direct])] if weight.size else direct[0]] = False
    before, potential = np.full(csr.n, -1, np.int64), np.zeros(2 * csr.n)
    for _ in range(k):
        if not _augmented(csr.start, csr.to, csr.tail, weight, a, b, used, shut, before, potential):
            break
    finder = Finder(csr, weighted)
    found = []
    for way in np.flatnonzero(used & (csr.to == b)).tolist():
        nodes = [b]
        while (here := int(csr.tail[way])) != a:
            nodes.append(here)
            way = int(before[here])
        nodes = [a, *reversed(nodes)]
        found.append(Path(np.array(nodes, dtype=np.int32), finder.length(nodes)))
    return sorted(found, key=lambda path: (path.length, path.nodes.tolist()))


def components(csr: CSR) -> Nodes:
    """For each node the smallest node it hangs together with, whichever way the arrows point."""
    return _components(csr.start, csr.to)


def strong_components(csr: CSR) -> Nodes:
    """For each node the smallest node among those that it reaches and that reach it, itself at the least."""
    if not csr.directed:
        return components(csr)
    if not csr.n:
        return np.empty(0, dtype=np.int32)
    matrix = sparse.csr_array((np.ones(csr.ways, np.int8), csr.to, csr.start), shape=(csr.n, csr.n))
    count, label = csgraph.connected_components(matrix, directed=True, connection="strong")
    smallest = np.empty(count, dtype=np.int32)
    smallest[label[::-1]] = np.arange(csr.n - 1, -1, -1, dtype=np.int32)
    return smallest[label]


def core_numbers(csr: CSR) -> NDArray[np.int64]:
    """For each node the largest k for which it stays when all with fewer than k ties leave, again and again.

    Counts arrows both ways, parallel ties each, ties of a node with itself never: give `csr.simple` where a pair is to
    count once. Batagelj and Zaversnik 2003; networkx `core_number`.
    """
    both = csr.both_ways
    return _cores(both.start, both.to)


def lengths(csr: CSR, weighted: bool) -> Floats:
    """The length of each way; empty where every tie has length 1."""
    return csr.weight if weighted and csr.weight is not None else np.empty(0)


class Finder:
    """Finds shortest ways in one graph, one after the other, in memory that is kept: 33 bytes a node, 24 a way.

    Not for two threads at once.
    """

    def __init__(self, csr: CSR, weighted: bool = False) -> None:
        self.csr, self.weight = csr, lengths(csr, weighted)
        back = csr.turned
        self._ways = (csr.start, csr.to, self.weight, back.start, back.to, lengths(back, weighted))
        self._closed = np.zeros(csr.n, np.int8)
        self._far = np.full((csr.n, 2), np.inf)
        self._parent = np.empty((2, csr.n), np.int32)
        self._touched = np.empty((2, csr.n), np.int32)
        self._keys, self._heap = np.empty((2, csr.ways + 1)), np.empty((2, csr.ways + 1), np.int32)

    def path(
        self, a: int, b: int, *, barred: ArrayLike = (), not_next: set[int] | frozenset[int] = frozenset()
    ) -> Path | None:
        """The shortest way from `a` to `b` that avoids `barred` nodes and first steps to `not_next`."""
        _node(self.csr.n, a), _node(self.csr.n, b)
        shut, later = _nodes(self.csr.n, barred), _nodes(self.csr.n, sorted(not_next))
        self._closed[later] = BARRED_NEXT
        self._closed[shut] = BARRED
        meet = -1
        if self._closed[a] != BARRED and self._closed[b] != BARRED:
            meet, ahead, behind = _met(
                *self._ways, a, b, bool(len(shut) or len(later)), self._closed, self._far, self._parent, self._touched,
                self._keys, self._heap,
            )  # fmt: skip
        self._closed[later] = self._closed[shut] = 0
        if meet < 0:
            return None
        nodes = np.concatenate([ahead[::-1], behind])
        return Path(nodes, self.length(nodes))

    def length(self, nodes: ArrayLike) -> float:
        """How long it is from node to node in this order, by the shortest of parallel ties."""
        order = np.asarray(nodes, dtype=np.int64)
        return float(_along(self.csr.start, self.csr.to, self.weight, order))


def _node(n: int, node: int) -> int:
    if not 0 <= node < n:
        raise BadValue("error.bad_value.engine_node", field="node", value=int(node), allowed=[f"0…{n - 1}"])
    return int(node)


def _nodes(n: int, nodes: ArrayLike) -> Nodes:
    """Node numbers in the order given; BadValue for one that is none."""
    found = np.asarray(nodes, dtype=np.int64).reshape(-1)
    for wrong in found[(found < 0) | (found >= n)][:1]:
        _node(n, int(wrong))
    return found.astype(np.int32)


@kernel
def _breadth_first(start: Offsets, to: Nodes, begin: Nodes, most: float, far: Nodes) -> None:
    queue = np.empty(far.size, np.int32)
    head = tail = 0
    if most < 0:
        return
    for node in begin:
        if far[node] < 0:
            far[node], queue[tail] = 0, node
            tail += 1
    while head < tail:
        here = queue[head]
        head += 1
        if far[here] + 1 > most:
            return
        for way in range(start[here], start[here + 1]):
            there = to[way]
            if far[there] < 0:
                far[there], queue[tail] = far[here] + 1, there
                tail += 1


@kernel
def _push(keys: Floats, heap: Nodes, size: int, key: float, node: int) -> None:
    """One more on a heap where each has four below it; one no longer wanted is left in and passed over later."""
    place = size
    while place > 0:
        above = (place - 1) >> 2
        if keys[above] <= key:
            break
        keys[place], heap[place] = keys[above], heap[above]
        place = above
    keys[place], heap[place] = key, node


@kernel
def _pop(keys: Floats, heap: Nodes, size: int) -> None:
    """Takes the first off a heap of `size`."""
    last = size - 1
    key, node = keys[last], heap[last]
    place = 0
    while 4 * place + 1 < last:
        least = 4 * place + 1
        for other in range(least + 1, min(4 * place + 5, last)):
            if keys[other] < keys[least]:
                least = other
        if keys[least] >= key:
            break
        keys[place], heap[place] = keys[least], heap[least]
        place = least
    keys[place], heap[place] = key, node


@kernel
def _dijkstra(start: Offsets, to: Nodes, weight: Floats, begin: Nodes, most: float) -> Floats:
    far = np.full(start.size - 1, np.inf)
    keys, heap = np.empty(to.size + begin.size), np.empty(to.size + begin.size, np.int32)
    size = 0
    for node in begin:
        if far[node] > 0.0 and most >= 0.0:
            far[node] = 0.0
            _push(keys, heap, size, 0.0, node)
            size += 1
    while size:
        reached, here = keys[0], heap[0]
        _pop(keys, heap, size)
        size -= 1
        if reached > far[here]:
            continue
        for way in range(start[here], start[here + 1]):
            further = reached + (weight[way] if weight.size else 1.0)
            there = to[way]
            if further < far[there] and further <= most:
                far[there] = further
                _push(keys, heap, size, further, there)
                size += 1
    return far


@kernel
def _met(
    start: Offsets, to: Nodes, weight: Floats, back_start: Offsets, back_to: Nodes, back_weight: Floats, a: int, b: int,
    shut: bool, closed: Marks, far: Floats, parent: Nodes, touched: Nodes, keys: Floats, heap: Nodes,
) -> tuple[int, Nodes, Nodes]:  # fmt: skip
    """Where a search from both ends meets (-1: nowhere), the nodes from there back to `a`, then on to `b`; tidies.

    The side that has fewer waiting goes on from its nearest node. What is further than the best length so far, less
    the least that the other side still has to go, is passed over. `shut`: some nodes are closed.
    """
    starts, tos, weights = (start, back_start), (to, back_to), (weight, back_weight)
    far[a, 0] = far[b, 1] = 0.0
    parent[0, a] = parent[1, b] = -1
    touched[0, 0], touched[1, 0] = a, b
    keys[0, 0] = keys[1, 0] = 0.0
    heap[0, 0], heap[1, 0] = a, b
    key, wait, seen, size = (keys[0], keys[1]), (heap[0], heap[1]), np.ones(2, np.int64), np.ones(2, np.int64)
    best, meet = (0.0, a) if a == b else (np.inf, -1)
    while size[0] and size[1] and keys[0, 0] + keys[1, 0] < best:
        side = int(size[0] > size[1])
        reached, here = keys[side, 0], heap[side, 0]
        size[side] -= 1
        _pop(key[side], wait[side], size[side] + 1)
        if reached > far[here, side]:
            continue
        first, behind, ends, lengths = starts[side][here], starts[side][here + 1], tos[side], weights[side]
        most = (best - keys[1 - side, 0]) * ALMOST
        for way in range(first, behind):
            further = reached + (lengths[way] if lengths.size else 1.0)
            there = ends[way]
            if further > most or further > far[there, side]:
                continue
            if shut and (
                closed[there] == 1 or (here == a and closed[there] == 2) or (there == a and closed[here] == 2)
            ):
                continue
            if further < far[there, side]:
                if far[there, side] == np.inf:
                    touched[side, seen[side]] = there
                    seen[side] += 1
                far[there, side], parent[side, there] = further, here
                _push(key[side], wait[side], size[side], further, there)
                size[side] += 1
                whole = further + far[there, 1 - side]
                if whole < best or (whole == best and there < meet):
                    best, meet = whole, there
                    most = (best - keys[1 - side, 0]) * ALMOST
            elif further > reached and here < parent[side, there]:
                parent[side, there] = here
    for side in range(2):
        for i in range(seen[side]):
            far[touched[side, i], side] = np.inf
    if meet < 0:
        return -1, touched[0, :0], touched[0, :0]
    ahead, behind = 0, 0
    here = meet
    while here >= 0:
        touched[0, ahead] = here
        ahead += 1
        here = parent[0, here]
    here = parent[1, meet]
    while here >= 0:
        touched[1, behind] = here
        behind += 1
        here = parent[1, here]
    return meet, touched[0, :ahead], touched[1, :behind]


@kernel
def _along(start: Offsets, to: Nodes, weight: Floats, nodes: Offsets) -> float:
    """The lengths from node to node added up, of parallel ties the shortest."""
    if weight.size == 0:
        return nodes.size - 1.0
    total = 0.0
    for i in range(nodes.size - 1):
        least = np.inf
        for way in range(start[nodes[i]], start[nodes[i] + 1]):
            if to[way] == nodes[i + 1]:
                least = min(least, weight[way])
        total += least
    return total


@kernel
def _augmented(
    start: Offsets, to: Nodes, tail: Nodes, weight: Floats, a: int, b: int, used: NDArray[np.bool_],
    shut: NDArray[np.bool_], before: Offsets, potential: Floats,
) -> bool:  # fmt: skip
    """One more way on top of those `used`, by Dijkstra over what is left; False when there is none.

    Each node is two places: 2 v where ways come in, 2 v + 1 where they go out. `before` is the used way into a node.
    Going against a used way takes it off.
    """
    far, parent = np.full(potential.size, np.inf), np.full(potential.size, -1, np.int64)
    via = np.full(potential.size, -1, np.int64)
    keys, heap = np.empty(to.size + potential.size), np.empty(to.size + potential.size, np.int32)
    source, goal = 2 * a + 1, 2 * b
    far[source] = 0.0
    _push(keys, heap, 0, 0.0, source)
    size = 1
    while size:
        reached, place = keys[0], heap[0]
        _pop(keys, heap, size)
        size -= 1
        if reached > far[place]:
            continue
        if place == goal:
            break
        here, going_out = place >> 1, place & 1
        # After the ways out comes one more step: across the node, or back along the used way into it.
        first, behind = (start[here], start[here + 1]) if going_out else (0, 0)
        for way in range(first, behind + 1):
            cost, next_way = 0.0, way
            if way < behind:
                there = 2 * to[way]
                if used[way] or shut[way] or to[way] == a or to[way] == here:
                    continue
                cost = weight[way] if weight.size else 1.0
            elif going_out:
                if here == a or before[here] < 0:
                    continue
                there, next_way = place - 1, -1
            elif before[here] < 0:
                there, next_way = place + 1, -1
            else:
                next_way = before[here]
                there = 2 * tail[next_way] + 1
                cost = -weight[next_way] if weight.size else -1.0
            further = reached + max(0.0, cost + potential[place] - potential[there])
            if further < far[there]:
                far[there], parent[there], via[there] = further, place, next_way
                _push(keys, heap, size, further, there)
                size += 1
    if far[goal] == np.inf:
        return False
    for place in range(potential.size):
        potential[place] += min(far[place], far[goal])
    place = goal
    while place != source:  # what is taken off first, so that nothing new is
        if via[place] >= 0 and place & 1:
            used[via[place]] = False
            before[to[via[place]]] = -1
        place = parent[place]
    place = goal
    while place != source:
        if via[place] >= 0 and not place & 1:
            used[via[place]] = True
            if place != goal:
                before[place >> 1] = via[place]
        place = parent[place]
    return True


@kernel
def _components(start: Offsets, to: Nodes) -> Nodes:
    """Union by the smaller number (Rem's splicing): everybody points at somebody smaller in the end."""
    above = np.arange(start.size - 1).astype(np.int32)
    for node in range(above.size):
        for way in range(start[node], start[node + 1]):
            i, j = np.int32(node), to[way]
            while above[i] != above[j]:
                if above[i] > above[j]:
                    i, j = j, i
                up = above[j]
                above[j] = above[i]
                if up == j:
                    break
                j = up
    for node in range(above.size):
        above[node] = above[above[node]]
    return above


@kernel
def _cores(start: Offsets, to: Nodes) -> NDArray[np.int64]:
    """Nodes by number of ties left, in boxes; the one with fewest goes and its neighbours move one box down."""
    n = start.size - 1
    left = np.zeros(n, np.int64)
    for node in range(n):
        for way in range(start[node], start[node + 1]):
            left[node] += to[way] != node
    most = left.max() if n else 0
    box = np.zeros(most + 2, np.int64)
    for node in range(n):
        box[left[node] + 1] += 1
    for ties in range(most + 1):
        box[ties + 1] += box[ties]
    place, row, free = np.empty(n, np.int32), np.empty(n, np.int32), box.copy()
    for node in range(n):
        place[node] = free[left[node]]
        row[place[node]] = node
        free[left[node]] += 1
    for turn in range(n):
        node = row[turn]
        for way in range(start[node], start[node + 1]):
            other = to[way]
            if left[other] > left[node]:
                first = box[left[other]]
                swapped = row[first]
                row[place[other]], row[first] = swapped, other
                place[swapped], place[other] = place[other], first
                box[left[other]] += 1
                left[other] -= 1
    return left
