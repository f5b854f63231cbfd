"""A graph with a few ties more or fewer, from the arrays that are there: what an edit costs instead of a fresh build.

Nothing is sorted and nothing is looked at but the nodes at the ends: the rest is copied as it lies, so the older
graph stays whole for whoever still reads it. `guanxi bench` measures it against a fresh build.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.engine.csr import CSR, Floats, Nodes, Offsets, node_numbers
from graph.engine.work import blocks
from graph.model.errors import BadValue, NotFound

Slots = NDArray[np.int64]
PIECE = 1 << 17


def added(csr: CSR, a: ArrayLike, b: ArrayLike, weight: ArrayLike | None = None) -> CSR:
    """The graph with these ties after its own: equal to `CSR.build` of all of them.

    `a` and `b` are node numbers, `weight` one number ≥ 0 a tie where the graph has weights. No ties: the graph itself.
    A wrong node or weight is a BadValue that names the tie; a weight too many or too few is a ValueError.
    """
    tails, heads = node_numbers(csr.n, a), node_numbers(csr.n, b)
    if not len(tails):
        return csr
    told = _checked(csr, tails, heads, weight)
    numbers = np.arange(csr.ties, csr.ties + len(tails), dtype=np.int32)
    back = np.flatnonzero(tails != heads) if not csr.directed else np.zeros(0, dtype=np.int64)
    start_at, lead_to = np.r_[tails, heads[back]], np.r_[heads, tails[back]]
    carrier = np.r_[numbers, numbers[back]]
    order = np.lexsort((carrier, lead_to, start_at))
    start_at, lead_to, carrier = start_at[order], lead_to[order], carrier[order]
    slots = np.array([_row(csr, i, j, "right") for i, j in zip(start_at, lead_to, strict=True)], dtype=np.int64)
    moved = np.r_[0, np.cumsum(np.bincount(start_at, minlength=csr.n))]
    return _laid(
        csr, len(tails), csr.start + moved, lambda: _spread(csr.to, slots, lead_to),
        lambda: _spread(csr.tie, slots, carrier),
        lambda: None if csr.weight is None or told is None else _spread(csr.weight, slots, told[carrier - csr.ties]),
    )  # fmt: skip


def removed(csr: CSR, tie: int, a: int, b: int) -> CSR:
    """The graph without that tie, whose ends are `a` and `b`: equal to `CSR.build` of the others, numbered anew.

    NotFound when no such tie leads from `a` to `b`.
    """
    ends = [(a, b)] if csr.directed or a == b else [(a, b), (b, a)]
    slots = np.sort(np.array([_slot(csr, tie, *one) for one in ends], dtype=np.int64))
    moved = np.r_[0, np.cumsum(np.bincount([one for one, _ in ends], minlength=csr.n))]
    return _laid(
        csr, -1, csr.start - moved, lambda: _without(csr.to, slots), lambda: _renumbered(_without(csr.tie, slots), tie),
        lambda: None if csr.weight is None else _without(csr.weight, slots),
    )  # fmt: skip


def _laid(csr: CSR, more: int, start: Offsets, *arrays: Callable[[], Any]) -> CSR:
    """The graph with other ways; its arrays are copied side by side, and it need not count its ties again."""
    with ThreadPoolExecutor(2) as pool:
        to, tie, weight = pool.map(lambda make: make(), arrays)
    found = CSR(csr.n, csr.directed, start, to, tie, weight)
    vars(found)["ties"] = csr.ties + more
    return found


def _renumbered(ties: Nodes, gone: int) -> Nodes:
    """Those behind the one that is gone each take one number less; piece by piece, so that it stays in the cache."""
    for first, behind in blocks(len(ties), PIECE):
        piece = ties[first:behind]
        np.subtract(piece, piece > gone, out=piece, casting="unsafe")
    return ties


def _checked(csr: CSR, tails: Nodes, heads: Nodes, weight: ArrayLike | None) -> Floats | None:
    """The weights of the new ties, one each where the graph has any."""
    if len(tails) != len(heads):
        raise ValueError(f"{len(tails)} tails and {len(heads)} heads")
    if weight is None and csr.weight is None:
        return None
    told = np.atleast_1d(np.asarray([] if weight is None else weight, dtype=np.float64))
    if len(told) != (0 if csr.weight is None else len(tails)):
        raise ValueError(f"{len(told)} weights for {len(tails)} ties of a graph that has {csr.weight is not None}")
    wrong = np.flatnonzero(~(told >= 0) | np.isinf(told))
    if len(wrong):
        one = int(wrong[0])
        raise BadValue(
            "error.bad_value.engine_weight", field=f"tie {one} ({int(tails[one])} → {int(heads[one])})",
            value=float(told[one]), allowed=["≥ 0"],
        )  # fmt: skip
    return told


def _row(csr: CSR, tail: int, head: int, side: str) -> int:
    """Where in the ways the row of `tail` comes to `head`: before ("left") or behind all that lead there."""
    first, behind = csr.start[tail], csr.start[tail + 1]
    return int(first + np.searchsorted(csr.to[first:behind], head, side))  # type: ignore[call-overload]


def _slot(csr: CSR, tie: int, tail: int, head: int) -> int:
    if 0 <= tail < csr.n and 0 <= head < csr.n:
        first, behind = _row(csr, tail, head, "left"), _row(csr, tail, head, "right")
        found = np.flatnonzero(csr.tie[first:behind] == tie)
        if len(found):
            return first + int(found[0])
    raise NotFound("error.not_found.way", tie=tie, a=tail, b=head)


def _spread(values: NDArray, slots: Slots, more: NDArray) -> NDArray:  # type: ignore[type-arg]
    """The values with `more[i]` put in before what stood at `slots[i]`; slots ascend."""
    out = np.empty(len(values) + len(slots), dtype=values.dtype)
    cut = [0, *slots.tolist(), len(values)]
    for k, value in enumerate(more):
        out[cut[k] + k : cut[k + 1] + k] = values[cut[k] : cut[k + 1]]
        out[cut[k + 1] + k] = value
    out[cut[-2] + len(slots) :] = values[cut[-2] :]
    return out


def _without(values: NDArray, slots: Slots) -> NDArray:  # type: ignore[type-arg]
    """The values but those at the slots, which ascend."""
    out = np.empty(len(values) - len(slots), dtype=values.dtype)
    cut = [-1, *slots.tolist(), len(values)]
    for k in range(len(cut) - 1):
        out[cut[k] + 1 - k : cut[k + 1] - k] = values[cut[k] + 1 : cut[k + 1]]
    return out
