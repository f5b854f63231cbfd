"""Influence centres (中心开花): who to win first in a region, so that the rest of it opens."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.arrays import kept, standing
from graph.analysis.circles import everybody, gathered
from graph.analysis.explain import explained
from graph.analysis.ground import Ground, ground_of
from graph.analysis.later import later
from graph.analysis.measures import percentile, significant
from graph.analysis.people import blackout, each, known_by, people, today
from graph.analysis.scores import Influence, influence_of, weights_of
from graph.analysis.settings import setting
from graph.model.errors import BadValue
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

TOP_SHARE = 0.10
FEWEST_ACCOUNTS = 2
COLUMNS = [
    "rank", "id", "name", "title", "account", "region", "customer_status", "score", "percentile", "parts",
    "accounts_within_2", "centre_state", "centre_state_on", "candidate", "confirmed", "known_by", "known_by_name",
    "contact_permission", "organisations", "pairs", "pairs_through", "cut_off", "cut_off_from_us", "why", "witnesses",
]  # fmt: skip


BOARDS = ("region", "industry", "circle", "account")
BOARD = [
    "group", "group_name", "size", "known_there", "place", "id", "name", "title", "account", "region", "score",
    "candidate", "confirmed", "centre_state", "centre_state_on", "known", "through", "through_name", "rep", "rep_name",
    "barred",
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
    told = notes(scored, ranked, shown, region) + later(network, day, "acquaintance", "influence")
    return Answer("centres", settings, population, rows, told, "centres.about")


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


def board(
    network: Network,
    by: str = "region",
    top: int = 3,
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """In each region, industry, circle or account the people who count most: do we know them, who can introduce us.

    One row a person, `top` of each group by influence score 0…100 (the team's weights), the biggest groups first:
    `group` and `group_name`, its `size` in scored people and how many of those are `known_there`; `place` in the group;
    `candidate` by the rule of `centres`; `confirmed` with `centre_state` and `centre_state_on` where a person gave a
    state; `known`, `through`, `rep` and `barred` as in `circles.voices`. People whose group nobody recorded are left
    out and counted in a note.
    """
    if by not in BOARDS:
        raise BadValue("error.bad_value.choice", field="by", value=by, allowed=list(BOARDS))
    day = today(as_of)
    then = standing(network, day)
    table = kept(then, ("centres.board", day), lambda: _counting(then, day))
    groups = grouped(then, day, table, by)
    inside = table.merge(groups, on="id").dropna(subset="group")
    sizes = inside.groupby("group").agg(size=("id", "size"), known_there=("known", "sum")).reset_index()
    inside = inside.merge(sizes, on="group")
    inside = inside.sort_values(["size", "group", "score", "id"], ascending=[False, True, False, True])
    inside["place"] = inside.groupby("group").cumcount() + 1
    rows = inside[inside["place"] <= top].reset_index(drop=True)[BOARD]
    figures = {
        "groups": len(sizes), "without_us": int((sizes["known_there"] == 0).sum()), "people": len(inside),
        "known": int(rows["known"].sum()), "shown": len(rows),
    }  # fmt: skip
    population = {
        "network": "acquaintance+influence", "people": len(table), "ties": influence_of(then, day).ties,
        "as_of": day, "revision": revision,
    }  # fmt: skip
    told = [] if len(table) else [Sentence(f"analysis.note.{'no_ties' if len(then['Person']) else 'nobody'}", {})]
    lost = len(table) - len(inside)
    told += [Sentence("centres.note.no_group", {"n": lost, "by": Term(f"centres.board.{by}")})] if lost else []
    settings = {"by": by, "top": top, "as_of": day, "top_share": TOP_SHARE, "fewest_accounts": FEWEST_ACCOUNTS}
    return Answer("board", settings, population, rows, told, "centres.board.about", figures)


def _counting(then: Network, day: date) -> pd.DataFrame:
    table = standings(then, influence_of(then, day).table)
    near = ["id", "known", "barred", "circle", "through", "through_name", "rep", "rep_name"]
    return table.merge(everybody(then, day)[near], on="id")


def grouped(then: Network, day: date, table: pd.DataFrame, by: str) -> pd.DataFrame:
    """`id` of everybody in the table with the `group` they are in and its `group_name`; None where it is unknown."""
    column = {"account": "account_id"}.get(by, by)
    group = table[column].astype(object)
    if by != "circle":
        name = table["account"] if by == "account" else group
        return pd.DataFrame({"id": table["id"], "group": group, "group_name": name})
    circles = gathered(then, day).set_index("circle")[["id", "name"]]
    return pd.DataFrame(
        {"id": table["id"], "group": group.map(circles["id"]), "group_name": group.map(circles["name"])}
    )


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
