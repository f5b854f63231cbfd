"""Where nobody stands for us: accounts without a key player who supports us."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import standing
from graph.analysis.people import attitudes, today
from graph.analysis.risk import looked
from graph.model.network import Network

KEY_WEIGHT = 0.2
ACCOUNTS = ["id", "name", "region", "people", "key_players", "supporters", "opponents", "unknown", "annual_revenue"]


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
