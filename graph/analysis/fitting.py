"""Which weights of bridge, voice and across would have found best who brought people, and whether that is sure."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis import scores
from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.arrays import Floats, arrays_of
from graph.analysis.backtest import EDGES, FEWEST_POSITIVES, RUNS_IN_BIG, SEED, peopled
from graph.analysis.past import Cut, windows
from graph.analysis.people import today
from graph.analysis.resample import auc
from graph.model.network import Network

STEPS = 10


def fitted_weights(
    network: Network, hide_months: int = 6, cuts: int = 3, as_of: date | None = None, seed: int = SEED,
    revision: int | None = None, hide_carriers: bool = True,
) -> Answer:  # fmt: skip
    """Which weights of bridge, voice and across would have found best who brought people, and whether that is sure.

    All weights in steps of 0.1 are tried; the best mean AUC over the cut days is `fitted`. Whether fitting helps is
    judged on cut days that took no part: for each the weights are fitted on the others. Rows `fitted` and `usual`:
    the weights and their `auc`. figures: `gain` of fitted over usual weights on days left out with its 90 % interval
    `low`, `high` from resampled people, and `weights`, which are the usual ones unless the whole interval is above 0.
    Store them with settings.choose(network, "influence.weights", figures["weights"], by). No rows under two usable cut
    days or 20 people who brought somebody. Source: leave-one-out cross-validation, Stone 1974.
    """
    day = today(as_of)
    made, why = windows(network, day, hide_months, None, cuts, hide_carriers)
    positives = sum(int(one.positive.sum()) for one in made)
    if not why and (len(made) < 2 or positives < FEWEST_POSITIVES):
        why = [Sentence("backtest.note.cannot_fit", {"cuts": len(made), "n": positives, "fewest": FEWEST_POSITIVES})]
    settings = {"hide_months": hide_months, "cuts": cuts, "as_of": day, "seed": seed, "hide_carriers": hide_carriers,
                "step": 1 / STEPS, "runs": RUNS_IN_BIG, "fewest_positives": FEWEST_POSITIVES}  # fmt: skip
    population = {"network": "acquaintance+influence", **peopled(made), "as_of": day, "revision": revision}
    if why:
        rows = pd.DataFrame(columns=["id", "name", *scores.WEIGHTS, "auc"])
        figures: dict[str, Any] = {"weights": dict(scores.WEIGHTS), "gain": None, "low": None, "high": None}
    else:
        rows, figures = fitted(made, len(network["Person"]), seed)
        kept = figures["weights"] == scores.WEIGHTS
        gains = {name: round(figures[name], 3) for name in ("gain", "low", "high")}
        why = [Sentence("backtest.note.keep" if kept else "backtest.note.fitted", gains)]
    return Answer("fitted_weights", settings, population, rows, why, "backtest.fitted.about", figures)


def fitted(made: list[Cut], n: int, seed: int) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Rows and figures of `fitted_weights` for two or more cuts of a network of n people."""
    usual, grid = np.array(list(scores.WEIGHTS.values())), simplex()
    standing = [by_part(one) for one in made]
    areas = np.array([[auc(one @ w, cut.positive) for w in grid] for one, cut in zip(standing, made, strict=True)])
    left = [grid[_best(np.delete(areas, out, axis=0))] for out in range(len(made))]
    each = zip(standing, left, made, strict=True)
    draws = np.mean([_gain(one, mine, usual, cut, n, seed) for one, mine, cut in each], axis=0)
    low, high = np.quantile(draws[1:], EDGES)
    best = grid[_best(areas)]
    rows = [
        {"id": key, "name": Term(f"backtest.{key}"), **named(w),
         "auc": float(np.mean([auc(one @ w, cut.positive) for one, cut in zip(standing, made, strict=True)]))}
        for key, w in (("fitted", best), ("usual", usual))
    ]  # fmt: skip
    weights = named(best) if low > 0 else dict(scores.WEIGHTS)
    return pd.DataFrame(rows), {"weights": weights, "gain": float(draws[0]), "low": float(low), "high": float(high)}


def named(weights: Floats) -> dict[str, float]:
    """Weights by part."""
    return dict(zip(scores.WEIGHTS, weights.tolist(), strict=True))


def _best(areas: Floats) -> int:
    return int(np.argmax(np.round(areas.mean(axis=0), 9)))


def simplex() -> Floats:
    """All weights of three parts in steps of 0.1, a row each; the 66 rows sum to 1.

    >>> len(simplex())
    66
    """
    steps = range(STEPS + 1)
    return np.array([(a, b, STEPS - a - b) for a in steps for b in steps if a + b <= STEPS], dtype=float) / STEPS


def by_part(one: Cut) -> Floats:
    """Percentile of bridge, voice and across, a row a person; -1 for the unscored."""
    net, moved = (arrays_of(one.past, name, one.day) for name in ("acquaintance", "influence"))
    table = scores.percentiles(one.past, net, moved).set_index(net.ids)[list(scores.WEIGHTS)]
    found: Floats = table.reindex(one.ids).fillna(-1.0).to_numpy(dtype=float)
    return found


def _gain(standing: Floats, mine: Floats, usual: Floats, one: Cut, n: int, seed: int) -> Floats:
    """By how much the AUC of one weighting is above another's: as it is, then one resample of people a run."""
    found, runs = [], RUNS_IN_BIG
    place = np.full(n, -1)
    place[one.place] = np.arange(len(one.ids))
    for run in range(runs + 1):
        drawn_ = np.random.default_rng([seed, run - 1]).integers(0, n, n) if run else np.arange(n)
        some = place[drawn_]
        some = some[some >= 0]
        yes = one.positive[some]
        found.append(auc(standing[some] @ mine, yes) - auc(standing[some] @ usual, yes))
    gains: Floats = np.nan_to_num(np.array(found, dtype=np.float64))
    return gains
