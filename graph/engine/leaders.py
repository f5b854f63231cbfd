"""Who leads in betweenness, from shortest routes drawn at random: no need to look at every node as a start.

Route number `j` comes from a stream of its own, made of the seed and `j` alone: no thread or block changes it.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainccinv, betaincinv

from graph.engine.csr import CSR, Floats, Nodes, Offsets
from graph.engine.growth import stream, uniform
from graph.engine.work import Watch, kernel, shared_out, step
from graph.model.errors import BadValue

FIRST, GROWTH = 4096, 1.25  # routes before the first look, and how many times as many before each next one
ROUTES_A_BLOCK = 1024


class Leaders(NamedTuple):
    """The `nodes` of highest betweenness, best first, of equals the smallest; `score` is a share 0…1 of all routes.

    The true share of every leader lies between `low` and `high`, and that of nobody else above `others`, all at once
    with the confidence asked for. `routes` were drawn.
    """

    nodes: Nodes
    score: Floats
    low: Floats
    high: Floats
    others: float
    routes: int


def top_betweenness(
    csr: CSR, *, k: int = 100, error: float = 0.001, confidence: float = 0.9, seed: int = 1,
    threads: int | None = None, watch: Watch | None = None,
) -> Leaders:  # fmt: skip
    """The `k` nodes with the highest share of the shortest routes between two others, each known to ± `error`.

    The share is that of `centrality.betweenness`, every tie one step. Shortest routes between two nodes drawn at random
    are drawn until the exact intervals of all leaders (Clopper & Pearson 1934, for all nodes and looks together) are
    narrow enough: about 1 ÷ `error`² times the highest share. Leaders with shares closer than `error` may change
    places. Fewer than `k` in a smaller graph; nobody is between others among fewer than three: shares of 0. Memory
    beside the graph: 28 bytes a node, a thread. Same `seed`, same answer. The idea of searching from both ends and of
    stopping when it is enough: KADABRA, Borassi & Natale 2016.
    """
    for field, value, right, allowed in (
        ("k", k, k >= 0, "≥ 0"), ("error", error, error > 0, "> 0"),
        ("confidence", confidence, 0 < confidence < 1, "0…1"),
    ):  # fmt: skip
        if not right:
            raise BadValue("error.bad_value.engine_value", field=field, value=value, allowed=[allowed])
    through, drawn, look, share = np.zeros(csr.n, np.int64), 0, 0, 0.0
    into = csr.turned
    scale = csr.n / (csr.n - 2) if csr.n > 2 else 0.0  # a route's two ends are drawn too, and never between

    def block(first: int, behind: int) -> NDArray[np.int64]:
        return _routed(csr.start, csr.to, into.start, into.to, seed, drawn + first, drawn + behind)

    while True:
        look += 1
        goal = math.ceil(FIRST * GROWTH ** (look - 1)) if csr.n > 2 else 0
        for found in shared_out(block, goal - drawn, ROUTES_A_BLOCK, threads):
            through += found
            step(watch, share)
        drawn = goal
        order = np.argsort(-through, kind="stable")
        risk = (1 - confidence) / max(1, csr.n) / (look * (look + 1))
        low, high = _intervals(through[order[: k + 1]], drawn, risk)
        wide = scale * float((high - low)[:k].max(initial=0.0)) / 2
        share = (error / wide) ** 2 if wide > error else 1.0
        step(watch, share)
        if wide <= error:
            break
    score = through[order[:k]] / max(1, drawn)
    others = float(high[k]) * scale if len(high) > k else 0.0
    return Leaders(order[:k].astype(np.int32), score * scale, low[:k] * scale, high[:k] * scale, others, drawn)


def _intervals(hits: NDArray[np.int64], drawn: int, risk: float) -> tuple[Floats, Floats]:
    """Between which shares the truth lies, but for `risk`, when so many of those drawn were hits."""
    if not drawn:
        return np.zeros(len(hits)), np.zeros(len(hits))
    low: Any = betaincinv(hits, drawn - hits + 1, risk / 2)
    high: Any = betainccinv(hits + 1, drawn - hits, risk / 2)
    return np.where(hits > 0, low, 0.0), np.where(hits < drawn, high, 1.0)


@kernel
def _routed(
    start: Offsets, to: Nodes, back: Offsets, origin: Nodes, seed: int, first: int, behind: int
) -> NDArray[np.int64]:
    """How many of the routes first…behind run through each node; one whose ends do not reach each other through none.

    A search from both ends, a whole step at a time on the side with fewer ways to look at. `far` is 1 + the steps from
    the tail, or below 0 the same from the head; `routes` counts the shortest routes to a node from its own end.
    """
    n = start.size - 1
    through = np.zeros(n, np.int64)
    far, routes = np.zeros(n, np.int32), np.zeros(n)
    ahead, astern = np.empty(n, np.int32), np.empty(n, np.int32)
    for number in range(first, behind):
        a, b = stream(seed, number)
        u, a, b = uniform(a, b)
        tail = np.int64(u * n)
        u, a, b = uniform(a, b)
        head = np.int64(u * (n - 1))
        if head >= tail:
            head += 1
        far[tail], far[head], routes[tail], routes[head] = 1, -1, 1.0, 1.0
        ahead[0], astern[0] = tail, head
        begin, end, begun, ended, met = 0, 1, 0, 1, 0.0
        work, load, forth = start[tail + 1] - start[tail], back[head + 1] - back[head], True
        while met == 0.0 and begin < end and begun < ended:
            forth = work <= load
            if forth:
                met, size, work = _spread(start, to, ahead, begin, end, 1, far, routes)
                begin, end = end, size
            else:
                met, size, load = _spread(back, origin, astern, begun, ended, -1, far, routes)
                begun, ended = ended, size
        if met > 0.0:
            u, a, b = uniform(a, b)
            if forth:
                x, y = _met(start, to, ahead, begin, 1, u * met, far, routes)
            else:
                y, x = _met(back, origin, astern, begun, -1, u * met, far, routes)
            a, b = _walk(back, origin, x, a, b, far, routes, through)
            a, b = _walk(start, to, y, a, b, far, routes, through)
        for i in range(end):
            far[ahead[i]] = 0
        for i in range(ended):
            far[astern[i]] = 0
    return through


@kernel
def _spread(
    start: Offsets, to: Nodes, queue: Nodes, begin: int, end: int, side: int, far: Nodes, routes: Floats
) -> tuple[float, int, int]:
    """One step on from queue[begin:end]: the routes that met the other side, the queue's new end, the ways from it."""
    met, size, work = 0.0, end, 0
    reach = far[queue[begin]] + side
    for i in range(begin, end):
        node = queue[i]
        for way in range(start[node], start[node + 1]):
            there = to[way]
            seen = far[there] * side
            if seen == 0:
                far[there] = reach
                routes[there] = routes[node]
                queue[size] = there
                size += 1
                work += start[there + 1] - start[there]
            elif seen < 0:
                met += routes[node] * routes[there]
            elif far[there] == reach:
                routes[there] += routes[node]
    return met, size, work


@kernel
def _met(
    start: Offsets, to: Nodes, queue: Nodes, end: int, side: int, level: float, far: Nodes, routes: Floats
) -> tuple[int, int]:
    """The way between the two sides that the route of that level takes, as (this side, other side)."""
    x, y = -1, -1
    i = end - 1
    reach = far[queue[i]]
    while i >= 0 and far[queue[i]] == reach:
        node = queue[i]
        for way in range(start[node], start[node + 1]):
            there = to[way]
            if far[there] * side < 0:
                x, y = node, there
                level -= routes[node] * routes[there]
                if level < 0.0:
                    return x, y
        i -= 1
    return x, y


@kernel
def _walk(
    start: Offsets, to: Nodes, node: int, a: np.uint64, b: np.uint64, far: Nodes, routes: Floats,
    through: NDArray[np.int64],
) -> tuple[np.uint64, np.uint64]:  # fmt: skip
    """Back to this side's end by one of the routes, each as likely; counts every node but the end."""
    while abs(far[node]) > 1:
        through[node] += 1
        before = far[node] - 1 if far[node] > 0 else far[node] + 1
        u, a, b = uniform(a, b)
        level, last = u * routes[node], node
        for way in range(start[node], start[node + 1]):
            if far[to[way]] == before:
                last = to[way]
                level -= routes[last]
                if level < 0.0:
                    break
        node = last
    return a, b
