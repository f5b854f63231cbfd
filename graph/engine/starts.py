"""Whom to start at so that a cascade reaches most others: the plain choice by reverse sets, for tables of edges.

`graph.engine.cascade.seeds` does more: budgets, values, a bound, a judge.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.engine import cascade
from graph.engine.csr import CSR
from graph.engine.work import Watch
from graph.model.errors import BadValue

FEW = 64  # sets that tell how large sets are
ANY = 2**62  # entries


def seeds(
    csr: CSR, *, k: int = 10, chance: float | None = None, sets: int = cascade.SETS, seed: int = 1,
    steps: int | None = None, watch: Watch | None = None,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:  # fmt: skip
    """The `k` nodes to start at so that most are reached, best first, and how many each adds on average, itself too.

    A way lets it through with `chance`, else with its weight, else with 1 ÷ the ways into the same node; `steps` is how
    far it goes at most. Chosen one by one on `sets` reverse sets, of equals the smallest node; fewer than `k` when
    nobody adds anything. Same `seed`, same answer. Borgs, Brautbar, Chayes and Lucier 2014.
    """
    checked(k, sets)
    drawn = cascade.oracle(csr, chances(csr, chance), sets, seed, steps=steps, entries=ANY, watch=watch)
    found = drawn.select(k)
    return found.nodes, found.gains


def checked(k: int, sets: int) -> None:
    """BadValue for a number of nodes below 0, or of sets below 64 (the first 64 are always drawn)."""
    for field, value, least in (("k", k, 0), ("sets", sets, FEW)):
        if value < least:
            raise BadValue("error.bad_value.engine_value", field=field, value=value, allowed=[f"≥ {least}"])


def chances(csr: CSR, chance: float | None) -> float | NDArray[np.float64]:
    """What ways let through: one number, or their weight, or 1 ÷ how many ways lead to the same node."""
    if chance is not None:
        return chance
    return cascade.chances_by_indegree(csr) if csr.weight is None else csr.weight


def sets_take(
    csr: CSR, *, chance: float | None = None, sets: int = cascade.SETS, seed: int = 1, steps: int | None = None,
    **_: Any,
) -> int:  # fmt: skip
    """Bytes of so many reverse sets, told by a few of them."""
    few = cascade.oracle(csr, chances(csr, chance), FEW, seed, steps=steps)
    return int(sets * (17 + 8 * len(few.sets.who) / FEW))
