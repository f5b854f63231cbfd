"""Which measure works on our own data: hide the last months, rank on what was known before, see who brought people.

What counts as known before, and as brought after, is in `past`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from graph.analysis import people
from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.arrays import Floats
from graph.analysis.influence import METRICS, metric, network_of, scene
from graph.analysis.influence import scores as measured
from graph.analysis.measures import significant
from graph.analysis.past import SMALLEST_PART, UNDATED, Cut, windows
from graph.analysis.people import today
from graph.analysis.resample import drawn, judged, resampled, shares, total
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
    totals = np.array([sum(total(one, heavy, one.brought) for one in made),
                       sum(total(one, heavy, one.value) for one in made)])  # fmt: skip
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


def peopled(made: list[Cut]) -> dict[str, int]:
    """On how many people and ties between them the latest cut stands."""
    ties = sum(len(made[0].past[kind]) for kind in ("KNOWS", "INFLUENCES", "REPORTS_TO")) if made else 0
    return {"people": len(made[0].ids) if made else 0, "ties": ties}
