"""Groups and events: where most people we have not met come together, whom to invite, and what followed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.answer import Answer, Sentence
from graph.analysis.approach import approach_of
from graph.analysis.arrays import arrays_of, standing
from graph.analysis.favours import brought_along
from graph.analysis.people import facts_only, people, today, where_mask
from graph.analysis.risk import looked, threads
from graph.analysis.scores import influence_of
from graph.model.network import Network

FOLLOW_DAYS = 90


def promising_groups(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Groups by the people in them whom we have not met, each weighted by influence (QC12), the most promising first.

    `unmet` members we may approach and no active rep has met; `weight` the sum of their influence scores ÷ 100
    (unscored people count 0 there and are in `unscored`); `met` members who can bring them in; `size` as estimated on
    record. Home towns and what somebody did not volunteer are no ground for approaching anybody and are left out.
    """
    day = today(as_of)
    then = standing(network, day)
    members = facts_only(then["MEMBER_OF"])
    groups = then["Group"][then["Group"]["kind"] != "home_town"]
    members = members[members["to_id"].isin(groups["id"]) & (members["volunteered"] != "no")]
    members = members.drop_duplicates(["from_id", "to_id"])
    approach = approach_of(then, day)
    met = members["from_id"].isin(threads(then, day)["from_id"])
    places = approach.net.ids.get_indexer(members["from_id"].astype(object))
    unmet = ~met & approach.counted[places] & (places >= 0)
    score = looked(influence_of(then, day).table.set_index("id")["score"], members["from_id"]).astype(float)
    told = members.assign(met=met, unmet=unmet, weight=(score / 100).fillna(0).where(unmet, 0.0),
                          unscored=unmet & score.isna())  # fmt: skip
    sums = told.groupby("to_id")[["met", "unmet", "weight", "unscored"]].sum()
    rows = groups[["id", "name", "kind", "size_estimate"]].rename(columns={"size_estimate": "size"})
    for name in sums:
        rows[name] = looked(sums[name], rows["id"]).fillna(0).astype(float if name == "weight" else int)
    rows = rows.sort_values(["weight", "unmet", "id"], ascending=[False, False, True], ignore_index=True)
    columns = ["id", "name", "kind", "size", "met", "unmet", "weight", "unscored"]
    notes = [] if len(rows) else [Sentence("gathering.note.no_groups", {})]
    population = {"network": "membership", "people": members["from_id"].nunique(), "ties": len(members), "as_of": day,
                  "revision": revision}  # fmt: skip
    evidence = {str(one): tuple(ties) for one, ties in told[unmet].groupby("to_id")["id"]}
    return Answer("promising_groups", {"as_of": day}, population, rows[columns], notes, "gathering.groups.about",
                  {}, evidence)  # fmt: skip


def whom_to_invite(
    network: Network, where: dict[str, str] | None = None, most: int | None = None, as_of: date | None = None,
    revision: int | None = None,
) -> Answer:  # fmt: skip
    """Customers to invite so that each can bring somebody new (QC13), in the order of asking.

    `brings` is the acquaintance nobody of ours has met and nobody before in the list brings, so that everybody brings
    another; as many pairs as there can be (maximum matching, Hopcroft and Karp 1973). `could_bring` counts all such
    acquaintances. `where` keeps the newcomers to a segment (fields of the person or their account). Nobody is invited
    or brought who may not be contacted.
    """

    day = today(as_of)
    then = standing(network, day)
    net, approach = arrays_of(then, "acquaintance", day), approach_of(then, day)
    table = people(then)
    open_ = approach.counted[: net.n]
    met = table["id"].isin(threads(then, day)["from_id"]).to_numpy()
    host = (table["customer_status"] == "customer").to_numpy(dtype=bool) & open_
    guest = ~met & open_ & (table["customer_status"] != "customer").to_numpy(dtype=bool)
    guest &= where_mask(then, table, where).to_numpy()
    a, b = np.r_[net.pairs.a, net.pairs.b], np.r_[net.pairs.b, net.pairs.a]
    keep = host[a] & guest[b]
    a, b, pair = a[keep], b[keep], np.tile(np.arange(net.ties), 2)[keep]
    matrix = sparse.csr_array((np.ones(len(a), np.int8), (a, b)), shape=(net.n, net.n))
    match = csgraph.maximum_bipartite_matching(matrix, perm_type="column") if len(a) else np.full(net.n, -1)
    hosts = np.flatnonzero(match >= 0)
    could = np.bincount(a, minlength=net.n)
    order = hosts[np.lexsort((hosts, -could[hosts]))][:most]
    carrier = {(int(x), int(y)): int(p) for x, y, p in zip(a, b, pair, strict=True)} if len(order) else {}
    names = table["name"].to_numpy(dtype=object)
    rows = pd.DataFrame({
        "rank": np.arange(1, len(order) + 1), "id": net.ids[order], "name": names[order],
        "account": table["account"].to_numpy(dtype=object)[order], "brings": net.ids[match[order]],
        "brings_name": names[match[order]], "brings_account": table["account"].to_numpy(dtype=object)[match[order]],
        "could_bring": could[order],
    })  # fmt: skip
    evidence = {net.ids[h]: net.pairs.ties(carrier[int(h), int(match[h])]) for h in order}
    notes = [*net.notes, *([] if len(rows) else [Sentence("gathering.note.nobody_brings", {})])]
    population = {"network": "acquaintance", "people": net.n, "ties": net.ties, "as_of": day, "revision": revision}
    return Answer("whom_to_invite", {"where": dict(where or {}), "most": most, "as_of": day}, population, rows, notes,
                  "gathering.invite.about", {"customers": int(host.sum()), "newcomers": int(guest.sum())},
                  evidence)  # fmt: skip


def brought(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Who came to which event with whom, and what followed within 90 days (QC14), the latest first.

    `referral` is a referral by whoever brought them about the one brought, asked or consented from the day of the event
    on; `status` how it stands; `won` whether it led to a purchase; `met_after` whether one of ours is in contact now.
    """
    day = today(as_of)
    then = standing(network, day)
    table = brought_along(then, day)
    made = then["MADE"][["from_id", "to_id"]].set_axis(["brought_by", "referral"], axis=1)
    about = then["ABOUT_PERSON"][["from_id", "to_id"]].set_axis(["referral", "id"], axis=1)
    facts = then["Referral"][["id", "status", "asked_on", "consented_on", "won_amount"]]
    facts = facts.rename(columns={"id": "referral"})
    named = made.merge(about, on="referral").merge(facts, on="referral")
    named["followed_on"] = named["consented_on"].fillna(named["asked_on"])
    found = table.reset_index(names="visit").merge(named, on=["brought_by", "id"])
    late = (found["followed_on"] - found["on"]).dt.days
    found = found[(late >= 0) & (late <= FOLLOW_DAYS)].sort_values(["followed_on", "referral"])
    first = found.drop_duplicates("visit").set_index("visit")[["referral", "status", "followed_on", "won_amount"]]
    rows = table.join(first)
    person = then["Person"].set_index("id")["name"]
    whoever = pd.concat([person, then["Rep"].set_index("id")["name"]])
    whoever = whoever[~whoever.index.duplicated()]
    rows["name"] = looked(person, rows["id"])
    rows["brought_by_name"] = looked(whoever, rows["brought_by"])
    rows["won"] = rows["status"].astype(object) == "won"
    rows["met_after"] = rows["id"].isin(threads(then, day)["from_id"])
    rows = rows.sort_values(["on", "activity", "id"], ascending=[False, True, True], ignore_index=True)
    columns = ["id", "name", "brought_by", "brought_by_name", "activity", "kind", "on", "referral", "status",
               "followed_on", "won", "won_amount", "met_after"]  # fmt: skip
    figures = {"brought": len(rows), "referred": int(rows["referral"].notna().sum()), "won": int(rows["won"].sum()),
               "met_after": int(rows["met_after"].sum())}  # fmt: skip
    notes = [] if len(rows) else [Sentence("gathering.note.nobody_brought", {})]
    population = {"network": "events", "people": rows["id"].nunique(), "ties": len(then["TOOK_PART"]), "as_of": day,
                  "revision": revision}  # fmt: skip
    evidence = {str(who): tuple(ties) for who, ties in rows.groupby("id")["tie"]}
    return Answer("brought", {"follow_days": FOLLOW_DAYS, "as_of": day}, population, rows[columns], notes,
                  "gathering.brought.about", figures, evidence)  # fmt: skip
