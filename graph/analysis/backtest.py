"""Which measure works on our own data: hide the last months, rank on what was known before, see who brought people.

What counts as known before, and as brought after, is in `past`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from graph.analysis import people, scores
from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.arrays import Floats, arrays_of
from graph.analysis.influence import METRICS, metric, network_of, scene
from graph.analysis.influence import scores as measured
from graph.analysis.measures import significant
from graph.analysis.past import SMALLEST_PART, UNDATED, Cut, windows
from graph.analysis.people import today
from graph.engine.work import Stopped, Watch
from graph.model.errors import BadValue
from graph.model.network import Network

SEED, RUNS, RUNS_IN_BIG, BIG = 20261122, 1000, 200, 20_000
LEVEL = 0.90
FEWEST_POSITIVES = 20
OWN = ("deal_size", "chance")
COLUMNS = [
    "rank", "id", "name", "network", "precision", "precision_low", "precision_high", "lift", "lift_low", "lift_high",
    "captured", "captured_low", "captured_high", "value", "value_low", "value_high", "auc", "over_degree",
    "over_degree_low", "over_degree_high", "beats_degree", "enough",
]  # fmt: skip
EDGES = [(1 - LEVEL) / 2, 1 - (1 - LEVEL) / 2]
STEPS = 10
BLOCK = 4_000_000


def backtest(
    network: Network, hide_months: int = 6, cut: date | None = None, measures: Sequence[str] | None = None,
    on: str | None = None, k: int = 10, as_of: date | None = None, seed: int = SEED, revision: int | None = None,
    cuts: int = 1, hide_carriers: bool = True, watch: Watch | None = None,
) -> Answer:  # fmt: skip
    """The league table: how well each measure, taken on the cut day, finds those who brought people after it.

    The cut is `hide_months` before `as_of`, or the day `cut`; with `cuts` several such windows one before the other,
    taken together. Brought is a named person who consented in the window and whom nobody had brought before; the one
    brought by several is shared among them. Rows, best first by precision: `precision` share 0…1 of the first `k` who
    brought anybody; `lift` against people drawn from the same connected parts; `captured` and `value` share 0…1 of
    the people and the won value brought by the first `k`; `auc` chance 0…1 that somebody who brought stands before
    somebody who did not; `over_degree` precision above degree's, `beats_degree` where that holds beyond its interval
    widened for the number of measures. Each with a 90 % interval from resampled people. Equal scores share their
    places. `deal_size` is what the account of somebody had bought by the cut; `chance` draws at random. A measure
    with one score for everybody is unknown (NaN), as is value where no amount is known. `enough` is False under 20
    people who brought somebody. Without people, dated referrals or a past: no rows and the reason.
    With `hide_carriers` undated ties between the two of a hidden referral are left out: without it, figures are
    too good where such ties came with the referral; with it too poor where they were there before.
    Source: percentile bootstrap, Efron 1979; AUC, Hanley & McNeil 1982. BadValue for an unknown measure or network.
    """
    day = today(as_of)
    chosen = _chosen(measures, on)
    for name, number in (("hide_months", hide_months), ("k", k), ("cuts", cuts)):
        if number < 1:
            raise BadValue("error.bad_value.choice", field=name, value=number, allowed=["≥ 1"])
    made, why = windows(network, day, hide_months, cut, cuts, hide_carriers)
    settings = {
        "hide_months": hide_months, "cut": cut, "cuts": cuts, "measures": chosen, "network": on, "k": k, "as_of": day,
        "hide_carriers": hide_carriers, "seed": seed, "runs": runs_of(network), "fewest_positives": FEWEST_POSITIVES,
        "level": LEVEL,
    }  # fmt: skip
    table = league(network, made, chosen, on, k, seed, watch) if made else pd.DataFrame(columns=COLUMNS)
    positives = sum(int(one.positive.sum()) for one in made)
    population = {"network": on or "past", **peopled(made), "as_of": day, "revision": revision}
    figures = {
        "positives": positives, "brought": float(sum(one.brought.sum() for one in made)),
        "value": float(sum(one.value.sum() for one in made)) or None,
        "cut_days": [one.day for one in made], "hidden_carriers": sum(one.hidden for one in made),
    }  # fmt: skip
    notes = why or said(table, made, positives, k, hide_carriers)
    return Answer("backtest", settings, population, table, notes, "backtest.about", figures)


def _chosen(keys: Sequence[str] | None, on: str | None) -> list[str]:
    """The measures asked for, else all that make sense on that network; degree, deal size and chance always too."""
    if keys is None:
        keys = [m.key for m in METRICS.values() if on is None or on in m.networks]
    asked = [key for key in keys if key not in OWN]
    for key in asked:
        network_of(metric(key), on)
    return [*dict.fromkeys([*asked, "degree", *OWN])]


def runs_of(network: Network) -> int:
    """How many times people are resampled: fewer in a big network."""
    return RUNS if len(network["Person"]) <= BIG else RUNS_IN_BIG


def league(
    network: Network, made: list[Cut], chosen: list[str], on: str | None, k: int, seed: int, watch: Watch | None
) -> pd.DataFrame:
    """The rows of `backtest`; no row where no measure tells people apart."""
    heavy = resampled(len(network["Person"]), runs_of(network), seed)
    totals = np.array([sum(_total(one, heavy, one.brought) for one in made),
                       sum(_total(one, heavy, one.value) for one in made)])  # fmt: skip
    found, areas = {}, {}
    for place, key in enumerate(chosen):
        if watch is not None and watch(place / len(chosen)) is False:
            raise Stopped
        if key == "chance":
            found[key], areas[key] = shares(drawn(made, len(heavy), k, seed), totals[:, :1]), 0.5
        else:
            found[key], areas[key] = judged([scored(one, key, on) for one in made], made, heavy, k, totals)
    if watch is not None:
        watch(1.0)
    edge = (1 - LEVEL) / 2 / max(1, len(chosen) - 2)
    rows = []
    for key, draws in found.items():
        over = draws[0] - found["degree"][0]
        told = {name: draws[one] for one, name in enumerate(("precision", "lift", "captured", "value"))}
        facts = {"id": key, "name": Term(label(key)), "network": _ran_on(key, on), "auc": areas[key]}
        facts["beats_degree"] = key not in ("degree", "chance") and bool(np.quantile(over[1:], edge) > 0)
        for name, one in {**told, "over_degree": over}.items():
            low, high = np.quantile(one[1:], EDGES)
            facts |= {name: one[0], f"{name}_low": low, f"{name}_high": high}
        rows.append(facts)
    table = pd.DataFrame(rows)
    table["enough"] = sum(int(one.positive.sum()) for one in made) >= FEWEST_POSITIVES
    order = table.assign(first=significant(table["precision"]), second=significant(table["captured"]))
    order = order.sort_values(["first", "second", "id"], ascending=[False, False, True], na_position="last")
    table = table.loc[order.index].reset_index(drop=True)
    table["rank"] = significant(table["precision"]).rank(method="min", ascending=False).astype("Int64")
    return table[COLUMNS]


def label(key: str) -> str:
    """Text key of a measure's name."""
    return f"backtest.{key}" if key in OWN else f"metric.{key}.label"


def _ran_on(key: str, on: str | None) -> str | None:
    return None if key in OWN else network_of(METRICS[key], on)


def scored(one: Cut, key: str, on: str | None) -> Floats:
    """The measure for those who are ranked, bigger is better; the unscored last. NaN where all the scored are alike."""
    if key == "deal_size":
        values = deal_size(one)
    else:
        what = METRICS[key]
        where = scene(one.past, one.day, network_of(what, on), "strength", "outward")
        values = where.net.series(measured(what, where)[0]).reindex(one.ids).to_numpy(dtype=float)
        values = -values if what.low else values
    told = significant(pd.Series(values))
    return told.fillna(-np.inf).to_numpy() if told.nunique() > 1 else np.full(len(told), np.nan)


def deal_size(one: Cut) -> Floats:
    """What the main account of each had bought by the cut: its won deals; 0 where nothing."""
    deals = one.past["Opportunity"]
    won = deals[deals["status"] == "won"].set_index("id")["amount"]
    bought = one.past["FOR_ACCOUNT"].assign(amount=one.past["FOR_ACCOUNT"]["from_id"].map(won))
    by_account = bought.groupby("to_id")["amount"].sum()
    where = people.people(one.past).set_index("id")["account_id"].reindex(one.ids)
    return where.map(by_account).fillna(0.0).to_numpy(dtype=float)


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


def _total(one: Cut, heavy: NDArray[np.uint8], fact: Floats) -> Floats:
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


def said(table: pd.DataFrame, made: list[Cut], positives: int, k: int, hide_carriers: bool) -> list[Sentence]:
    """What to know: the days, too few, nothing better than degree or chance, what is undated, what could not rank."""
    ranked = table[table["precision"].notna()]
    told = [Sentence("backtest.note.cuts", {"cuts": [one.day for one in made], "end": made[0].end, "n": positives})]
    if positives < FEWEST_POSITIVES:
        told.append(Sentence("backtest.note.few", {"n": positives, "fewest": FEWEST_POSITIVES}))
    if not ranked["beats_degree"].any():
        told.append(Sentence("backtest.note.none_beats_degree", {"k": k}))
    if not (ranked.loc[ranked["id"] != "chance", "lift_low"] > 1).any():
        told.append(Sentence("backtest.note.none_beats_chance", {"k": k}))
    alike = [Term(label(key)) for key in table["id"][table["precision"].isna()]]
    told += [Sentence("backtest.note.alike", {"measures": alike})] if alike else []
    undated = sum(int(made[0].past[kind]["since"].isna().sum()) for kind in UNDATED)
    if undated:
        told.append(Sentence("backtest.note.undated", {"n": undated}))
    hidden = sum(one.hidden for one in made)
    if hidden:
        told.append(Sentence("backtest.note.hidden", {"n": hidden}))
    if undated and not hide_carriers:
        told.append(Sentence("backtest.note.carriers_kept", {}))
    if not any(one.value.any() for one in made):
        told.append(Sentence("backtest.note.no_value", {}))
    if len(np.unique(made[0].part)) > 1:
        told.append(Sentence("backtest.note.parts", {"n": len(np.unique(made[0].part)), "least": SMALLEST_PART}))
    return told


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


def peopled(made: list[Cut]) -> dict[str, int]:
    """On how many people and ties between them the latest cut stands."""
    ties = sum(len(made[0].past[kind]) for kind in ("KNOWS", "INFLUENCES", "REPORTS_TO")) if made else 0
    return {"people": len(made[0].ids) if made else 0, "ties": ties}


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
