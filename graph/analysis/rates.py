"""Rates with their intervals: names that each one gives, how many become active, how far both carry a chain."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv

from graph.analysis.attribution import Forest
from graph.analysis.requests import CONFIDENCE, Z, wilson
from graph.analysis.totals import facts

ENDS = (1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2


class Rate(NamedTuple):
    """A rate or a mean with its 90 % interval, and how many cases it rests on; NaN when there are none."""

    value: float
    low: float
    high: float
    cases: int


def counted(hits: int, n: int) -> Rate:
    """A share with its interval (Jeffreys); NaN when there were no cases."""
    if not n:
        return Rate(math.nan, math.nan, math.nan, 0)
    low, high = (float(betaincinv(hits + 0.5, n - hits + 0.5, end)) for end in ENDS)
    return Rate(hits / n, low, high, n)


def chain_reach(names: float, chance: float, generations: int) -> float:
    """People whom one person's chain reaches within so many generations: the sum of (names × chance)^g, g from 1.

    `names` given per person, `chance` 0…1 that a name becomes an active contact. Source: domain.md 3.7, 5.6.

    >>> chain_reach(2, 0.5, 3), chain_reach(2, 0.25, 3), chain_reach(2, 1, 3)
    (3.0, 0.875, 14.0)
    """
    return math.fsum((names * chance) ** g for g in range(1, generations + 1))


def names_each(trees: Forest) -> Rate:
    """Names that each active person gave on average: originators and people we came into contact with.

    The interval by the spread between people, or by counting luck (Poisson) where that is wider.
    """
    lay = trees.lay
    given = np.bincount(lay.up[lay.up >= 0], minlength=len(lay.ids))
    active = set(facts(trees).query("contacted").index)
    counts = given[[up < 0 or kids > 0 or who in active for who, up, kids in zip(lay.ids, lay.up, given, strict=True)]]
    if not len(counts):
        return Rate(math.nan, math.nan, math.nan, 0)
    mean = float(counts.mean())
    half = Z * math.sqrt(max(float(counts.var()), mean) / len(counts))
    return Rate(mean, max(0.0, mean - half), mean + half, len(counts))


def becoming_active(trees: Forest) -> Rate:
    """The share of named people with whom we came into contact, with Wilson's interval."""
    contacted = facts(trees)["contacted"]
    if not len(contacted):
        return Rate(math.nan, math.nan, math.nan, 0)
    return Rate(float(contacted.mean()), *wilson(int(contacted.sum()), len(contacted)), len(contacted))
