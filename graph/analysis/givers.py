"""Whose names turn into customers, and whether referrals turn into customers more often than other contacts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import Forest, forest, known, population
from graph.analysis.people import each, standing, today
from graph.analysis.requests import CONFIDENCE, SMALL_SAMPLE, wilson
from graph.analysis.totals import CONTACTED
from graph.model.network import Network
from graph.model.vocab import UNKNOWN

LEAST_REFERRALS = 3
PRIOR = 4.0
GIVER = ["id", "name", "account", "made", "consented", "won", "rate", "low", "high", "expected", "value"]
SOURCE = ["kind", "source", "contacted", "won", "rate", "low", "high", "small", "cost"]


def givers(
    network: Network, as_of: date | None = None, least: int = LEAST_REFERRALS, revision: int | None = None
) -> Answer:
    """Referrers with at least `least` referrals, best first: how many of their names turned into customers.

    `made` requests to them, `consented` and `won` of the people they named (second claims count here too), rate =
    won ÷ consented with its 90 % Wilson interval, NaN and 0…1 while nobody consented. `expected` is the rate drawn
    towards everybody's as if four more names had turned out average; rows stand in its order. `value` is of their
    attributed sales, NaN where something was won for an unknown amount only.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    claims = pd.concat([trees.tree, trees.assists, trees.refused])
    claims = claims.assign(won=claims["status"] == "won", id=claims["from_id"].astype(object))
    names = claims.groupby("id").agg(consented=("won", "size"), won=("won", "sum"))
    sold = trees.tree[trees.tree["status"] == "won"].groupby(trees.tree["from_id"].astype(object))["won_amount"]
    made = then["MADE"]["from_id"].astype(object).value_counts()
    table = pd.DataFrame({"made": made}).join(names).fillna({"consented": 0, "won": 0}).astype(int)
    table["value"] = sold.sum(min_count=1).reindex(table.index).where(sold.size().reindex(table.index) > 0, 0.0)
    usual = float(table["won"].sum() / table["consented"].sum()) if table["consented"].sum() else np.nan
    table["rate"] = table["won"] / table["consented"].where(table["consented"] > 0)
    table["expected"] = (table["won"] + PRIOR * usual) / (table["consented"] + PRIOR)
    few = int((table["made"] < least).sum())
    rows = table[table["made"] >= least].rename_axis("id").reset_index()
    ends = [wilson(won, n) for won, n in each(rows, "won", "consented")]
    rows["low"], rows["high"] = [low for low, _ in ends], [high for _, high in ends]
    about = known(then, rows["id"])[["name", "account"]]
    rows = rows.join(about, on="id").sort_values(["expected", "id"], ascending=[False, True], ignore_index=True)
    told = [] if len(rows) else [Sentence("chains.givers.none", {"least": least})]
    if few:
        told.append(Sentence("chains.givers.few", {"n": few, "least": least}))
    settings = {"as_of": day, "least": least, "prior": PRIOR, "confidence": CONFIDENCE, "interval": "wilson"}
    figures = {"rate": usual}
    on = population(then, trees, day, revision)
    return Answer("givers", settings, on, rows[GIVER], told, "chains.givers.about", figures)


def referred_or_not(network: Network, as_of: date | None = None, revision: int | None = None) -> Answer:
    """Referrals beside all other contacts: won ÷ contacted by where people came from, with 90 % Wilson intervals.

    `kind` is "referral" (by who referred: old customer, coach …; won is the referral's outcome, `cost` the campaigns'
    cost of asking, NaN where none is recorded) or "other" (people our reps are in contact with whom nobody referred,
    by where their data come from; won is that they are a customer). The two outcomes are not recorded in the same
    way, and the people differ: a comparison, not a cause.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    rows = pd.concat([_referred(then, trees), _others(then, trees)], ignore_index=True)
    rows["rate"] = rows["won"] / rows["contacted"]
    ends = [wilson(won, n) for won, n in each(rows, "won", "contacted")]
    rows["low"], rows["high"] = [low for low, _ in ends], [high for _, high in ends]
    rows["small"] = rows["contacted"] < SMALL_SAMPLE
    rows = rows.sort_values(["kind", "rate", "source"], ascending=[False, False, True], ignore_index=True)
    figures = {f"{kind}_{name}": int(rows[name][rows["kind"] == kind].sum())
               for kind in ("referral", "other") for name in ("contacted", "won")}  # fmt: skip
    told = [Sentence("chains.sources.care" if len(rows) else "chains.sources.none", {})]
    settings = {"as_of": day, "confidence": CONFIDENCE, "interval": "wilson", "small_sample": SMALL_SAMPLE}
    on = population(then, trees, day, revision)
    return Answer("referred_or_not", settings, on, rows[SOURCE], told, "chains.sources.about", figures)


def _referred(then: Network, trees: Forest) -> pd.DataFrame:
    tree = trees.tree
    met = tree[(tree["step"] >= CONTACTED) | (tree["status"] == "declined")]
    price = then["UNDER"].assign(cost=then["UNDER"]["to_id"].map(then["Campaign"].set_index("id")["cost_per_ask"]))
    cost = price.groupby(price["from_id"].astype(object))["cost"].sum(min_count=1)
    asked = then["Referral"][["id", "source"]].assign(cost=cost.reindex(then["Referral"]["id"]).to_numpy(float))
    costs = asked.groupby(asked["source"].astype(str))["cost"].sum(min_count=1)
    found = met.assign(won=met["status"] == "won").groupby(met["source"].astype(str))["won"].agg(["size", "sum"])
    return _rows("referral", found).assign(cost=costs.reindex(found.index).to_numpy(float))


def _others(then: Network, trees: Forest) -> pd.DataFrame:
    contacts = then["CONTACT"]
    known = contacts["to_id"][~contacts["relationship_stage"].isin(["not_met", UNKNOWN])]
    persons = then["Person"]
    persons = persons[persons["id"].isin(known) & ~persons["id"].isin(trees.tree["to_id"])]
    bought = persons.assign(won=persons["customer_status"] == "customer")
    found = bought.groupby(persons["data_source"].astype(str))["won"].agg(["size", "sum"])
    return _rows("other", found).assign(cost=np.nan)


def _rows(kind: str, found: pd.DataFrame) -> pd.DataFrame:
    found = found[found["size"] > 0]
    columns = {
        "source": found.index.astype(object),
        "contacted": found["size"].to_list(),
        "won": found["sum"].to_list(),
    }
    return pd.DataFrame(columns).astype({"contacted": int, "won": int}).assign(kind=kind)
