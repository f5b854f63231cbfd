"""How well a ranking found those who brought people: precision, lift and value among its first, on resampled people."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from graph.analysis.arrays import Floats
from graph.analysis.past import Cut

BLOCK = 4_000_000


def resampled(n: int, runs: int, seed: int) -> NDArray[np.uint8]:
    """How often each person is drawn when n are drawn with replacement: the first row as it is, then one row a run."""
    heavy = np.ones((runs + 1, n), np.uint8)
    for run in range(runs):
        drawn = np.random.default_rng([seed, run]).integers(0, n, n)
        heavy[run + 1] = np.minimum(np.bincount(drawn, minlength=n), 255)
    return heavy


def judged(
    values: list[Floats], made: list[Cut], heavy: NDArray[np.uint8], k: int, totals: Floats
) -> tuple[Floats, float]:
    """Precision, lift, captured and value by run, and the AUC; unknown where scores tell nobody apart at some cut."""
    if any(np.isnan(one).any() for one in values):
        return np.full((4, len(heavy)), np.nan), float("nan")
    sums = np.sum([picked(score, one, heavy, k) for score, one in zip(values, made, strict=True)], axis=0)
    areas = [auc(score, one.positive) for score, one in zip(values, made, strict=True)]
    return shares(sums, totals), float(np.mean(areas))


def shares(sums: Floats, totals: Floats) -> Floats:
    """Precision, lift, captured and value from the sums of `picked` and the totals brought and bought; NaN for none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.array([sums[0] / sums[1], sums[0] / sums[2], sums[3] / totals[0], sums[4] / totals[1]])
    return np.where(np.isfinite(found), found, np.nan)


def picked(score: Floats, one: Cut, heavy: NDArray[np.uint8], k: int) -> Floats:
    """What the first k are, a column a run: how many of them brought anybody, how many they are, how many to expect of

    people of the same parts, people brought, value brought. Equal scores share their places in equal parts.
    """
    k = min(k, len(score))
    order = np.argsort(-score, kind="stable")
    new = np.flatnonzero(score[order][1:] != score[order][:-1]) + 1
    starts, behind = np.r_[0, new], np.r_[new, len(order)]
    starts = starts[starts < 5 * k + 100]
    order = order[: behind[len(starts) - 1]]
    facts = np.array([one.positive, np.ones(len(score)), expected(one), one.brought, one.value], float)[:, order]
    sums = np.empty((len(facts), len(heavy)))
    for first in range(0, len(heavy), max(1, BLOCK // len(order))):
        run = slice(first, first + max(1, BLOCK // len(order)))
        weight = heavy[run][:, one.place[order]]
        groups = np.array([np.add.reduceat(weight * fact, starts, axis=1) for fact in facts])
        size = groups[1]
        room = np.clip(k - (np.cumsum(size, axis=1) - size), 0, size)
        taken = np.divide(room, size, out=np.zeros_like(size), where=size > 0)
        sums[:, run] = (groups * taken).sum(axis=2)
    return sums


def drawn(made: list[Cut], runs: int, k: int, seed: int) -> Floats:
    """`picked` for k people drawn at random: what is to be expected, then one draw a run."""
    sums = np.zeros((5, runs))
    for one in made:
        size, k_ = len(one.ids), min(k, len(one.ids))
        facts = np.array(
            [one.positive, np.ones(size), np.full(size, one.positive.mean()), one.brought, one.value], float
        )
        some = np.random.default_rng([seed, size]).integers(0, size, (runs, k_))
        sums += facts[:, some].sum(axis=2)
        sums[:, 0] += facts.mean(axis=1) * k_ - facts[:, some[0]].sum(axis=1)
    return sums


def expected(one: Cut) -> Floats:
    """The share 0…1 of each one's connected part that brought anybody."""
    size = np.bincount(one.part)
    share: Floats = (np.bincount(one.part, one.positive) / np.maximum(size, 1))[one.part]
    return share


def total(one: Cut, heavy: NDArray[np.uint8], fact: Floats) -> Floats:
    some = np.flatnonzero(fact)
    found: Floats = heavy[:, one.place[some]] @ fact[some]
    return found


def auc(score: Floats, positive: NDArray[np.bool_]) -> float:
    """The chance 0…1 that one of the positive stands before one of the others, equal scores half; NaN without both.

    >>> auc(np.array([3.0, 2.0, 2.0, 1.0]), np.array([True, False, True, False]))
    0.875
    """
    yes, no = int(positive.sum()), int((~positive).sum())
    if not yes or not no:
        return float("nan")
    ranks = rankdata(score)[positive].sum()
    return float((ranks - yes * (yes + 1) / 2) / (yes * no))
