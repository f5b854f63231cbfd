"""Influence centres (中心开花): who to win first in a region, so that the rest of it opens."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import standing
from graph.analysis.explain import Ground, explained, ground_of
from graph.analysis.measures import percentile, significant
from graph.analysis.people import blackout, each, known_by, people, today
from graph.analysis.scores import Influence, influence_of, weights_of
from graph.analysis.settings import setting
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

TOP_SHARE = 0.10
FEWEST_ACCOUNTS = 2
COLUMNS = [
    "rank", "id", "name", "title", "account", "region", "customer_status", "score", "percentile", "parts",
    "accounts_within_2", "centre_state", "candidate", "confirmed", "known_by", "known_by_name", "contact_permission",
    "organisations", "pairs", "pairs_through", "cut_off", "cut_off_from_us", "why", "witnesses",
]  # fmt: skip


def centres(
    network: Network,
    region: str | None = None,
    top: int | None = 20,
    as_of: date | None = None,
    revision: int | None = None,
    weights: Mapping[str, float] | None = None,
) -> Answer:
    """People by influence score 0…100, best first, with the parts of the score, why, and the ties that carry it.

    `candidate`: in the best 10 % of their region and in reach of 2 or more other accounts within two steps.
    `confirmed`: a person has given them a centre state. `percentile` is within the region. `weights`
    of bridge, voice and across as in `influence_scores`; without them those the team stored, else 0.4, 0.4 and 0.2.
    """
    day = today(as_of)
    ground = ground_of(network, day)
    shares = weights_of(setting(network, "influence.weights") if weights is None else weights)
    scored = influence_of(ground.then, day, shares)
    ranked = standings(ground.then, scored.table)
    shown = ranked if region is None else ranked[ranked["region"] == region]
    shown = shown.sort_values(["score", "id"], ascending=[False, True], ignore_index=True)
    shown = shown.assign(rank=shown["score"].rank(method="min", ascending=False).astype("Int64"))
    rows = described(ground, shown if top is None else shown.head(top))
    settings = {
        "region": region, "top": top, "as_of": day, "weights": shares,
        "top_share": TOP_SHARE, "fewest_accounts": FEWEST_ACCOUNTS,
    }  # fmt: skip
    population = {
        "network": "acquaintance+influence", "people": len(ranked), "in_region": len(shown),
        "ties": scored.ties, "as_of": day, "revision": revision,
    }  # fmt: skip
    return Answer("centres", settings, population, rows, notes(scored, ranked, shown, region), "centres.about")


def standings(then: Network, scores: pd.DataFrame) -> pd.DataFrame:
    """Every scored person with their facts, percentile within the region, and whether they are a candidate.

    People of unknown region are a region of their own.
    """
    table = people(then).merge(scores.dropna(subset="score"), on="id")
    regions = table["region"].fillna("")
    table["score"] = significant(table["score"])
    table["percentile"] = table.groupby(regions)["score"].transform(percentile)
    place = table.groupby(regions)["score"].rank(method="min", ascending=False)
    best = regions.groupby(regions).transform("size").map(lambda n: math.ceil(n * TOP_SHARE))
    table["candidate"] = (place <= best) & (table["accounts_within_2"] >= FEWEST_ACCOUNTS)
    table["confirmed"] = table["centre_state"] != UNKNOWN
    return table


def described(ground: Ground, shown: pd.DataFrame) -> pd.DataFrame:
    """The rows with parts, who of ours knows them, and the explanation."""
    reps = dict(each(ground.then["Rep"], "id", "name"))
    known, silent = known_by(ground.then, ground.day), blackout(ground.then)
    rows: list[dict[Any, Any]] = []
    for row in shown.to_dict("records"):
        why = explained(ground, row["id"])
        ours = known.get(row["id"], [])
        rows.append(
            {
                **row, **why.facts, "why": why.why, "witnesses": why.witnesses,
                "parts": {part: row[part] for part in ("bridge", "voice", "across")},
                "known_by": ours, "known_by_name": [reps[rep] for rep in ours],
                "contact_permission": "tender_blackout" if row["id"] in silent else row["contact_permission"],
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def centre_regions(network: Network, as_of: date | None = None) -> pd.DataFrame:
    """One row a region, most people first: `region` (NaN = not recorded), `people` in it."""
    counts = people(standing(network, today(as_of)))["region"].value_counts(dropna=False)
    return counts.rename_axis("region").reset_index(name="people")


def notes(scored: Influence, ranked: pd.DataFrame, shown: pd.DataFrame, region: str | None) -> list[Sentence]:
    """Why there are no rows, and what to know about the scores."""
    if not len(scored.table):
        return [Sentence("analysis.note.nobody", {})]
    if not len(ranked):
        return [Sentence("analysis.note.no_ties", {})]
    if not len(shown):
        return [Sentence("centres.note.no_region", {"region": region})]
    homeless = int(ranked["region"].isna().sum())
    return [*scored.notes, *([Sentence("centres.note.unknown_region", {"n": homeless})] if homeless else [])]
