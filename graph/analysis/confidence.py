"""How sure a ranking is: what it would be had some ties not been recorded, and which answers would change it most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from graph.analysis import scores
from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import Arrays, Floats, Places, arrays_of, kept, standing
from graph.analysis.measures import significant
from graph.analysis.people import facts_only, people, today
from graph.engine import centrality
from graph.engine.work import Watch, shared_out
from graph.model.network import Network

RUNS, DROP, SEED = 200, 0.10, 20261122
LOW, HIGH = 0.05, 0.95
DOUBT = {"confirmed": 0.5, "reported": 1.0, "assumed": 2.0, "unknown": 1.0}
FRESH_DAYS, OLD_DAYS = 365, 3 * 365
FRESH, OLD = 0.5, 2.0
MOST_DOUBT = 0.9
STEPS_AFFORDED = 1_000_000_000
BIG, RUNS_IN_BIG, FEWEST_STARTS = 5_000, 40, 16
FEWEST_TIES, WIDEST = 3, 0.25
SETTLED = 1e-8
RECORDED = ("KNOWS", "REPORTS_TO", "INFLUENCES")


@dataclass(frozen=True, eq=False)
class Part:
    """The arrays that one run of a ranking needs, with the ties that can be missing in it."""

    then: Network
    day: date
    weights: dict[str, float]

    @cached_property
    def net(self) -> Arrays:
        """Who knows whom."""
        return arrays_of(self.then, "acquaintance", self.day)

    @cached_property
    def moved(self) -> Arrays:
        """Who moves whom."""
        return arrays_of(self.then, "influence", self.day)

    @cached_property
    def own(self) -> Any:
        """Who works where."""
        return scores.employers(self.net, self.then)

    @cached_property
    def voiced(self) -> bool:
        """Whether anybody recorded influence; else the strength of ties stands for voice."""
        return scores.recorded(self.then)

    def ranks(self, ties: Arrays, moved: Arrays, starts: Places | None) -> Floats:
        """The place 1… of everybody by influence score on these ties; the unscored share the last places."""
        bridge = _bridge(ties, starts)
        voice = _voice(moved) if self.voiced else _strength(ties)
        across = scores.near_by(ties, self.own).astype(float)
        tied = (ties.degree > 0) | (moved.degree > 0)
        total = np.zeros(ties.n)
        for name, values in (("bridge", bridge), ("voice", voice), ("across", across)):
            total += self.weights[name] * _standing(values, tied)
        found: Floats = rankdata(-np.where(tied, np.round(total, 9), -1.0), method="min").astype(np.float64)
        return found


def rank_confidence(
    network: Network, *, runs: int = RUNS, drop: float = DROP, top: int = 5, as_of: date | None = None,
    weights: Mapping[str, float] | None = None, seed: int = SEED, revision: int | None = None,
    threads: int | None = None, watch: Watch | None = None,
) -> Answer:  # fmt: skip
    """Each one's place by influence score, and between which places 5…95 % of the resamples put them.

    Model: in every resample each recorded tie is kept with its own chance, 1 - `drop` × doubt (`certainty`); what is
    not on record is not made up, so an interval says what forgetting costs, not what is missing. Rows, best first:
    rank, id, name, account, score, `low` and `high` place, `in_top` share of resamples among the first `top`, `ties`
    recorded, `enough` False where fewer than 3 ties are recorded or the interval spans over a quarter of the people.
    figures: `top_same` share of resamples whose first `top` are the same people, `top_kept` the mean share of them
    that stays. Above 5,000 people at most 40 runs. `watch` is told the share done and may stop it (work.Stopped).
    Source: Borgatti, Carley & Krackhardt 2006 (centrality under missing ties); percentile intervals Efron 1979.
    """
    day = today(as_of)
    part = Part(standing(network, day), day, scores.weights_of(weights))
    table = scored(part)
    done = 0 if not len(table) else runs if part.net.n <= BIG else min(runs, RUNS_IN_BIG)
    starts = starts_of(part.net, done)
    found = resampled(part, done, drop, starts, seed, threads, watch)[:, table["place"]] if done else np.zeros((0, 0))
    rows = judged(table, found, part, top)
    settings = {
        "runs": done, "asked_runs": runs, "drop": drop, "top": top, "as_of": day, "weights": part.weights,
        "starts": starts, "seed": seed, "doubt": DOUBT, "fewest_ties": FEWEST_TIES, "widest": WIDEST,
    }  # fmt: skip
    population = {
        "network": "acquaintance+influence", "people": len(table), "ties": part.net.ties + part.moved.ties,
        "as_of": day, "revision": revision,
    }  # fmt: skip
    figures = stable(found, top)
    return Answer("confidence", settings, population, rows, told(figures, done, runs, drop, starts, part, rows, top),
                  "confidence.about", figures)  # fmt: skip


def scored(part: Part) -> pd.DataFrame:
    """Everybody scored, best first: rank, place, id, name, account, score."""
    table = kept(part.then, "people", lambda: people(part.then))[["id", "name", "account"]]
    score = scores.influence_of(part.then, part.day, part.weights).table["score"]
    table = table.assign(score=significant(score), place=np.arange(len(table))).dropna(subset="score")
    table = table.sort_values(["score", "id"], ascending=[False, True], ignore_index=True)
    return table.assign(rank=table["score"].rank(method="min", ascending=False).astype("Int64"))


def starts_of(net: Arrays, runs: int) -> int:
    """From how many starting points betweenness is counted in a run, so that all runs stay within what is afforded."""
    afforded = STEPS_AFFORDED // max(1, runs * (net.n if net.n > BIG else net.ties) * (10 if net.n > BIG else 1))
    return max(0, min(net.n, max(FEWEST_STARTS, afforded)))


def resampled(
    part: Part, runs: int, drop: float, starts: int, seed: int, threads: int | None, watch: Watch | None
) -> NDArray[np.float64]:
    """The places of everybody in each run: a row a run, a column a person.

    Run number j depends on the seed and on j alone, so the answer does not depend on the number of threads.
    """
    chances = certainty(part.net, part.then, part.day, drop), certainty(part.moved, part.then, part.day, drop)

    def run(first: int, behind: int) -> Floats:
        chance = np.random.default_rng([seed, first])
        some = None if starts == part.net.n else np.sort(chance.choice(part.net.n, starts, replace=False))
        ties, moved = (_thinned(net, chance.random(net.ties) < keep)
                       for net, keep in zip((part.net, part.moved), chances, strict=True))  # fmt: skip
        return part.ranks(ties, moved, some)

    return np.array(list(shared_out(run, runs, 1, threads, watch)))


def certainty(net: Arrays, then: Network, day: date, drop: float) -> Floats:
    """The chance 0.1…1 that each pair is kept: 1 - the product of `drop` × doubt of the ties that carry it.

    Doubt is 0.5 for what was confirmed, 1 for what was reported or says nothing, 2 for what was assumed; times 0.5
    where it was last verified (else begun) within a year, times 2 where that is more than three years ago.
    """
    tables = [facts_only(then[kind])[["id", "confidence", "last_verified_on", "since"]] for kind in RECORDED]
    facts = pd.concat([one for one in tables if len(one)] or tables[:1], ignore_index=True).set_index("id")
    facts = facts[~facts.index.duplicated()].reindex(net.pairs.carriers)
    doubt = facts["confidence"].astype(object).map(DOUBT).to_numpy(dtype=float, na_value=1.0)
    seen = facts["last_verified_on"].fillna(facts["since"])
    age = (pd.Timestamp(day) - pd.to_datetime(seen)).dt.days.to_numpy(dtype=float, na_value=np.nan)
    doubt = doubt * np.where(age <= FRESH_DAYS, FRESH, np.where(age > OLD_DAYS, OLD, 1.0))
    lost = np.minimum(drop * doubt, MOST_DOUBT)
    return 1.0 - np.multiply.reduceat(lost, net.pairs.first[:-1]) if net.ties else np.zeros(0)


def _thinned(net: Arrays, keep: NDArray[np.bool_]) -> Arrays:
    """The same network with the kept pairs only; what carries them is left behind."""
    pairs = replace(net.pairs, a=net.pairs.a[keep], b=net.pairs.b[keep], strength=net.pairs.strength[keep])
    return replace(net, pairs=pairs)


def _bridge(net: Arrays, starts: Places | None) -> Floats:
    return centrality.betweenness(net.by_distance, weighted=True, starts=starts, threads=1)


def _voice(moved: Arrays) -> Floats:
    return centrality.pagerank(moved.by_strength.turned, weighted=True, tol=SETTLED)


def _strength(net: Arrays) -> Floats:
    both, power = np.r_[net.pairs.a, net.pairs.b], np.r_[net.pairs.strength, net.pairs.strength]
    return np.bincount(both, weights=power, minlength=net.n).astype(np.float64)


def _standing(values: Floats, tied: NDArray[np.bool_]) -> Floats:
    """Share 0…1 of the other tied people whom each is ahead of; 0 for the others."""
    found, n = np.zeros(len(values)), int(tied.sum())
    if n > 1:
        rounded = significant(pd.Series(values[tied])).to_numpy()
        found[tied] = (rankdata(rounded, method="min") - 1) / (n - 1)
    return found


def judged(table: pd.DataFrame, found: Floats, part: Part, top: int) -> pd.DataFrame:
    """The rows with their intervals; unknown where nothing was resampled."""
    low, high = np.quantile(found, [LOW, HIGH], axis=0) if len(found) else np.full((2, len(table)), np.nan)
    ties = (part.net.degree + part.moved.degree)[table["place"]]
    wide = high - low > WIDEST * max(1, len(table))
    table = table.assign(
        low=np.floor(low), high=np.ceil(high), ties=ties, enough=(ties >= FEWEST_TIES) & ~wide,
        in_top=(found <= top).mean(axis=0) if len(found) else np.nan,
    )  # fmt: skip
    return table[["rank", "id", "name", "account", "score", "low", "high", "in_top", "ties", "enough"]]


def stable(found: Floats, top: int) -> dict[str, Any]:
    """How often the first `top` are the same people, and how many of them stay on average, as shares; None if unknown.

    Columns of `found` stand best first.
    """
    top = min(top, found.shape[1])
    if not len(found) or not top:
        return {"top_same": None, "top_kept": None}
    stays = (found[:, :top] <= top).sum(axis=1)
    return {"top_same": float((stays == top).mean()), "top_kept": float(stays.mean() / top)}


def told(
    figures: Mapping[str, Any], done: int, asked: int, drop: float, starts: int, part: Part, rows: pd.DataFrame,
    top: int,
) -> list[Sentence]:  # fmt: skip
    """How stable it is, by which model, and what was cut short."""
    if not part.net.n:
        return [Sentence("analysis.note.nobody", {})]
    if not done:
        return [Sentence("analysis.note.no_ties", {})]
    top = min(top, len(rows))
    notes = [Sentence("confidence.stable", {"top": top, "same": _percent(figures["top_same"]), "runs": done,
                                            "kept": round(figures["top_kept"] * top, 1)})]  # fmt: skip
    notes.append(Sentence("confidence.note.model", {"drop": _percent(drop)}))
    if done < asked:
        notes.append(Sentence("confidence.note.fewer", {"runs": done, "asked": asked, "n": part.net.n}))
    if starts < part.net.n:
        notes.append(Sentence("confidence.note.starts", {"k": starts, "n": part.net.n}))
    weak = int((~rows["enough"]).sum())
    return notes + ([Sentence("confidence.note.not_enough", {"n": weak})] if weak else [])


def _percent(share: float) -> int:
    return round(100 * share)
