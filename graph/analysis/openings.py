"""Where the next customers are: centres not won yet, stalled centres, accounts only a referral opens, neighbours."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.approach import approach_of
from graph.analysis.arrays import arrays_of, standing
from graph.analysis.centres import standings
from graph.analysis.people import people, today
from graph.analysis.risk import looked, threads
from graph.analysis.routes import routes
from graph.analysis.scores import influence_of
from graph.model.network import Network

STALLED_DAYS = 180
NEAR = 2
TOP_SHARE = 0.10


def unwon_centres(
    network: Network, region: str | None = None, top: int = 10, as_of: date | None = None, revision: int | None = None
) -> Answer:
    """Centre candidates and confirmed centres who are no customers yet, by influence score, with the best way to each

    (QM02): `probability` 0…1 of the best introduction within four steps, its `path` from our rep by name, NaN and
    empty where nobody leads there. Nobody under blackout or not to be contacted is led to.
    """
    day = today(as_of)
    then = standing(network, day)
    ranked = standings(then, influence_of(then, day).table)
    hit = (ranked["candidate"] | ranked["confirmed"]) & (ranked["customer_status"] != "customer")
    hit &= ranked["region"] == region if region is not None else True
    rows = ranked[hit].sort_values(["score", "id"], ascending=[False, True]).head(top).reset_index(drop=True)
    found = [routes(network, who, as_of=day) for who in rows["id"]]
    best: list[dict[Any, Any]] = [f.rows.to_dict("records")[0] if len(f.rows) else {} for f in found]
    rows["probability"] = pd.Series([way.get("probability", np.nan) for way in best], dtype=float)
    rows["path"] = pd.Series([named(way.get("steps", [])) for way in best], dtype=object)
    rows["weakest"] = pd.Series([way.get("weakest") for way in best], dtype=object)
    columns = ["id", "name", "account", "region", "score", "customer_status", "centre_state", "probability", "path",
               "weakest"]  # fmt: skip
    evidence = {who: tuple(step["tie"] for step in way.get("steps", []))
                for who, way in zip(rows["id"], best, strict=True)}  # fmt: skip
    told = [] if len(rows) else [Sentence("opening.note.no_centres", {})]
    lost = int(rows["probability"].isna().sum())
    told += [Sentence("opening.note.no_way", {"n": lost})] if lost else []
    population = {"network": "access", "people": len(ranked), "ties": arrays_of(then, "access", day).ties,
                  "as_of": day, "revision": revision}  # fmt: skip
    return Answer("unwon_centres", {"region": region, "top": top, "as_of": day}, population, rows[columns], told,
                  "opening.centres.about", {"all": int(hit.sum())}, evidence)  # fmt: skip


def named(steps: list[dict[str, Any]]) -> list[str]:
    """The names along a route, from where it starts."""
    return [steps[0]["from_name"], *(step["to_name"] for step in steps)] if steps else []


def stalled_centres(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Confirmed centres who have stood at "user" for more than 180 days and not cooperated (QM03), longest first.

    Those of whom nobody noted since when come last, with unknown days: they may have stalled.
    """
    day = today(as_of)
    then = standing(network, day)
    table = people(then)
    table["since"] = looked(then["Person"].set_index("id")["centre_state_on"], table["id"])
    table["days"] = (pd.Timestamp(day) - table["since"]).dt.days.astype("Int64")
    users = table[table["centre_state"] == "user"]
    rows = users[(users["days"] > STALLED_DAYS).fillna(True).astype(bool)]
    rows = rows.sort_values(["days", "id"], ascending=[False, True], na_position="last", ignore_index=True)
    close = threads(then, day).drop_duplicates("from_id").set_index("from_id")
    rows["rep"] = looked(close["rep"], rows["id"])
    rows["rep_name"] = looked(then["Rep"].set_index("id")["name"], rows["rep"])
    undated = int(rows["days"].isna().sum())
    told = [] if len(rows) else [Sentence("opening.note.none_stalled" if len(users) else "opening.note.no_users", {})]
    told += [Sentence("opening.note.undated", {"n": undated})] if undated else []
    population = {"network": "coverage", "people": len(table), "ties": len(close), "as_of": day, "revision": revision}
    columns = ["id", "name", "account", "region", "since", "days", "rep", "rep_name"]
    return Answer("stalled_centres", {"days": STALLED_DAYS, "as_of": day}, population, rows[columns], told,
                  "opening.stalled.about", {"users": len(users)})  # fmt: skip


def referral_only(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Accounts none of us comes near, but whose people our customers' circles know (QC15), most reachable first.

    An account counts when somebody there hangs together with a person we have met (P1), and nobody of it is within
    two steps of a rep. `steps` fewest from us to anybody there; `nearest` is that person; `people` known to work there.
    """
    day = today(as_of)
    then = standing(network, day)
    approach, net = approach_of(then, day), arrays_of(then, "acquaintance", day)
    met = threads(then, day)["from_id"].unique()
    ours = np.unique(net.component[net.ids.get_indexer(pd.Index(met, dtype=object))]) if len(met) else np.zeros(0)
    jobs = then["WORKS_AT"][["from_id", "to_id"]].drop_duplicates()
    place = net.ids.get_indexer(jobs["from_id"].astype(object))
    jobs, place = jobs[place >= 0].reset_index(drop=True), place[place >= 0]
    jobs["far"] = approach.base.far[place]
    jobs["joined"] = np.isin(net.component[place], ours)
    groups = jobs.groupby("to_id")
    table = groups.agg(people=("from_id", "size"), near=("far", "min"), joined=("joined", "any"))
    first = jobs.sort_values(["far", "from_id"]).drop_duplicates("to_id").set_index("to_id")["from_id"]
    table = table[table["joined"] & (table["near"] > NEAR)].rename_axis("id").reset_index()
    facts = then["Account"].set_index("id")
    table["name"], table["region"] = looked(facts["name"], table["id"]), looked(facts["region"], table["id"])
    table["nearest"] = looked(first, table["id"])
    table["nearest_name"] = looked(then["Person"].set_index("id")["name"], table["nearest"])
    table["steps"] = table["near"].where(np.isfinite(table["near"]))
    rows = table.sort_values(["steps", "id"], na_position="last", ignore_index=True)
    told = [] if len(rows) else [Sentence("opening.note.no_referral_only", {})]
    unwilling = int(rows["steps"].isna().sum())
    told += [Sentence("opening.note.unwilling", {"n": unwilling})] if unwilling else []
    population = {"network": "acquaintance", "people": net.n, "ties": net.ties, "as_of": day, "revision": revision}
    columns = ["id", "name", "region", "people", "steps", "nearest", "nearest_name"]
    return Answer("referral_only", {"near": NEAR, "as_of": day}, population, rows[columns], told,
                  "opening.referral_only.about")  # fmt: skip


def next_centres(
    network: Network, top: int = 20, as_of: date | None = None, revision: int | None = None
) -> Answer:  # fmt: skip
    """Customers by how many strong prospects are among their own acquaintances (QC24), the most first.

    A strong prospect is no customer and has an influence score in the best 10 % of all scored people. `prospects` are
    their ids, the strongest first, `best` and `best_name` the first of them; evidence is the ties that join them.
    """
    day = today(as_of)
    then = standing(network, day)
    net = arrays_of(then, "acquaintance", day)
    table = people(then).set_index("id").reindex(net.ids)
    score = looked(influence_of(then, day).table.set_index("id")["score"], pd.Series(net.ids)).to_numpy(dtype=float)
    customer = (table["customer_status"] == "customer").to_numpy(dtype=bool)
    prospect = (table["customer_status"] == "prospect").to_numpy(dtype=bool)
    scored = score[~np.isnan(score)]
    bar = float(np.sort(scored)[-int(np.ceil(len(scored) * TOP_SHARE))]) if len(scored) else np.inf
    strong = prospect & (score >= bar)
    ends = pd.DataFrame({"a": np.r_[net.pairs.a, net.pairs.b], "b": np.r_[net.pairs.b, net.pairs.a],
                         "pair": np.tile(np.arange(net.ties), 2)})  # fmt: skip
    ends = ends[customer[ends["a"]] & strong[ends["b"]]]
    ends = ends.assign(score=score[ends["b"]]).sort_values(["a", "score", "b"], ascending=[True, False, True])
    groups = ends.groupby("a", sort=True)
    count, places = groups.size(), np.array(sorted(ends["a"].unique()), dtype=int)
    rows = pd.DataFrame({"id": net.ids[places], "found": count.to_numpy(dtype=int),
                         "prospects": [[net.ids[b] for b in part] for _, part in groups["b"]],
                         "pairs": [list(part) for _, part in groups["pair"]]})  # fmt: skip
    rows["name"], rows["account"] = looked(table["name"], rows["id"]), looked(table["account"], rows["id"])
    rows["best"] = pd.Series([some[0] for some in rows["prospects"]], index=rows.index, dtype=object)
    rows["best_name"], rows["best_score"] = looked(table["name"], rows["best"]), groups["score"].max().to_numpy()
    rows = rows.sort_values(["found", "best_score", "id"], ascending=[False, False, True], ignore_index=True).head(top)
    told = [] if len(rows) else [Sentence("opening.note.no_prospects", {})]
    population = {"network": "acquaintance", "people": net.n, "ties": net.ties, "as_of": day, "revision": revision}
    columns = ["id", "name", "account", "found", "prospects", "best", "best_name", "best_score"]
    return Answer("next_centres", {"top": top, "top_share": TOP_SHARE, "as_of": day}, population, rows[columns], told,
                  "opening.next.about", {"customers": len(places), "strong_prospects": int(strong.sum())},
                  {who: tuple(tie for pair in some for tie in net.pairs.ties(pair))
                   for who, some in zip(rows["id"], rows["pairs"], strict=True)})  # fmt: skip
