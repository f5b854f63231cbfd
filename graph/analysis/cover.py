"""Whom to ask so that together they reach most: not the k best, the best k; and where asking more brings little."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis import readiness
from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import Arrays, Floats, standing
from graph.analysis.askable import askable, bars, counted_people, of_people
from graph.analysis.attribution import known
from graph.analysis.measures import pagerank
from graph.analysis.odds import odds_of
from graph.analysis.outlook import SEED, expected_reach, overlap, saturation, within
from graph.analysis.people import today
from graph.analysis.requests import CONFIDENCE
from graph.analysis.scores import influence_of
from graph.engine import cascade
from graph.engine.cascade import Estimate, Oracle
from graph.engine.work import Watch
from graph.model.errors import BadValue
from graph.model.network import Network

__all__ = ["cover", "expected_reach", "saturation"]

DRAWS, FEW_DRAWS, MANY = 200, 10, 2000
COLUMNS = ["rank", "id", "name", "account", "gain", "expected", "low", "high", "cost", "ready", "why"]


@dataclass(frozen=True, eq=False)
class Wish:
    """What is asked for, by place in `net`: how many or what budget at which `price` (None: 1 each), who may be chosen
    (`free`), and 1 for everybody who counts when reached (`worth`).
    """

    then: Network
    net: Arrays
    day: date
    k: int | None
    budget: float | None
    price: Floats | None
    free: NDArray[np.bool_]
    worth: Floats
    seed: int


@dataclass(frozen=True, eq=False)
class Found:
    """A set of people, in order, with what each adds, what answers for any other set, and how it was found.

    `figures` says how far from the best it may be; `low` and `high` of an estimate are equal where it was counted.
    """

    places: Any
    gains: Floats
    oracle: Oracle
    figures: dict[str, Any]
    notes: list[Sentence]


def cover(
    network: Network,
    k: int | None = None,
    on: str = "acquaintance",
    exclude: Sequence[str] = (),
    budget: float | None = None,
    steps: int | None = None,
    where: Mapping[str, str] | None = None,
    as_of: date | None = None,
    seed: int = SEED,
    revision: int | None = None,
    *,
    technique: str | None = None,
    costs: Mapping[str, float] | None = None,
    askable_only: bool = True,
    watch: Watch | None = None,
) -> Answer:
    """The people that together reach most, in order: `gain` is what each adds, `expected` what they reach so far.

    Those asked count as reached. With `steps` everybody within so many steps counts, counted exactly; without, what a
    referral cascade is expected to reach (chances of `odds`; `low`…`high` 90 % sure). `k` people, or as many as the
    `budget` pays at `costs` by id (1 each by default). `where` and `exclude` say who may be chosen, not who may be
    reached; people who must not be asked are never chosen, unless `askable_only` is off. Fewer rows than `k` when
    nobody is left who may be asked or reached. `watch` is told the share done and gives False to stop (Stopped).
    """
    _checked(k, budget, steps, costs)
    day = today(as_of)
    then = standing(network, day)
    net = of_people(then, on, day)
    asked = askable(then, net, day, exclude, where, whoever=not askable_only)
    price = None if costs is None else np.array([float(costs.get(str(who), 1.0)) for who in net.ids])
    wish = Wish(then, net, day, k, budget, price, asked.free, counted_people(then, net), seed)
    chances = odds_of(network, day)
    found = by_steps(wish, steps) if steps is not None else by_cascade(wish, chances.of_ways(net, technique), watch)
    rows = described(wish, found)
    settings = {
        "k": k, "network": on, "model": "cascade" if steps is None else "steps", "steps": steps, "budget": budget,
        "costs": dict(costs or {}), "exclude": list(exclude), "where": dict(where or {}), "as_of": day, "seed": seed,
        "askable_only": askable_only, "technique": technique, "random_draws": draws_of(len(rows)),
        "probabilities": None if steps is not None else "fitted" if chances.fits(net) else "assumed",
        "sets": len(found.oracle.weight), "confidence": CONFIDENCE,
    }  # fmt: skip
    population = {
        "network": on, "people": int(wish.worth.sum()), "ties": net.ties, "as_of": day, "revision": revision,
        "askable": int(wish.free.sum()),
    }  # fmt: skip
    figures = compared(wish, found) | found.figures
    told = [*reasons(wish, found, figures), *found.notes, *unready(rows), *asked.notes]
    told += [chances.note(net)] if steps is None else []
    evidence = {who: net.strongest(who) for who in rows["id"]}
    about = "cover.about" if steps is None else "cover.steps.about"
    return Answer("cover", settings, population, rows, told + net.notes, about, figures, evidence)


def by_cascade(wish: Wish, chance: Floats, watch: Watch | None = None) -> Found:
    """The set that a referral cascade carries furthest, with the share of the best possible that it surely is."""
    net = wish.net
    ranked = {"pagerank": np.argsort(-np.nan_to_num(pagerank(net, True)), kind="stable")} if net.n else {}
    plan = cascade.seeds(
        net.ways, chance, wish.k, budget=wish.budget, costs=wish.price, values=wish.worth, allowed=wish.free,
        orders=ranked, seed=wish.seed, watch=watch,
    )  # fmt: skip
    figures = {"found_by": plan.by, "at_least_of_best": plan.bound, "sure": plan.sure}
    percent = None if math.isnan(plan.bound) else math.floor(100 * plan.bound)
    told = [Sentence("cover.note.bound", {"percent": percent})] if percent and len(plan.nodes) else []
    return Found(plan.nodes, plan.gains, plan.judge, figures, told)


def by_steps(wish: Wish, steps: int) -> Found:
    """The set with most people within so many steps; up to three people the best of all, where they can be tried."""
    found = cascade.cover_steps(
        wish.net.ways, wish.k, steps, budget=wish.budget, costs=wish.price, values=wish.worth, allowed=wish.free,
        seed=wish.seed,
    )  # fmt: skip
    nodes, best, bound = found.nodes, found.best, found.bound
    told = [Sentence("cover.note.exact", {})] if best and len(nodes) else []
    if not best and len(nodes):
        told = [Sentence("cover.note.bound", {"percent": math.floor(100 * bound)})]
    if not found.oracle.exact:
        told.append(Sentence("cover.note.sampled", {"n": len(found.oracle.weight)}))
    by = "exact" if best else "greedy"
    return Found(nodes, found.gains, found.oracle, {"found_by": by, "at_least_of_best": 1.0 if best else bound}, told)


def described(wish: Wish, found: Found) -> pd.DataFrame:
    """One row a chosen person, in order, with what speaks against asking them."""
    places = np.asarray(found.places, dtype=np.int64)
    ids = wish.net.ids[places]
    about = known(wish.then, ids)
    so_far = found.oracle.spreads(places.tolist())
    sets, which = readiness.reasons_of(bars(wish.then, wish.day).reindex(ids).to_numpy(dtype=bool))
    why = [sets[one] for one in which]
    table = pd.DataFrame(
        {
            "rank": np.arange(1, len(ids) + 1), "id": np.asarray(ids, dtype=object),
            "name": about["name"].to_numpy(dtype=object), "account": about["account"].to_numpy(dtype=object),
            "gain": found.gains, **{part: [getattr(one, part) for one in so_far] for part in Estimate._fields},
            "cost": np.ones(len(ids)) if wish.price is None else wish.price[places],
            "ready": [not some for some in why], "why": pd.Series(map(readiness.said, why), dtype=object),
        }
    )  # fmt: skip
    return table[COLUMNS]


def unready(rows: pd.DataFrame) -> list[Sentence]:
    """How many of the chosen are not ready to be asked yet; none when all are."""
    waiting = int((~rows["ready"].astype(bool)).sum())
    return [Sentence("cover.note.unready", {"n": waiting})] if waiting else []


def compared(wish: Wish, found: Found) -> dict[str, Any]:
    """What the set reaches beside as many people by degree, by influence and at random; and how much they overlap.

    The others are chosen among the same people. With a budget there are none: as many people may cost more.
    """
    net, k = wish.net, len(found.places)
    if not k:
        return {}
    whole = found.oracle.spread(found.places)
    share = whole.expected / float(wish.worth.sum())
    figures: dict[str, Any] = {**whole._asdict(), "share": share, **overlap(net, found.places)}
    if wish.budget is not None:
        return figures
    scores = influence_of(wish.then, wish.day).table.set_index("id")["score"].reindex(net.ids).to_numpy(dtype=float)
    for name, power in (("degree", net.degree.astype(float)), ("influence", np.nan_to_num(scores, nan=-1.0))):
        best = np.argsort(-np.where(wish.free, power, -np.inf), kind="stable")[:k]
        figures[f"by_{name}"] = {**found.oracle.spread(best)._asdict(), "ids": net.ids[best].tolist()}
    rng, may = np.random.default_rng(wish.seed), np.flatnonzero(wish.free)
    drawn = [found.oracle.spread(rng.choice(may, k, replace=False)).expected for _ in range(draws_of(k))]
    low, high = np.quantile(drawn, [0.05, 0.95])
    figures["by_chance"] = {"expected": float(np.mean(drawn)), "low": float(low), "high": float(high)}
    return figures


def draws_of(k: int) -> int:
    """How many random sets of that size are drawn to compare with: 200, and 10 where the sets are large."""
    return DRAWS if k <= MANY else FEW_DRAWS


def reasons(wish: Wish, found: Found, figures: Mapping[str, Any]) -> list[Sentence]:
    """Why there are no rows, or fewer than asked for, and how the set compares with simply the best connected."""
    if not wish.worth.sum():
        return [Sentence("analysis.note.nobody", {})]
    if not wish.free.any():
        return [Sentence("cover.note.nobody_left", {})]
    told = [] if wish.net.ties else [Sentence("analysis.note.no_ties", {})]
    n = len(found.places)
    if wish.k is not None and n < wish.k:
        key = "cover.note.all_chosen" if n == int(wish.free.sum()) else "cover.note.covered"
        told.append(Sentence(key, {"n": n, "k": wish.k}))
    if "by_degree" in figures:
        rivals = {name: rounded(figures[f"by_{name}"]["expected"]) for name in ("degree", "influence", "chance")}
        told.append(Sentence("cover.note.beside", {"expected": rounded(figures["expected"]), **rivals}))
        if not found.oracle.exact and figures["by_degree"]["expected"] >= figures["low"]:
            told.append(Sentence("cover.note.no_better", {}))
    return told


def rounded(people: float) -> str:
    """A number of people as it is read aloud.

    >>> rounded(9.0), rounded(21.748), rounded(15670.57)
    ('9', '21.7', '15,671')
    """
    return f"{people:,.0f}" if people >= 100 or float(people).is_integer() else f"{people:.1f}"


def _checked(k: int | None, budget: float | None, steps: int | None, costs: Mapping[str, float] | None) -> None:
    """BadValue for numbers that make no sense."""
    within("k", k, 1)
    within("steps", steps, 1)
    within("budget", budget)
    if k is None and budget is None:
        raise BadValue("error.bad_value.engine_value", field="k", value=None, allowed=["≥ 1"])
    for who, cost in (costs or {}).items():
        within(f"costs {who}", cost)
