"""Who looks after what is left: thinner accounts, accounts without an owner, the next of ours for each contact."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.approach import Places
from graph.analysis.arrays import arrays_of, kept
from graph.analysis.attribution import Forest, forest
from graph.analysis.lost import Loss
from graph.analysis.risk import ENGAGED, active_reps, owners, threads
from graph.analysis.totals import totals


def thinned(found: Loss) -> pd.DataFrame:
    """Accounts where we know fewer people than before: by account `contacts`, `engaged`, and both `_after`."""
    table = threads(found.then, found.day)
    if found.kind == "rep":
        persons = table["from_id"][table["rep"] == found.who]
    else:
        persons = pd.Series(found.approach.net.ids[found.members])
    jobs = found.then["WORKS_AT"][["from_id", "to_id"]].drop_duplicates()
    touched = jobs["to_id"][jobs["from_id"].isin(persons)].unique() if found.kind != "account" else [found.who]
    jobs = jobs[jobs["to_id"].isin(touched)]
    before = _count(jobs, table)
    if found.kind == "rep":
        after = _count(jobs, table[table["rep"] != found.who])
    elif found.kind == "person":
        after = _count(jobs, table[table["from_id"] != found.who])
    else:
        after = before * 0
    both = before.join(after.add_suffix("_after"))
    return both[(both["contacts_after"] < both["contacts"]) | (both["engaged_after"] < both["engaged"])]


def _count(jobs: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    stage = table.groupby("from_id")["stage"].max()
    mine = jobs.assign(stage=jobs["from_id"].map(stage))
    groups = mine.assign(contacts=mine["stage"].notna(), engaged=mine["stage"] >= ENGAGED).groupby("to_id")
    return groups[["contacts", "engaged"]].sum().astype(int)


def left_behind(found: Loss) -> list[str]:
    """Accounts whose only active owner is the rep who leaves, in order of id."""
    if found.kind != "rep":
        return []
    held = owners(found.then, active_reps(found.then))
    return sorted(account for account, reps in held.items() if reps == [found.who])


def seconds(found: Loss, table: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """For each person of `told` (by id, with account_id) who of ours is next: `second`, `second_name`, `second_by`."""
    others = table[(table["rep"] != found.who) & table["from_id"].isin(told.index)]
    best = others.drop_duplicates("from_id").set_index("from_id")["rep"]
    staying = active_reps(found.then)
    held = owners(found.then, staying[staying != found.who])
    near = found.after.rep(found.approach, told.index)
    rows = []
    for who, account in zip(told.index, told["account_id"].to_list(), strict=True):
        choices = (
            ("contact", best.get(who)),
            ("owner", next(iter(held.get(account, [])), None)),
            ("route", near.get(who)),
        )
        rows.append(next(((rep, by) for by, rep in choices if rep is not None), (None, None)))
    result = pd.DataFrame(rows, columns=["second", "second_by"], dtype=object)
    names = found.then["Rep"].set_index("id")["name"].astype(object)
    return result.assign(second_name=names.reindex(result["second"]).to_list())


def pieces(found: Loss) -> list[int]:
    """Sizes of the parts that the circle around a person falls into when they leave, biggest first; one is no split."""
    net = arrays_of(found.then, "acquaintance", found.day)
    if found.kind != "person" or found.how != "leaves":
        return []
    me = net.place(found.who)
    mates = np.flatnonzero((net.component == net.component[me]) & (np.arange(net.n) != me))
    return parts_of(net.pairs.a, net.pairs.b, net.n, mates)


def parts_of(a: Any, b: Any, n: int, places: Places) -> list[int]:
    """Sizes of the connected parts among those places only, biggest first; ties are pairs of places."""
    small = np.full(n, -1, dtype=np.int64)
    small[places] = np.arange(len(places))
    ends = small[np.asarray(a)], small[np.asarray(b)]
    keep = (ends[0] >= 0) & (ends[1] >= 0)
    matrix = sparse.coo_array((np.ones(keep.sum(), np.int8), (ends[0][keep], ends[1][keep])), shape=(len(places),) * 2)
    if not len(places):
        return []
    sizes = np.bincount(csgraph.connected_components(matrix, directed=False)[1])
    return sorted((int(size) for size in sizes), reverse=True)


def value(found: Loss) -> dict[str, Any]:
    """What came through them by referral so far, counted once, and promises still open; information, not a claim."""
    trees: Forest = kept(found.then, ("forest",), lambda: forest(found.then))
    made, referrals = found.then["MADE"], found.then["Referral"]
    promised = referrals["id"][referrals["status"] == "promised"]
    if found.kind == "rep":
        took = found.then["RECEIVED_BY"]
        mine = took["from_id"][took["to_id"] == found.who]
        won = trees.tree[trees.tree["referral_id"].isin(mine) & (trees.tree["status"] == "won")]
        value = _sum(won["won_amount"])
        return {"referred": int(trees.tree["referral_id"].isin(mine).sum()), "referral_value": value,
                "promises": int(promised.isin(mine).sum())}  # fmt: skip
    members = [str(who) for who in found.approach.net.ids[found.members]]
    below = kept(found.then, ("totals",), lambda: totals(trees))
    tops = [who for who in members if who in below.index and not _above(trees, who) & set(members)]
    chain = below.reindex(tops)
    unknown = bool(chain["value"].isna().any())
    return {
        "referred": int(chain["reach"].sum()), "referral_value": None if unknown else float(chain["value"].sum()),
        "promises": int(promised.isin(made["to_id"][made["from_id"].isin(members)]).sum()),
    }  # fmt: skip


def _above(trees: Forest, who: str) -> set[str]:
    found: set[str] = set()
    while (up := trees.parent.get(who)) is not None and up not in found:
        found.add(up)
        who = up
    return found


def _sum(amounts: pd.Series) -> float | None:
    return float(amounts.sum()) if not amounts.isna().any() else None


def revenue(found: Loss) -> dict[str, Any]:
    """Yearly revenue at stake: of the account, or of the accounts a rep leaves without an owner; None when unknown."""
    if found.kind == "person":
        return {}
    hit = left_behind(found) if found.kind == "rep" else [found.who]
    money = found.then["Account"].set_index("id")["annual_revenue"].reindex(hit)
    return {"revenue": _sum(money), "revenue_unknown": int(money.isna().sum())}
