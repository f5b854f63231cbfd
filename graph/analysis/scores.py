"""The influence score of domain.md §3.7: bridge 40, voice 40, across 20, from nothing but recorded ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from graph.analysis import measures
from graph.analysis.answer import Sentence
from graph.analysis.arrays import Arrays, Floats, Places, arrays_of, kept, standing
from graph.analysis.measures import percentile
from graph.analysis.people import facts_only, today
from graph.analysis.settings import setting
from graph.engine.near import held_near
from graph.model.errors import BadValue
from graph.model.network import Network

WEIGHTS = {"bridge": 0.4, "voice": 0.4, "across": 0.2}
SCORES = ["id", "score", *WEIGHTS, "accounts_within_2"]


@dataclass(frozen=True)
class Influence:
    """The scores, on how many ties of acquaintance and influence they stand, and what to know about them."""

    table: pd.DataFrame
    ties: int
    notes: list[Sentence]


def influence_scores(
    network: Network, as_of: date | None = None, weights: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """One row a person in order of id: `score` 0…100 = `bridge` 0…40 + `voice` 0…40 + `across` 0…20.

    bridge: percentile of weighted betweenness among acquaintances; voice: percentile of PageRank on turned influence
    (of the strength sum where nobody recorded influence); across: percentile of `accounts_within_2`, the number of
    other accounts within two steps. A person without any recorded tie is unscored (NaN). `weights` by part, any
    numbers ≥ 0, are brought to a sum of 1; without them those the team stored, else 0.4, 0.4 and 0.2.
    """
    day = today(as_of)
    return influence_of(standing(network, day), day, weights).table


def influence_of(then: Network, day: date, weights: Mapping[str, float] | None = None) -> Influence:
    """`influence_scores` with all they stand on, for a network that already stands as on that day."""
    shares = weights_of(setting(then, "influence.weights") if weights is None else weights)
    net, moved = arrays_of(then, "acquaintance", day), arrays_of(then, "influence", day)
    standing_on = kept(then, ("percentiles", day), lambda: percentiles(then, net, moved))
    parts = {part: share * standing_on[part] for part, share in shares.items()}
    score = sum(parts.values(), start=pd.Series(0.0, index=standing_on.index))
    table = pd.DataFrame(
        {"id": then["Person"]["id"], "score": score, **parts, "accounts_within_2": standing_on["near"]}
    )
    points = standing_on["points"].iloc[0] if net.n else np.nan
    return Influence(
        table[SCORES], net.ties + moved.ties, notes(then, net, moved, None if np.isnan(points) else points)
    )


def weights_of(weights: Mapping[str, float] | None) -> dict[str, float]:
    """The weight of each part, summing to 1; BadValue for an unknown part, a weight below 0, or none above it."""
    given = dict(WEIGHTS if weights is None else weights)
    for part, share in given.items():
        if part not in WEIGHTS:
            raise BadValue("error.bad_value.choice", field="weights", value=part, allowed=list(WEIGHTS))
        if not 0 <= share < np.inf:
            raise BadValue("error.bad_value.choice", field=part, value=share, allowed=["0…1"])
    total = sum(given.values())
    if not total:
        raise BadValue("error.bad_value.choice", field="weights", value=0, allowed=["> 0"])
    return {part: given.get(part, 0.0) / total for part in WEIGHTS}


def percentiles(then: Network, net: Arrays, moved: Arrays) -> pd.DataFrame:
    """Percentile 0…100 of each part of the score by place, NaN for the unscored; `near` counts accounts within two."""
    near = accounts_within_2(net, then)
    tied = (net.degree > 0) | (moved.degree > 0)
    bridge, points = measures.betweenness_and_error(net, True)
    found: dict[str, Any] = {"bridge": bridge, "voice": voice(then, net, moved), "across": near}
    parts = {part: percentile(pd.Series(values, dtype=float).where(tied)) for part, values in found.items()}
    return pd.DataFrame({**parts, "near": near, "points": np.nan if points is None else points})


def voice(then: Network, net: Arrays, moved: Arrays) -> Floats:
    """PageRank on turned influence; the sum of tie strengths where nobody recorded influence."""
    return measures.pagerank(moved, True) if recorded(then) else measures.strength(net, True)


def recorded(then: Network) -> bool:
    """Whether anybody recorded who influences whom."""
    return len(facts_only(then["INFLUENCES"])) > 0


def notes(then: Network, net: Arrays, moved: Arrays, points: float | None) -> list[Sentence]:
    """What to know about the scores: unrated and inferred ties, sampling, no influence, people without ties."""
    told = [*net.notes, *moved.notes, *measures.sampled(net, points)]
    told += [] if recorded(then) else [Sentence("analysis.note.voice_by_strength", {})]
    untied = int(((net.degree == 0) & (moved.degree == 0)).sum())
    return told + ([Sentence("analysis.note.untied", {"n": untied})] if untied else [])


def accounts_within_2(net: Arrays, then: Network) -> Places:
    """How many accounts other than one's own can be reached in one or two steps, by place."""
    return near_by(net, employers(net, then))


def near_by(net: Arrays, own: Any) -> Places:
    """`accounts_within_2` where it is known who works where (a sparse matrix of people by account)."""
    ways = net.ways
    ties = sparse.csr_array((np.ones(ways.ways, dtype=np.int32), ways.to, ways.start), shape=(net.n, net.n))
    one = sparse.csr_array(ties @ own)
    return held_near(ways, (one.indptr, one.indices), (own.indptr, own.indices), own.shape[1])


def employers(net: Arrays, then: Network) -> Any:
    """Who works where: a sparse matrix of people by account."""
    jobs = then["WORKS_AT"]
    rows = net.ids.get_indexer(jobs["from_id"].astype(object))
    columns, firms = pd.factorize(jobs["to_id"].astype(object))
    known = rows >= 0
    shape = (net.n, max(len(firms), 1))
    return sparse.csr_array((np.ones(int(known.sum()), dtype=np.int32), (rows[known], columns[known])), shape=shape)
