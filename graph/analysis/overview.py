"""Every account at a glance: what it is worth, whom we know there, who follows it, and its ties to other accounts."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import arrays_of, kept, standing
from graph.analysis.people import people, today
from graph.analysis.risk import ENGAGED, active_reps, looked, threads
from graph.analysis.support import key_players
from graph.model.network import Network

ROWS = [
    "id", "name", "region", "industry", "annual_revenue", "people", "known", "share", "key_people", "key_known",
    "key_share", "engaged", "rep", "rep_name", "single_threaded", "unfollowed", "ties",
]  # fmt: skip
PAIRS = ["id", "name", "to", "to_name", "ties"]


def overview(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """One row an account, the most revenue first: who works there, whom of them we know, who follows it.

    `known` of the `people` with a job there an active rep is in contact with, `share` 0…1 of them; `key_known` of the
    `key_people` (as in `unsupported`), `key_share` 0…1; NaN where there are none. `engaged`: people at engagement or
    deeper. `rep` owns it, of several the one with most contacts there; without an
    owner whoever has most contacts. `unfollowed`: no active rep owns it or knows anybody there; `single_threaded`:
    somebody follows it and fewer than two people are engaged (both None where we have no active reps at all). `ties`:
    pairs of people, one with their main job here and one elsewhere, who are acquainted. Revenue: NaN when unknown.
    """
    day = today(as_of)
    then = standing(network, day)
    jobs = _jobs(then, day)
    counts = jobs.groupby("to_id").agg(people=("from_id", "size"), known=("known", "sum"), key_people=("key", "sum"),
                                       key_known=("key_known", "sum"), engaged=("engaged", "sum"))  # fmt: skip
    rows = then["Account"][["id", "name", "region", "industry", "annual_revenue"]].copy()
    rows["annual_revenue"] = rows["annual_revenue"].astype(float)
    for name in counts.columns:
        rows[name] = looked(counts[name], rows["id"]).fillna(0).astype(int)
    rows["share"] = (rows["known"] / rows["people"]).where(rows["people"] > 0)
    rows["key_share"] = (rows["key_known"] / rows["key_people"]).where(rows["key_people"] > 0)
    rows["rep"] = looked(_followers(then, day, jobs), rows["id"]).astype(object)
    rows["rep_name"] = looked(then["Rep"].set_index("id")["name"].astype(object), rows["rep"])
    reps = len(active_reps(then)) > 0
    rows["unfollowed"] = rows["rep"].isna() if reps else None
    rows["single_threaded"] = (rows["rep"].notna() & (rows["engaged"] < 2)) if reps else None
    pairs = _pairs(then, day)
    both = pd.concat([pairs.set_index("id")["ties"], pairs.set_index("to")["ties"]])
    rows["ties"] = looked(both.groupby(level=0).sum(), rows["id"]).fillna(0).astype(int)
    rows = rows.sort_values(["annual_revenue", "people", "id"], ascending=[False, False, True], ignore_index=True)
    population = {"network": "coverage", "people": len(then["Person"]), "accounts": len(rows), "ties": len(jobs),
                  "as_of": day, "revision": revision}  # fmt: skip
    return Answer("overview", {"as_of": day}, population, rows[ROWS], _notes(rows, reps), "overview.about",
                  figures(rows))  # fmt: skip


def between(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Every two accounts whose people are acquainted, most `ties` (pairs of people, each at their main job) first.

    `id` is the account with the smaller id. No rows where nobody knows anybody elsewhere.
    """
    day = today(as_of)
    then = standing(network, day)
    rows = _pairs(then, day)
    names = then["Account"].set_index("id")["name"].astype(object)
    rows = rows.assign(name=looked(names, rows["id"]), to_name=looked(names, rows["to"]))[PAIRS]
    population = {"network": "acquaintance", "people": len(then["Person"]), "accounts": len(names),
                  "ties": int(rows["ties"].sum()), "as_of": day, "revision": revision}  # fmt: skip
    return Answer("between", {"as_of": day}, population, rows, [], "overview.between.about")


def circle_by_account(network: Network, as_of: date | None = None) -> pd.DataFrame:
    """By account the circle of acquaintances (`circles`) that most of its people are in: `circle`, and its `name`.

    Of equal ones the circle of the smaller number; accounts whose people are in no circle are left out.
    """
    from graph.analysis.circles import everybody, gathered

    day = today(as_of)
    then = standing(network, day)
    named = gathered(then, day).set_index("circle")["name"].astype(object)
    inside = everybody(then, day)
    inside = inside[inside["circle"].isin(named.index) & inside["account_id"].notna()]
    many = inside.groupby(["account_id", "circle"]).size().rename("n").reset_index()
    many = many.sort_values(["account_id", "n", "circle"], ascending=[True, False, True]).drop_duplicates("account_id")
    table = many.set_index("account_id")[["circle"]]
    return table.assign(name=looked(named, table["circle"]))


def figures(rows: pd.DataFrame) -> dict[str, Any]:
    """What these accounts (rows of `overview`) come to together; None for what nobody knows."""
    revenue, reps = rows["annual_revenue"], bool(rows["unfollowed"].notna().any())
    sums = {name: int(rows[name].sum()) for name in ("people", "known", "key_people", "key_known")}
    return {
        "accounts": len(rows), "revenue": float(revenue.sum()) if revenue.notna().any() else None,
        "revenue_unknown": int(revenue.isna().sum()), **sums,
        "share": sums["known"] / sums["people"] if sums["people"] else None,
        "key_share": sums["key_known"] / sums["key_people"] if sums["key_people"] else None,
        "single_threaded": int(rows["single_threaded"].sum()) if reps else None,
        "unfollowed": int(rows["unfollowed"].sum()) if reps else None,
    }  # fmt: skip


def _jobs(then: Network, day: date) -> pd.DataFrame:
    """Who works where, each once: `key` (their word decides), `known`, `key_known`, `engaged`."""
    jobs = then["WORKS_AT"][["from_id", "to_id", "level"]].drop_duplicates(["from_id", "to_id"])
    key = key_players(then, jobs).to_numpy(dtype=bool)
    deepest = threads(then, day).groupby("from_id")["stage"].max()
    stage = looked(deepest, jobs["from_id"]).astype(float).fillna(0.0)
    return jobs.assign(key=key, known=stage > 0, key_known=key & (stage > 0), engaged=stage >= ENGAGED)


def _followers(then: Network, day: date, jobs: pd.DataFrame) -> pd.Series:
    """The rep of ours who follows each account, by account; accounts nobody follows are absent."""
    met = threads(then, day)[["rep", "from_id"]].merge(jobs[["from_id", "to_id"]], on="from_id")
    met = met.groupby(["to_id", "rep"]).size().rename("met").reset_index()
    held = then["OWNS"][["to_id", "from_id"]].set_axis(["to_id", "rep"], axis=1).drop_duplicates()
    held = held[held["rep"].isin(active_reps(then))].assign(owns=True)
    both = met.astype({"to_id": object, "rep": object}).merge(
        held.astype({"to_id": object, "rep": object}), on=["to_id", "rep"], how="outer"
    )
    both = both.assign(owns=both["owns"].notna(), met=both["met"].fillna(0))
    both = both.sort_values(["to_id", "owns", "met", "rep"], ascending=[True, False, False, True])
    return both.drop_duplicates("to_id").set_index("to_id")["rep"]


def _pairs(then: Network, day: date) -> pd.DataFrame:
    """Columns id, to, ties of every two accounts with people acquainted across, most first."""
    return kept(then, ("overview.pairs", day), lambda: _counted(then, day))


def _counted(then: Network, day: date) -> pd.DataFrame:
    net = arrays_of(then, "acquaintance", day)
    accounts = pd.Index(then["Account"]["id"].astype(object))
    home = accounts.get_indexer(people(then).set_index("id")["account_id"].reindex(net.ids).astype(object))
    a, b = home[net.pairs.a], home[net.pairs.b]
    across = (a >= 0) & (b >= 0) & (a != b)
    one, two = np.minimum(a[across], b[across]), np.maximum(a[across], b[across])
    pair, ties = np.unique(one * np.int64(max(1, len(accounts))) + two, return_counts=True)
    ends = np.divmod(pair, max(1, len(accounts)))
    table = pd.DataFrame({"id": accounts.take(ends[0]), "to": accounts.take(ends[1]), "ties": ties})
    return table.sort_values(["ties", "id", "to"], ascending=[False, True, True], ignore_index=True)


def _notes(rows: pd.DataFrame, reps: bool) -> list[Sentence]:
    told = [] if len(rows) else [Sentence("risk.note.no_accounts", {})]
    unknown = int(rows["annual_revenue"].isna().sum())
    if unknown:
        told.append(Sentence("overview.note.revenue", {"n": unknown}))
    if len(rows) and not reps:
        told.append(Sentence("overview.note.no_reps", {}))
    return told
