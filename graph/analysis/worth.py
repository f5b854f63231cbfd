"""What one more request is worth: rate of wins × amount of a win, both uncertain, few tries drawn towards the rest.

Rate. Wins of a person are binomial, their rate has a Beta prior around their segment's, and the segment's rate one
around everybody's (empirical Bayes, Efron & Morris 1975). A prior of `k` requests around a mean that is itself known
from `e` requests only counts as k·e ÷ (k + e + 1) (the Beta of the same mean and variance).
Amount. Amounts of a person are gamma of shape `s` around the person's mean, which has an inverse-gamma prior around
everybody's mean, as if `p` wins of that amount had been seen; with that mean known from `n` wins, p·n ÷ (p + n).
So the expected rate is (won + k·m) ÷ (asks + k), the expected amount (sum + p·M) ÷ (wins + p), and since both are
independent the expected value of a request is their product.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, betaln, gammainccinv, gammaln

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

PRIOR_ASKS, PRIOR_SEGMENT, PRIOR_WINS = 4.0, 20.0, 4.0
SPREAD = float(np.log(2))
GRID = np.geomspace(0.5, 200.0, 40)
SHAPES = np.geomspace(0.25, 32.0, 15)
LEAST = 1e-3
CHANCE = 0.90
POINTS = 32
BLOCK = 2_000


def rates(
    won: Floats, asks: Floats, segment: Places, k: float | None = None, tie: float | None = None
) -> tuple[Floats, Floats, float]:
    """Posterior Beta of everybody's rate of wins 0…1 as `a` and `b` (mean a ÷ (a + b)), and everybody's mean rate.

    `segment` numbers each one's segment, -1 where it is unknown: they are drawn towards everybody straight. How many
    requests a prior counts for is fitted to how much they differ (`fitted`): `k` for people, around 4, `tie` for
    segments, around 20. Everybody's mean starts from Jeffreys' half a win in one request, which is all there is while
    nobody was asked: mean 0.5.
    """
    tried_by_all = float(asks.sum() + 1.0)
    whole = float((won.sum() + 0.5) / tried_by_all)
    known = segment >= 0
    number = np.where(known, segment, 0)
    size = int(number.max(initial=0)) + 1
    wins, tries = (np.bincount(number[known], x[known], size).astype(np.float64) for x in (won, asks))
    tie = tie or fitted(lambda k: beta_binomial(wins, tries, whole, k), PRIOR_SEGMENT)
    mean = np.where(known, ((wins + tie * whole) / (tries + tie))[number], whole)
    seen = np.where(known, (tries + tie * tried_by_all / (tried_by_all + tie + 1))[number], tried_by_all)
    tried = asks > 0
    k = k or fitted(lambda k: beta_binomial(won[tried], asks[tried], mean[tried], k), PRIOR_ASKS)
    k_known = k * seen / (k + seen + 1)
    return won + k_known * mean, asks - won + k_known * (1 - mean), whole


def beta_binomial(won: Floats, asks: Floats, mean: Floats | float, k: float) -> float:
    """Log-likelihood of those wins when rates scatter around `mean` as after `k` requests (up to a constant)."""
    a, b = k * mean, k * (1 - mean)
    return float((betaln(won + a, asks - won + b) - betaln(a, b)).sum())


def amounts(
    who: Places, paid: Floats, people: int, s: float | None = None, p: float | None = None
) -> tuple[Floats, Floats, float]:
    """Posterior inverse gamma of everybody's mean amount as shape `a` and scale `b` (mean b ÷ (a - 1)), and the mean.

    `paid` are the known amounts ≥ 0, `who` numbers the person of each below `people`. The shape `s` of amounts, around
    1 (as likely half as twice), and for how many wins `p` the prior counts, around 4, are fitted together. All NaN
    while no amount above 0 is known.
    """
    wins, total = (np.bincount(who, x, people).astype(np.float64) for x in (np.ones(len(paid)), paid))
    if not paid.sum():
        nothing = np.full(people, np.nan)
        return nothing, nothing, float("nan")
    mean, sold = float(paid.mean()), wins > 0
    logs = float(np.log(np.maximum(paid / mean, LEAST)).sum())
    if s is None or p is None:
        s, p = scatter(partial(gamma_amounts, total[sold] / mean, wins[sold], logs))
    p_known = p * len(paid) / (p + len(paid))
    return s * (p_known + wins) + 1, s * (p_known * mean + total), mean


def gamma_amounts(total: Floats, wins: Floats, logs: float, s: float, p: float) -> float:
    """Log-likelihood of amounts of shape `s`, in units of the mean, when means scatter as after `p` wins.

    `logs` is the sum of all their logarithms.
    """
    before, after = s * p + 1, s * (p + wins) + 1
    grown = gammaln(after) - after * np.log(p + total) - gammaln(before) + before * np.log(p)
    return float(grown.sum() + (s - 1) * logs - wins.sum() * gammaln(s))


def scatter(likelihood: Callable[[float, float], float]) -> tuple[float, float]:
    """The shape and the prior strength that are likeliest together."""
    tried = [(s, fitted(partial(likelihood, s), PRIOR_WINS)) for s in SHAPES.tolist()]
    return max(tried, key=lambda one: likelihood(*one) - doubt(one[0], 1.0) - doubt(one[1], PRIOR_WINS))


def doubt(k: float, usual: float) -> float:
    """What is taken off a likelihood for being far from the usual strength (a log-normal prior, × or ÷ 2)."""
    return float(0.5 * (np.log(k / usual) / SPREAD) ** 2)


def fitted(likelihood: Callable[[float], float], usual: float) -> float:
    """The prior strength of a grid of 0.5…200 that is likeliest, believed beforehand to be `usual` (× or ÷ 2)."""
    told = [likelihood(k) - doubt(k, usual) for k in GRID.tolist()]
    return float(GRID[int(np.argmax(told))])


def ends(rate: tuple[Floats, Floats], amount: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """The 90 % credible interval of rate × amount from their posteriors; NaN where one is unknown.

    Both distributions are cut into 32 equal chances, each stood for by its middle; the ends are quantiles of the 1,024
    products. Nothing is drawn by lot: the same posteriors have the same interval.
    """
    whole = np.column_stack([*rate, *amount])
    kinds, which = np.unique(whole, axis=0, return_inverse=True)
    found = np.full((len(kinds), 2), np.nan)
    middles, tail = (np.arange(POINTS) + 0.5) / POINTS, (1 - CHANCE) / 2
    sound = np.flatnonzero(~np.isnan(kinds).any(axis=1))
    for block in (sound[i : i + BLOCK] for i in range(0, len(sound), BLOCK)):
        a, b, s, scale = (column[:, None] for column in kinds[block].T)
        products = betaincinv(a, b, middles)[:, :, None] * (scale / gammainccinv(s, middles))[:, None, :]
        found[block] = np.quantile(products.reshape(len(block), -1), [tail, 1 - tail], axis=1).T
    return found[which.ravel(), 0], found[which.ravel(), 1]
