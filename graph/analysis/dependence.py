"""On whom we depend: who holds the way to decision-makers, which rep holds most value, which key accounts fade."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import arrays_of, standing
from graph.analysis.people import each, facts_only, people, today
from graph.analysis.risk import active_reps, looked, owners, threads
from graph.analysis.strength import recency
from graph.engine import cuts
from graph.model.network import Network

VALUABLE = 60
INACTIVE_DAYS = 180
WEAK = 0.5


def gatekeepers(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """People on the customer side without whom no rep reaches some decision-makers, the most of them first (QM05).

    `deciders` counts decision-makers (a job at decision level) cut off, `people` everybody cut off, in the access
    network, whoever is on the way being willing; `loss.loss` tells one of them in full, with who is not.
    """
    day = today(as_of)
    then = standing(network, day)
    net = arrays_of(then, "access", day)
    person = np.arange(net.n) < len(then["Person"])
    jobs = then["WORKS_AT"]
    decides = np.isin(np.asarray(net.ids), jobs["from_id"][jobs["level"] == "decision"].to_numpy(dtype=object)) & person
    reps = np.flatnonzero(~person)
    found = cuts.cut_off_from(net.ways, reps, decides.astype(float))
    everybody = cuts.cut_off_from(net.ways, reps, person.astype(float))
    count = dict(zip(everybody.nodes.tolist(), everybody.lost.tolist(), strict=True))
    known = people(then).set_index("id")
    ids = pd.Series(net.ids[found.nodes], dtype=object)
    rows = pd.DataFrame({
        "id": ids, "name": looked(known["name"], ids), "account": looked(known["account"], ids),
        "deciders": found.lost.astype(int), "people": [int(count[node]) for node in found.nodes.tolist()],
    })  # fmt: skip
    rows = rows.sort_values(["deciders", "people", "id"], ascending=[False, False, True], ignore_index=True)
    told = [] if len(reps) else [Sentence("route.note.no_reps", {})]
    told += [] if decides.any() else [Sentence("dependence.note.no_deciders", {})]
    told += [] if len(rows) or told else [Sentence("risk.note.nothing_hangs", {})]
    population = {"network": "access", "people": int(person.sum()), "ties": net.ties, "as_of": day,
                  "revision": revision}  # fmt: skip
    evidence = {who: net.strongest(who) for who in rows["id"]}
    return Answer("gatekeepers", {"as_of": day}, population, rows, told, "dependence.gatekeepers.about",
                  {"deciders": int(decides.sum())}, evidence)  # fmt: skip


def rep_risk(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Active reps by the yearly revenue that would be left without anybody if they went, the most first (QM06).

    `orphaned` accounts whose only active owner they are; `cold` accounts where nobody but they know anybody;
    `revenue` of both together, each account once (NaN when none of it is known, `revenue_unknown` says of how many it
    is); `contacts` people only they know.
    """
    day = today(as_of)
    then = standing(network, day)
    reps = then["Rep"][then["Rep"]["id"].isin(active_reps(then))]
    pairs = pd.concat([_only_owner(then), _only_contact(then, day)], ignore_index=True)
    once = pairs.drop_duplicates(["rep", "account"])
    money = looked(then["Account"].set_index("id")["annual_revenue"], once["account"]).astype(float)
    once = once.assign(revenue=money, missing=money.isna())
    sums = once.groupby("rep").agg(accounts=("account", "size"), revenue=("revenue", "sum"),
                                   revenue_unknown=("missing", "sum"))  # fmt: skip
    sums["revenue"] = sums["revenue"].where(sums["revenue_unknown"] < sums["accounts"])
    close = threads(then, day)
    alone = close[~close["from_id"].duplicated(keep=False)].groupby("rep").size()
    rows = reps[["id", "name", "region"]].reset_index(drop=True)
    for why in ("orphaned", "cold"):
        rows[why] = looked(pairs[pairs["why"] == why].groupby("rep").size(), rows["id"]).fillna(0).astype(int)
    rows["revenue"] = looked(sums["revenue"], rows["id"]).astype(float).where(
        rows["id"].isin(sums.index), 0.0
    )  # fmt: skip
    rows["revenue_unknown"] = looked(sums["revenue_unknown"], rows["id"]).fillna(0).astype(int)
    rows["contacts"] = looked(alone, rows["id"]).fillna(0).astype(int)
    rows = rows.sort_values(["revenue", "orphaned", "contacts", "id"], ascending=[False, False, False, True],
                            na_position="last", ignore_index=True)  # fmt: skip
    told = [] if len(rows) else [Sentence("route.note.no_reps", {})]
    unknown = int(rows["revenue_unknown"].sum())
    told += [Sentence("loss.note.revenue_unknown", {"n": unknown})] if unknown else []
    population = {"network": "ownership", "people": len(rows), "ties": len(then["OWNS"]), "as_of": day,
                  "revision": revision}  # fmt: skip
    return Answer("rep_risk", {"as_of": day}, population, rows, told, "dependence.reps.about")


def _only_owner(then: Network) -> pd.DataFrame:
    held = owners(then, active_reps(then))
    rows = [(reps[0], account, "orphaned") for account, reps in held.items() if len(reps) == 1]
    return pd.DataFrame(rows, columns=["rep", "account", "why"])


def _only_contact(then: Network, day: date) -> pd.DataFrame:
    jobs = then["WORKS_AT"][["from_id", "to_id"]].drop_duplicates()
    met = jobs.merge(threads(then, day)[["rep", "from_id"]], on="from_id").drop_duplicates(["rep", "to_id"])
    met = met[~met["to_id"].duplicated(keep=False)]
    return pd.DataFrame({"rep": met["rep"].astype(object), "account": met["to_id"].astype(object), "why": "cold"})


def fading(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Key accounts (value score above 60) long without a purchase and with weakening ties, the longest first (QM24).

    `days` since the last purchase, more than 180; `freshness` 0.20…1 is the mean recency of our contacts with people
    there, below 0.5 (strictly; a contact of unknown date counts 0.5), NaN without any contact. Accounts of unknown
    last purchase are not judged and said.
    """
    day = today(as_of)
    then = standing(network, day)
    firms = then["Account"]
    key = firms[firms["value_score"] > VALUABLE]
    contacts = facts_only(then["CONTACT"])
    contacts = contacts[contacts["from_id"].isin(active_reps(then))]
    contacts = contacts.assign(fresh=recency(contacts["last_interaction_on"], day), who=contacts["to_id"])
    jobs = then["WORKS_AT"][["from_id", "to_id"]].drop_duplicates().set_axis(["who", "account"], axis=1)
    mean = contacts[["who", "fresh"]].merge(jobs, on="who").groupby("account")["fresh"].agg(["mean", "size"])
    rows = key[["id", "name", "region", "value_score", "annual_revenue", "last_purchase_on"]].reset_index(drop=True)
    rows["days"] = (pd.Timestamp(day) - rows["last_purchase_on"]).dt.days.astype("Int64")
    rows["freshness"] = looked(mean["mean"], rows["id"]).astype(float)
    rows["contacts"] = looked(mean["size"], rows["id"]).fillna(0).astype(int)
    weak = ~(rows["freshness"] >= WEAK)
    shown = rows[(rows["days"] > INACTIVE_DAYS).fillna(False).astype(bool) & weak]
    shown = shown.sort_values(["days", "id"], ascending=[False, True], ignore_index=True)
    undated = int(rows["days"].isna().sum())
    told = [] if len(key) else [Sentence("dependence.note.no_key_accounts", {"least": VALUABLE})]
    told += [Sentence("dependence.note.no_fading", {})] if len(key) and not len(shown) else []
    told += [Sentence("dependence.note.no_purchase_day", {"n": undated})] if undated else []
    population = {"network": "coverage", "people": len(jobs), "accounts": len(key), "ties": len(contacts),
                  "as_of": day, "revision": revision}  # fmt: skip
    settings = {"value_above": VALUABLE, "inactive_days": INACTIVE_DAYS, "weak_below": WEAK, "as_of": day}
    evidence = _carried(contacts, jobs, shown["id"])
    return Answer("fading", settings, population, shown, told, "dependence.fading.about", {}, evidence)


def _carried(contacts: pd.DataFrame, jobs: pd.DataFrame, accounts: pd.Series) -> dict[str, tuple[str, ...]]:
    inside = contacts[["id", "who"]].merge(jobs[jobs["account"].isin(accounts)], on="who")
    found: dict[str, tuple[str, ...]] = {}
    for account, tie in each(inside.sort_values(["account", "id"]), "account", "id"):
        found[account] = (*found.get(account, ()), tie)
    return found
