"""What asking may still bring: the reach to expect from a chain, and where the network is full already."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import Arrays, Floats, standing
from graph.analysis.askable import counted_people, of_people
from graph.analysis.attribution import forest
from graph.analysis.odds import Odds, odds_of
from graph.analysis.people import known_by, people, today
from graph.analysis.rates import Rate, becoming_active, chain_reach, names_each
from graph.engine import cascade
from graph.engine.cascade import Estimate
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network

SEED, RUNS, MOST_COMPARED = 20261122, 2000, 500


def expected_reach(
    network: Network,
    generations: int = 3,
    names: float | None = None,
    chance: float | None = None,
    who: Sequence[str] = (),
    on: str = "acquaintance",
    as_of: date | None = None,
    seed: int = SEED,
    revision: int | None = None,
    technique: str | None = None,
) -> Answer:
    """What one person's chain is expected to bring (QC20), generation by generation: R(G) = Σ (b·p)^g.

    `names` (b) given per person and the `chance` (p) that a name becomes an active contact come from the chains on
    record unless given; `low` and `high` take both at the ends of their 90 % intervals. The figure `simulation` is
    the mean of a cascade over recorded ties within as many steps, from `who`, else from one person picked at random;
    those asked first do not count in it.
    """
    within("generations", generations, 1)
    within("names", names)
    within("chance", chance, most=1.0)
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    b = names_each(trees) if names is None else Rate(names, names, names, 0)
    p = becoming_active(trees) if chance is None else Rate(chance, chance, chance, 0)
    ends = {"expected": (b.value, p.value), "low": (b.low, p.low), "high": (b.high, p.high)}
    rows = pd.DataFrame({"generation": range(1, generations + 1), "ideal": [2.0**g for g in range(1, generations + 1)]})
    for name, (each_gives, comes) in ends.items():
        rows[name] = [(each_gives * comes) ** g for g in rows["generation"]]
    rows["so_far"] = [chain_reach(b.value, p.value, g) for g in rows["generation"]]
    chances = odds_of(network, day)
    net = of_people(then, on, day)
    simulated = simulation(then, net, chances, who, generations, technique, seed)
    whole = {name: chain_reach(*end, generations) for name, end in ends.items()}
    figures = {
        **whole, "names": b._asdict(), "chance": p._asdict(), "growth": b.value * p.value,
        "simulation": None if simulated is None else simulated._asdict(),
    }  # fmt: skip
    settings = {
        "generations": generations, "names": names, "chance": chance, "who": list(who), "network": on, "as_of": day,
        "runs": RUNS, "seed": seed, "technique": technique,
        "probabilities": "fitted" if chances.fits(net) else "assumed", "confidence": 0.90,
    }  # fmt: skip
    population = {
        "network": "referral", "people": len(trees.generation), "ties": len(trees.tree), "as_of": day,
        "revision": revision,
    }  # fmt: skip
    told = (
        [] if len(trees.tree) or (names is not None and chance is not None) else [Sentence("reach.note.no_chain", {})]
    )
    if names is None and b.cases:
        told.append(Sentence("reach.note.young", {"n": b.cases}))
    told += [chances.note(net)] if simulated is not None else [Sentence("analysis.note.nobody", {})]
    return Answer("expected_reach", settings, population, rows, told, "reach.about", figures)


def simulation(
    then: Network, net: Arrays, chances: Odds, who: Sequence[str], steps: int, technique: str | None, seed: int
) -> Estimate | None:
    """People reached within so many steps beside those asked first; None where there is nobody."""
    places = places_of(net, who)
    if not net.n:
        return None
    chance = chances.of_ways(net, technique)
    if not len(who):
        found = cascade.reach_of_one(net.ways, chance, RUNS * 5, seed, steps=steps)
    else:
        found = cascade.spread(net.ways, chance, places, RUNS, seed, steps=steps)
    return Estimate(*(end - max(1, len(set(who))) for end in found))


def saturation(
    network: Network,
    who: Sequence[str] = (),
    top: int | None = 20,
    on: str = "acquaintance",
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """Where asking more brings little (QC21): of each person's neighbours, the share referred or in contact already.

    Rows are the people named, else those with most neighbours known already, fullest first; `left` are neighbours
    nobody has reached. Figures: the share over all neighbours in the network, and how alike the neighbours of the
    people in the rows are (jaccard). Somebody without neighbours has no share.
    """
    day = today(as_of)
    then = standing(network, day)
    net = of_people(then, on, day)
    places_of(net, who)
    reached = net.ids.isin([*forest(then).tree["to_id"], *known_by(then, day)])
    person = counted_people(then, net) > 0
    ways, counts = net.ways, person[net.ways.to]
    near = np.bincount(ways.tail[counts], minlength=net.n)
    known = np.bincount(ways.tail[counts & reached[ways.to]], minlength=net.n)
    rows = people(then)[["id", "name", "account"]]
    at = net.ids.get_indexer(rows["id"].astype(object))
    rows = rows.assign(neighbours=near[at], reached=known[at], left=near[at] - known[at])
    rows["share"] = rows["reached"] / rows["neighbours"].where(rows["neighbours"] > 0)
    rows = rows[rows["id"].isin(list(who))] if len(who) else rows[rows["neighbours"] > 0]
    rows = rows.sort_values(["share", "neighbours", "id"], ascending=[False, False, True], ignore_index=True)
    rows = rows if top is None or len(who) else rows.head(top)
    whole, full = int(near[person].sum()), int(known[person].sum())
    figures = {"share": full / whole if whole else None, "neighbours": whole, "reached": full}
    shown = net.ids.get_indexer(rows["id"].astype(object))
    settings = {"who": list(who), "top": top, "network": on, "as_of": day}
    population = {
        "network": on, "people": int(person.sum()), "ties": net.ties, "as_of": day, "revision": revision,
    }  # fmt: skip
    told = [] if person.any() else [Sentence("analysis.note.nobody", {})]
    told += [Sentence("analysis.note.no_ties", {})] if person.any() and not net.ties else []
    evidence = {id_: net.strongest(id_) for id_ in rows["id"]}
    figures |= overlap(net, shown)
    return Answer("saturation", settings, population, rows, told + net.notes, "saturation.about", figures, evidence)


def overlap(net: Arrays, places: Any) -> dict[str, Any]:
    """How alike the neighbours of the first 500 are: jaccard of each pair, mean and largest (None for one person).

    As networkx's jaccard_coefficient, on who is one step away. Source: Jaccard 1901.
    """
    near, sizes = _neighbours(net, places[:MOST_COMPARED])
    k = len(sizes)
    if k < 2:
        return {"overlap": None, "overlap_most": None}
    shared = np.asarray((near @ near.T).todense(), dtype=float)
    a, b = np.triu_indices(k, 1)
    either = sizes[a] + sizes[b] - shared[a, b]
    alike = np.divide(shared[a, b], either, out=np.zeros(len(a)), where=either > 0)
    top = int(alike.argmax())
    pair = [str(net.ids[places[a[top]]]), str(net.ids[places[b[top]]])]
    return {"overlap": float(alike.mean()), "overlap_most": {"jaccard": float(alike[top]), "ids": pair}}


def _neighbours(net: Arrays, places: Any) -> tuple[Any, Floats]:
    ways = net.ways
    matrix = sparse.csr_array((np.ones(ways.ways), ways.to, ways.start), shape=(net.n, net.n))
    near = matrix[np.asarray(places, dtype=np.int64)]
    sizes: Floats = np.asarray(near.sum(axis=1), dtype=float)
    return near, sizes


def within(name: str, value: float | None, least: float = 0.0, most: float = math.inf) -> None:
    """BadValue unless the number is none, or least…most."""
    if value is not None and not least <= value <= most:
        allowed = [f"≥ {least:g}"] if math.isinf(most) else [f"{least:g}…{most:g}"]
        raise BadValue("error.bad_value.engine_value", field=name, value=value, allowed=allowed)


def places_of(net: Arrays, who: Sequence[str]) -> Any:
    """The places of these people; NotFound for the first who is not in it."""
    places = net.ids.get_indexer(list(who))
    for one, place in zip(who, places, strict=True):
        if place < 0:
            raise NotFound("error.not_found.person", who=one)
    return places
