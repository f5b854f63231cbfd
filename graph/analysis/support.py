"""Where nobody stands for us: circles without a centre, accounts without a key player who supports us."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import arrays_of, circles, kept, standing
from graph.analysis.people import attitudes, people, today
from graph.analysis.risk import looked, threads
from graph.analysis.scores import influence_of
from graph.model.network import Network
from graph.model.vocab import VOCAB

KEY_WEIGHT = 0.2
SMALLEST = 3
STATES = VOCAB["centre_state"].order
CIRCLES = ["id", "name", "people", "known", "customers", "centres", "top", "top_name", "top_score", "top_known"]
ACCOUNTS = ["id", "name", "region", "people", "key_players", "supporters", "opponents", "unknown", "annual_revenue"]


def uncentred(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Circles of acquaintances of at least 3 people, those without a centre of ours first, then the biggest (QM19, 20).

    `centres` counts confirmed centres who at least cooperate; `known` people any of our reps has met; `top` is whose
    word counts most there by influence score (`top_known`: whether we have met them). `id` is the circle's number,
    0 the biggest, `name` the account most of it works for. Circles are found by the Louvain method on tie strength;
    they help to ask better questions and are no fact.
    """
    day = today(as_of)
    then = standing(network, day)
    net = arrays_of(then, "acquaintance", day)
    table = people(then).set_index("id").reindex(net.ids).rename_axis("id").reset_index()
    table["circle"] = kept(then, ("circles", day), lambda: circles(net))
    table["known"] = table["id"].isin(threads(then, day)["from_id"])
    table["customer"] = table["customer_status"] == "customer"
    table["centre"] = table["centre_state"].astype("str").map(STATES) >= STATES["cooperating"]
    table["score"] = looked(influence_of(then, day).table.set_index("id")["score"], table["id"])
    inside = table[table["circle"] >= 0]
    groups = inside.groupby("circle")
    rows = groups.agg(people=("id", "size"), known=("known", "sum"), customers=("customer", "sum"),
                      centres=("centre", "sum"))  # fmt: skip
    first = inside.sort_values(["score", "id"], ascending=[False, True], na_position="last").drop_duplicates("circle")
    first = first.set_index("circle")
    rows["top"], rows["top_name"], rows["top_score"] = first["id"], first["name"], first["score"]
    rows["top_known"] = first["known"]
    rows["name"] = _commonest(inside)
    rows = rows[rows["people"] >= SMALLEST].rename_axis("id").reset_index()
    rows = rows.assign(none=rows["centres"] > 0).sort_values(["none", "people", "id"], ascending=[True, False, True])
    rows = rows.assign(id=rows["id"].astype(str)).reset_index(drop=True)[CIRCLES]
    figures = {"circles": len(rows), "without_centre": int((rows["centres"] == 0).sum()),
               "without_contact": int((rows["known"] == 0).sum())}  # fmt: skip
    told = [*net.notes, *([] if len(rows) else [Sentence("support.note.no_circles", {"least": SMALLEST})])]
    population = {"network": "acquaintance", "people": net.n, "ties": net.ties, "as_of": day, "revision": revision}
    return Answer("uncentred", {"smallest": SMALLEST, "as_of": day}, population, rows, told, "support.circles.about",
                  figures)  # fmt: skip


def _commonest(inside: pd.DataFrame) -> pd.Series:
    """The account most people of each circle work for; none where nobody's is known."""
    counts = inside.groupby(["circle", "account"]).size().rename("n").reset_index()
    counts = counts.sort_values(["circle", "n", "account"], ascending=[True, False, True])
    return counts.drop_duplicates("circle").set_index("circle")["account"]


def unsupported(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Accounts by how many key players support us, those with none first, the most revenue at the front (N12).

    A key player has a job at decision level, may decide or veto, or weighs 0.2 or more at some stage of an open
    opportunity of the account. `unknown` counts key players whose attitude nobody knows. An account without any key
    player on record comes after those whose key players do not support us: there it is unknown who decides.
    """
    day = today(as_of)
    then = standing(network, day)
    jobs = then["WORKS_AT"][["from_id", "to_id", "level"]].drop_duplicates(["from_id", "to_id"])
    jobs = jobs.assign(key=key_players(then, jobs))
    told_us = looked(pd.Series(attitudes(then), dtype=object), jobs["from_id"]).fillna("unknown")
    for name, attitude in (("supporters", "supporter"), ("opponents", "opponent"), ("unknown", "unknown")):
        jobs[name] = jobs["key"] & (told_us == attitude)
    counts = jobs.groupby("to_id").agg(people=("from_id", "size"), key_players=("key", "sum"),
                                       supporters=("supporters", "sum"), opponents=("opponents", "sum"),
                                       unknown=("unknown", "sum"))  # fmt: skip
    rows = then["Account"][["id", "name", "region", "annual_revenue"]].copy()
    for name in counts.columns:
        rows[name] = looked(counts[name], rows["id"]).fillna(0).astype(int)
    rows["order"] = np.select([rows["supporters"] > 0, rows["key_players"] == 0], [2, 1], 0)
    rows = rows.sort_values(["order", "annual_revenue", "id"], ascending=[True, False, True], na_position="last")
    figures = {"without": int((rows["order"] == 0).sum()), "nobody_on_record": int((rows["order"] == 1).sum()),
               "supported": int((rows["order"] == 2).sum())}  # fmt: skip
    population = {"network": "access", "people": len(then["Person"]), "ties": len(jobs), "as_of": day,
                  "revision": revision}  # fmt: skip
    notes = [] if len(rows) else [Sentence("risk.note.no_accounts", {})]
    return Answer("unsupported", {"key_weight": KEY_WEIGHT, "as_of": day}, population,
                  rows.reset_index(drop=True)[ACCOUNTS], notes, "support.accounts.about", figures)  # fmt: skip


def key_players(then: Network, jobs: pd.DataFrame) -> pd.Series:
    """True for the jobs (from_id person, to_id account, level) of somebody whose word decides there."""
    strong = then["Person"]["id"][then["Person"]["powers"].map(_decides)]
    seats = then["STAKEHOLDER_IN"]
    open_ = then["Opportunity"]["id"][then["Opportunity"]["status"] == "open"]
    seats = seats[seats["to_id"].isin(open_)]
    heavy = (seats[[f"w{stage}" for stage in range(1, 7)]].astype(float).max(axis=1) >= KEY_WEIGHT).to_numpy()
    seats = seats[heavy | seats["powers"].map(_decides).to_numpy(dtype=bool)]
    where = then["FOR_ACCOUNT"][["from_id", "to_id"]].set_axis(["deal", "account"], axis=1)
    here = seats.merge(where, left_on="to_id", right_on="deal")
    pairs = pd.MultiIndex.from_arrays([here["from_id"].astype(object), here["account"].astype(object)])
    mine = pd.MultiIndex.from_arrays([jobs["from_id"].astype(object), jobs["to_id"].astype(object)])
    return (jobs["level"] == "decision") | jobs["from_id"].isin(strong) | pd.Series(mine.isin(pairs), index=jobs.index)


def _decides(powers: tuple[str, ...]) -> bool:
    return "decide" in powers or "veto" in powers
