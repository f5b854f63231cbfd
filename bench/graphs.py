"""The graphs that are measured on: people in organisations, referral forests and referral networks, drawn by a seed.

Sizes: XS 2,000 people and 10,000 ties, S 10,000 and 50,000, M 100,000 and 1,000,000, L 1,000,000 and 10,000,000;
referrals among as many people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from graph.engine.csr import CSR

SIZES = {"XS": (2_000, 10_000), "S": (10_000, 50_000), "M": (100_000, 1_000_000), "L": (1_000_000, 10_000_000)}
SEEDS = {"XS": 1, "S": 2, "M": 3, "L": 4}
ACROSS, STEEP = 0.25, 2.5  # share of ties across organisations; exponent of how many ties people have
Ends = tuple[NDArray[np.int32], NDArray[np.int32]]


@dataclass(frozen=True, eq=False)
class Drawn:
    """A graph as ends of its ties: `a` → `b` where it is directed, with a strength 1, 2, … a tie."""

    name: str
    n: int
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    strength: NDArray[np.float32]
    directed: bool

    @cached_property
    def csr(self) -> CSR:
        """Ours, without weights."""
        return CSR.build(self.n, self.a, self.b, directed=self.directed)

    @cached_property
    def lengths(self) -> CSR:
        """Ours, with 1 ÷ strength as length."""
        return self.csr.weighing(1.0 / self.strength.astype(np.float64))

    @cached_property
    def both(self) -> CSR:
        """Ours as arrows, two a tie where there is no direction."""
        if self.directed:
            return self.csr
        return CSR.build(self.n, np.r_[self.a, self.b], np.r_[self.b, self.a], directed=True)

    def kept(self, name: str, make: Callable[[Drawn], Any]) -> Any:
        """A peer's own graph of the same ties, made once."""
        shelf = vars(self).setdefault("_kept", {})
        if name not in shelf:
            shelf[name] = make(self)
        return shelf[name]


def drawn(name: str) -> Drawn:
    """A graph by its name: `social_M`, `forest_L`, `referrals_S` …"""
    kind, size = name.rsplit("_", 1)
    n, ties = SIZES[size]
    if kind == "social":
        a, b, strength = social(n, ties, SEEDS[size])
        return Drawn(name, n, a, b, strength, directed=False)
    a, b = referrals(n, 7, 0.0 if kind == "forest" else 1.9)
    return Drawn(name, n, a, b, np.ones(len(a), np.float32), directed=True)


def social(n: int, ties: int, seed: int) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Who knows whom: organisations of power-law size, a quarter of the ties across them, strengths 1, 2, …"""
    dice = np.random.default_rng(seed)
    member = np.repeat(*_organisations(n, dice))[:n]
    drive = (1 - dice.random(n)) ** (-1.0 / (STEEP - 1))
    level = np.cumsum(np.minimum(drive, drive.mean() * np.sqrt(n) / 4))
    first = np.searchsorted(member, np.arange(member[-1] + 1))
    low = np.where(first > 0, level[first - 1], 0.0)[member]
    high = level[np.append(first[1:], n) - 1][member]
    keys = np.empty(0, np.int64)
    while len(keys) < ties:
        many = int((ties - len(keys)) * 1.3) + 1000
        one = np.minimum(np.searchsorted(level, dice.random(many) * level[-1]), n - 1)
        across = dice.random(many) < ACROSS
        aim = np.where(across, dice.random(many) * level[-1], low[one] + dice.random(many) * (high - low)[one])
        other = np.minimum(np.searchsorted(level, aim), n - 1)
        pair = np.minimum(one, other) * n + np.maximum(one, other)
        keys = np.unique(np.concatenate([keys, pair[one != other]]))
    keys = keys if len(keys) == ties else dice.choice(keys, ties, replace=False)
    place, order = dice.permutation(n).astype(np.int64), dice.permutation(ties)
    strength = dice.geometric(0.35, ties).astype(np.float32)
    return place[keys // n][order].astype(np.int32), place[keys % n][order].astype(np.int32), strength


def _organisations(n: int, dice: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of organisations and their sizes, at least `n` people in all."""
    most, sizes = max(20.0, n / 20), np.empty(0, np.int64)
    while sizes.sum() < n:
        sizes = np.r_[sizes, np.floor(1.0 / (0.1 - dice.random(4096) * (0.1 - 1 / most))).astype(np.int64)]
    needed = int(np.searchsorted(np.cumsum(sizes), n)) + 1
    return np.arange(needed), sizes[:needed]


def referrals(n: int, seed: int, extra: float) -> Ends:
    """Who referred whom, referrer → referred: 30 % come by themselves, the others by one earlier person (a forest),
    and by `extra` more on average. Half of the referrers have referred before.
    """
    a, b = _referred(n, seed, 0.3, extra)
    dice = np.random.default_rng(seed)
    place, order = dice.permutation(n).astype(np.int32), dice.permutation(len(a))
    return place[a][order], place[b][order]


@njit
def _referred(n: int, seed: int, alone: float, extra: float) -> Any:
    np.random.seed(seed)
    a = np.empty(int(n * (1 + extra * 1.3)) + 10, np.int32)
    b = np.empty(a.size, np.int32)
    ties = 0
    for who in range(1, n):
        if np.random.random() < alone:
            continue
        for _ in range(1 + (np.random.poisson(extra) if extra > 0 else 0)):
            by = a[np.random.randint(ties)] if ties > 0 and np.random.random() < 0.5 else np.random.randint(who)
            last, known = ties - 1, by >= who
            while last >= 0 and b[last] == who:
                known = known or a[last] == by
                last -= 1
            if not known:
                a[ties], b[ties] = by, who
                ties += 1
    return a[:ties].copy(), b[:ties].copy()
