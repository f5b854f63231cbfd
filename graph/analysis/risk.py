"""Where business hangs by a thread: orphaned accounts, single contacts, people and ties that hold parts together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis import strength
from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import Arrays, arrays_of, kept, standing
from graph.analysis.people import each, facts_only, people, today
from graph.analysis.project import projection, rep_nodes
from graph.engine import cuts
from graph.model.network import Network
from graph.model.vocab import VOCAB

ENGAGED = VOCAB["relationship_stage"].order["engagement"]
OWNER_STATES = ("orphaned", "single_rep", "never_owned", "covered")


def orphans(
    network: Network, leaving: Collection[str] = (), as_of: date | None = None, revision: int | None = None
) -> Answer:
    """Accounts by who looks after them, the orphaned first: orphaned (everybody who owned it is gone), single_rep (one
    active owner), never_owned (nobody is on record), covered (two or more).

    An owner is gone when the ownership has ended or the rep is inactive or in `leaving` (what if they left?).
    """
    day = today(as_of)
    then = standing(network, day)
    begun = network["OWNS"][~(network["OWNS"]["since"] > pd.Timestamp(day))]
    staying = active_reps(network)
    staying = staying[~staying.isin(list(leaving))]
    held = then["OWNS"][then["OWNS"]["from_id"].isin(staying)]
    now, ever = grouped_owners(held), grouped_owners(begun)
    rows = then["Account"][["id", "name", "region"]].copy()
    rows["reps"] = [now.get(account, []) for account in rows["id"]]
    rows["former"] = [sorted(set(ever.get(a, [])) - set(r)) for a, r in each(rows, "id", "reps")]
    rows["state"] = [_state(len(r), bool(f)) for r, f in each(rows, "reps", "former")]
    rows["order"] = rows["state"].map({state: place for place, state in enumerate(OWNER_STATES)})
    rows = rows.sort_values(["order", "id"], ignore_index=True).drop(columns="order")
    settings = {"leaving": sorted(leaving), "as_of": day}
    population = {
        "network": "ownership", "people": len(staying), "accounts": len(rows), "ties": len(held), "as_of": day,
        "revision": revision,
    }  # fmt: skip
    told = [] if len(rows) else [Sentence("risk.note.no_accounts", {})]
    return Answer("orphans", settings, population, rows, told, "risk.orphans.about")


def active_reps(network: Network) -> pd.Series:
    """Ids of the reps who still work for us."""
    return network["Rep"]["id"][network["Rep"]["active"] != "no"]


def owners(then: Network, reps: pd.Series) -> dict[str, list[str]]:
    """Which of these reps own each account, in order of id; accounts none of them owns are absent."""
    return grouped_owners(then["OWNS"][then["OWNS"]["from_id"].isin(reps)])


def grouped_owners(held: pd.DataFrame) -> dict[str, list[str]]:
    """Owners by account from OWNS rows, each once and in order of id."""
    found: dict[str, list[str]] = {}
    for account, rep in each(held.drop_duplicates(["to_id", "from_id"]).sort_values("from_id"), "to_id", "from_id"):
        found.setdefault(account, []).append(rep)
    return found


def _state(owners: int, had: bool) -> str:
    if owners:
        return "single_rep" if owners == 1 else "covered"
    return "orphaned" if had else "never_owned"


def account_contacts(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """How many threads each account hangs by, fewest first.

    `people` work there, `contacts` of them we know (above not_met), `engaged` of those at engagement or deeper;
    `single_threaded` when fewer than two are engaged; `only` is the one contact there is, else None.
    """
    day = today(as_of)
    then = standing(network, day)
    deepest = threads(then, day).groupby("from_id")["stage"].max()
    jobs = then["WORKS_AT"][["from_id", "to_id"]].drop_duplicates()
    jobs = jobs.assign(known=jobs["from_id"].isin(deepest.index), stage=jobs["from_id"].map(deepest).fillna(0))
    jobs["engaged"] = jobs["stage"] >= ENGAGED
    counts = jobs.groupby("to_id").agg(
        people=("from_id", "size"), contacts=("known", "sum"), engaged=("engaged", "sum")
    )
    one = jobs[jobs["known"]].groupby("to_id")["from_id"].agg(["size", "first"])
    rows = then["Account"][["id", "name", "region"]].copy()
    for name in ("people", "contacts", "engaged"):
        rows[name] = rows["id"].map(counts[name]).fillna(0).astype(int)
    rows["single_threaded"] = rows["engaged"] < 2
    rows["only"] = [one["first"][a] if a in one.index and one["size"][a] == 1 else None for a in rows["id"]]
    rows = rows.sort_values(["engaged", "contacts", "id"], ignore_index=True)
    population = {
        "network": "coverage", "people": len(then["Person"]), "accounts": len(rows), "ties": len(then["CONTACT"]),
        "as_of": day, "revision": revision,
    }  # fmt: skip
    told = [] if len(rows) else [Sentence("risk.note.no_accounts", {})]
    return Answer("account_contacts", {"as_of": day}, population, rows, told, "risk.contacts.about")


def threads(then: Network, day: date) -> pd.DataFrame:
    """Contacts of active reps with people they have met, one row a rep and person, strongest first for each person.

    id of the tie, rep, from_id (the person), strength 0…0.95, stage 1…4 (unknown counts as 1).
    """
    return kept(then, ("threads", day), lambda: _threads(then, day))


def _threads(then: Network, day: date) -> pd.DataFrame:
    contacts = facts_only(then["CONTACT"])
    contacts = contacts.assign(
        rep=contacts["from_id"], from_id=contacts["to_id"], strength=strength.contact(contacts, day),
        stage=contacts["relationship_stage"].astype("str").map(VOCAB["relationship_stage"].order).fillna(1),
    )  # fmt: skip
    contacts = contacts[contacts["rep"].isin(active_reps(then)) & (contacts["strength"] > 0)]
    contacts = contacts.sort_values(["from_id", "strength", "rep"], ascending=[True, False, True], ignore_index=True)
    return contacts[["id", "rep", "from_id", "strength", "stage"]]


def looked(values: pd.Series, ids: pd.Series) -> pd.Series:
    """The value of each id (values are by id), unknown where there is none; an empty `values` is no trouble."""
    return values.reindex(ids.to_numpy(dtype=object)).set_axis(ids.index)


def cut_points(
    network: Network, on: str = "acquaintance", as_of: date | None = None, revision: int | None = None
) -> Answer:
    """People (and reps, in the access network) without whom the network falls apart, by how many they hold together.

    `cut_off`: people separated from the largest remaining part. Directions do not matter.
    """
    day = today(as_of)
    then = standing(network, day)
    net = arrays_of(then, projection(on).name, day)
    found = cuts.cut_off(net.ways.simple, _persons(net, then))
    names = _names(then, net)
    rows = pd.DataFrame({"id": net.ids[found.nodes], "cut_off": found.lost.astype(int)})
    rows["name"], rows["account"] = looked(names["name"], rows["id"]), looked(names["account"], rows["id"])
    rows = rows[["id", "name", "account", "cut_off"]]
    rows = rows.sort_values(["cut_off", "id"], ascending=[False, True], ignore_index=True)
    return Answer("cut_points", {"network": on, "as_of": day}, _population(net, on, day, revision), rows,
                  _none(rows, net), "risk.cut_points.about")  # fmt: skip


def bridges(
    network: Network, on: str = "acquaintance", as_of: date | None = None, revision: int | None = None
) -> Answer:
    """Ties that alone join two parts, by how many people are on the smaller side; `ties` are the recorded tie ids."""
    day = today(as_of)
    then = standing(network, day)
    net = arrays_of(then, projection(on).name, day)
    found = cuts.bridges(net.ways.simple, _persons(net, then))
    names = _names(then, net)["name"]
    rows = pd.DataFrame({"id": net.ids[found.a], "to": net.ids[found.b], "cut_off": found.smaller.astype(int)})
    rows["ties"] = pd.Series([net.pairs.ties(int(pair)) for pair in found.tie], index=rows.index, dtype=object)
    turned = rows["id"] > rows["to"]
    rows["id"], rows["to"] = rows["id"].mask(turned, rows["to"]), rows["to"].mask(turned, rows["id"])
    rows["name"], rows["to_name"] = looked(names, rows["id"]), looked(names, rows["to"])
    rows = rows[["id", "name", "to", "to_name", "cut_off", "ties"]]
    rows = rows.sort_values(["cut_off", "id", "to"], ascending=[False, True, True], ignore_index=True)
    return Answer("bridges", {"network": on, "as_of": day}, _population(net, on, day, revision), rows,
                  _none(rows, net), "risk.bridges.about")  # fmt: skip


def _persons(net: Arrays, then: Network) -> Any:
    """1 for each node that is a person, 0 for a rep."""
    return (np.arange(net.n) < len(then["Person"])).astype(float)


def _names(then: Network, net: Arrays) -> pd.DataFrame:
    """Name and account of every node by id; reps have no account."""
    reps = then["Rep"]
    ours = pd.DataFrame({"id": rep_nodes(then, reps["id"]), "name": reps["name"]})
    return pd.concat([people(then)[["id", "name", "account"]], ours]).set_index("id")


def _population(net: Arrays, on: str, day: date, revision: int | None) -> dict[str, Any]:
    return {"network": on, "people": net.n, "ties": net.ties, "as_of": day, "revision": revision}


def _none(rows: pd.DataFrame, net: Arrays) -> list[Sentence]:
    if not net.n:
        return [Sentence("analysis.note.nobody", {})]
    return [] if len(rows) else [Sentence("risk.note.nothing_hangs", {})]
