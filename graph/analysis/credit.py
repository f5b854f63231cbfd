"""Who is credited with what was sold to referred people, under five rules side by side. Information, never a reward."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis import lineage
from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.attribution import Forest, forest, known, population
from graph.analysis.lineage import Places
from graph.analysis.people import standing, today
from graph.analysis.settings import CREDITS, setting
from graph.model.errors import BadValue
from graph.model.network import Network

HALF_LIFE_DAYS = 30.0
DISCOUNT = 0.5
MOST_CLAIMS = 10
COLUMNS = ["rank", "id", "name", "account", "credit", *CREDITS, "discounted"]


def credit(network: Network, rule: str | None = None, as_of: date | None = None, revision: int | None = None) -> Answer:
    """One row a credited referrer: what each rule gives them of the won value, in the account's money.

    The claims on a sale are all consented referrals of the buyer made by the day of the sale. `first` and `last` give
    all to the earliest or latest, `linear` the same to each, `time_decay` half as much for every 30 days that a claim
    is older than the last one. `path_removal` gives each person on the ways to the buyer, originators too, the Shapley
    value (1953) of the game in which the sale is made as long as one whole way is there. Each rule's credits sum to
    `won_value`. `credit` is under `rule`, else the stored one (`chains.credit`). `discounted` is for information: all
    sales below a person, half as much for each further generation; it sums to nothing in particular. Sales of unknown
    amount are left out and told.
    """
    if rule is not None and rule not in CREDITS:
        raise BadValue("error.bad_value.choice", field="rule", value=rule, allowed=list(CREDITS))
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    used = rule or str(setting(network, "chains.credit"))
    claims, left = claims_on_sales(trees)
    table = shared(trees, claims)
    table["credit"] = table[used]
    table = table[(table[list(CREDITS)] != 0).any(axis=1)].rename_axis("id").reset_index()
    table = table.join(known(then, table["id"])[["name", "account"]], on="id")
    table = table.sort_values(["credit", "id"], ascending=[False, True], ignore_index=True)
    table["rank"] = table["credit"].rank(method="min", ascending=False).astype("Int64")
    sales = claims.drop_duplicates("person")
    figures = {"won_value": float(sales["amount"].sum()), "sales": len(sales), "rule": used}
    settings = {
        "rule": used, "as_of": day, "half_life_days": HALF_LIFE_DAYS, "discount": DISCOUNT, "most_claims": MOST_CLAIMS
    }  # fmt: skip
    on = population(then, trees, day, revision)
    told = _notes(table, claims, left)
    return Answer("credit", settings, on, table[COLUMNS], told, "chains.credit.about", figures)


def sales_of(network: Network, who: str, rule: str, as_of: date | None = None) -> pd.DataFrame:
    """The sales of which a person has a share under the rule, newest first: id, name, account, won_on, won_amount.

    One row a buyer, sales of unknown amount left out as in `credit`. Under `path_removal` a share comes from every
    buyer below; under the others from those whom the person referred. Nobody's: no rows.
    """
    then = standing(network, today(as_of))
    trees = forest(then)
    claims, lay = claims_on_sales(trees)[0], trees.lay
    mine = claims["from_id"].astype(object) == who
    if rule == "path_removal" and who in lay.place:
        place = lay.place[who]
        walked = lay.walk[claims["claimant"].to_numpy(int)] - lay.walk[place]
        mine |= (claims["claimant"] >= 0) & (walked >= 0) & (walked < lay.size[place])
    if rule == "first":
        mine &= ~claims["person"].duplicated()
    elif rule == "last":
        mine &= ~claims["person"].duplicated(keep="last")
    rows = claims[mine].drop_duplicates("person")
    rows = rows.assign(id=lay.ids[rows["person"].to_numpy(int)], won_amount=rows["amount"], status="won")
    won = trees.tree.set_index(trees.tree["to_id"].astype(object))["won_on"]
    rows = rows.join(known(then, rows["id"])[["name", "account"]], on="id").assign(won_on=lambda t: t["id"].map(won))
    columns = ["id", "name", "account", "status", "won_on", "won_amount"]
    return rows.sort_values(["won_on", "id"], ascending=[False, True], ignore_index=True)[columns]


def claims_on_sales(trees: Forest) -> tuple[pd.DataFrame, dict[str, int]]:
    """One row a claim on a sale of known amount, the buyer's earliest first: person and claimant (places), on, amount.

    And how many were left out: sales of `unknown` amount, claims `late` after the sale, `own` claims by people whom
    the buyer brought, `ring` sales to people whose first referral would close a ring.
    """
    lay = trees.lay
    table = pd.concat([trees.tree.assign(turn=0), trees.assists.assign(turn=1)], ignore_index=True)
    person = table["to_id"].astype(object).map(lay.place)
    table = table.assign(
        person=person, claimant=table["from_id"].astype(object).map(lay.place).fillna(-1),
        won=table["status"] == "won",
    )  # fmt: skip
    bought = table[table["won"]].sort_values("turn", kind="stable")
    ring = int(bought[bought["person"].isna()]["to_id"].nunique()) + _refused_sales(trees, bought)
    bought = bought.dropna(subset="person").drop_duplicates("person").set_index("person")
    bought = bought[lay.row[bought.index.astype(int)] >= 0]
    unknown = int(bought["won_amount"].isna().sum())
    sold = bought.dropna(subset="won_amount")
    rows = table[table["person"].isin(sold.index)].astype({"person": int, "claimant": int})
    sale = sold[["won_on", "won_amount"]].reindex(rows["person"]).set_axis(rows.index)
    late = (rows["turn"] == 1) & (rows["on"] > sale["won_on"])
    start, size = lay.walk[rows["person"]], lay.size[rows["person"]]
    told = lay.walk[rows["claimant"]]
    own = (rows["claimant"] >= 0).to_numpy() & (told >= start) & (told < start + size)
    kept = rows[~late & ~own].assign(amount=sale["won_amount"])
    kept = kept.drop_duplicates(["person", "from_id"])
    left = {"unknown": unknown, "late": int(late.sum()), "own": int((own & ~late).sum()), "ring": ring}
    order = ["person", "turn", "on", "referral_id"]
    names = ["person", "claimant", "from_id", "on", "amount"]
    return kept.sort_values(order, ignore_index=True)[names], left


def _refused_sales(trees: Forest, bought: pd.DataFrame) -> int:
    refused = trees.refused[trees.refused["status"] == "won"]
    return int((~refused["to_id"].isin(bought["to_id"])).sum())


def shared(trees: Forest, claims: pd.DataFrame) -> pd.DataFrame:
    """Money by referrer's id under every rule, and `discounted`."""
    amount, person = claims["amount"].to_numpy(float), claims["person"]
    begins, ends = ~person.duplicated().to_numpy(), ~person.duplicated(keep="last").to_numpy()
    newest = claims.groupby("person")["on"].transform("max")
    oldest = claims.groupby("person")["on"].transform("min")
    age = (newest - claims["on"].fillna(oldest)).dt.days.fillna(0).to_numpy(float)
    weights = {
        "first": begins.astype(float), "last": ends.astype(float), "linear": np.ones(len(claims)),
        "time_decay": 0.5 ** (age / HALF_LIFE_DAYS),
    }  # fmt: skip
    whose = claims["from_id"].astype(object)
    table = pd.DataFrame(index=pd.Index(sorted({*trees.lay.ids.tolist(), *whose}), dtype=object))
    for name, weight in weights.items():
        share = weight / pd.Series(weight).groupby(person.to_numpy()).transform("sum").to_numpy()
        table[name] = pd.Series(share * amount).groupby(whose.to_numpy()).sum().reindex(table.index)
    by_place, outside = path_removal(trees, claims)
    lay = trees.lay
    sold = np.zeros(len(lay.up))
    sold[person[begins]] = amount[begins]
    discounted = pd.Series(lineage.below(lay.up, sold, keep=DISCOUNT), index=lay.ids)
    removal = pd.Series(by_place, index=lay.ids).add(outside, fill_value=0.0)
    return table.assign(path_removal=removal, discounted=discounted).fillna(0.0)


def path_removal(trees: Forest, claims: pd.DataFrame) -> tuple[NDArray[np.float64], pd.Series]:
    """The Shapley value of everybody on the ways to each buyer: by place of the forest, and by id of who is outside.

    A claim's way is its claimant with all originators above in the forest. A sale with one way is shared equally; one
    with several goes by inclusion and exclusion over their unions, the first 10 claims at most.
    """
    lay = trees.lay
    at, outside = np.zeros(len(lay.up) + 1), dict[str, float]()
    several = claims["person"].duplicated(keep=False).to_numpy()
    one = claims[~several]
    np.add.at(at, one["claimant"].to_numpy(int), one["amount"].to_numpy(float) / _steps(lay.depth, one["claimant"]))
    table = list(lineage.leaps(lay.up))
    for _, claim in claims[several].groupby("person"):
        few = claim.head(MOST_CLAIMS)
        places, ids = few["claimant"].tolist(), few["from_id"].tolist()
        amount = float(few["amount"].iloc[0])
        for chosen in _subsets(len(few)):
            inside = sorted((places[i] for i in chosen if places[i] >= 0), key=lambda p: int(lay.walk[p]))
            meets = [lineage.meeting(table, lay.depth, a, b) for a, b in pairwise(inside)]
            alone = [ids[i] for i in chosen if places[i] < 0]
            size = len(alone) + sum(int(lay.depth[p]) + 1 for p in inside)
            size -= sum(int(lay.depth[p]) + 1 for p in meets if p >= 0)
            share = (-1) ** (len(chosen) + 1) * amount / size
            for place in inside:
                at[place] += share
            for place in meets:
                at[place] -= share
            for who in alone:
                outside[who] = outside.get(who, 0.0) + share
    at = at[:-1]
    return at + lineage.below(lay.up, at), pd.Series(outside, dtype=float)


def _steps(depth: Places, claimant: pd.Series) -> NDArray[np.int64]:
    return np.asarray(depth[claimant.to_numpy(int)] + 1, np.int64)


def _subsets(n: int) -> Iterator[tuple[int, ...]]:
    for size in range(1, n + 1):
        yield from combinations(range(n), size)


def _notes(table: pd.DataFrame, claims: pd.DataFrame, left: dict[str, int]) -> list[Sentence]:
    """That this is no base for rewards, whether the rules agree on who comes first, and what was left out."""
    if not len(table):
        told = [Sentence("chains.credit.none", {})]
    else:
        told = [Sentence("chains.credit.information", {}), _agreement(table)]
    told += [Sentence(f"chains.credit.{name}", {"n": n}) for name, n in left.items() if n]
    many = int((claims.groupby("person").size() > MOST_CLAIMS).sum())
    return told + ([Sentence("chains.credit.many", {"n": many, "most": MOST_CLAIMS})] if many else [])


def _agreement(table: pd.DataFrame) -> Sentence:
    best = {rule: table["name"].iloc[int(table[rule].to_numpy().argmax())] for rule in CREDITS}
    top: list[Any] = list(dict.fromkeys(best.values()))
    if len(top) == 1:
        return Sentence("chains.credit.agree", {"name": str(top[0])})
    said = [
        Sentence("chains.credit.best", {"rule": Term(f"chains.credit.rule.{rule}"), "name": str(name)})
        for rule, name in best.items()
    ]
    return Sentence("chains.credit.differ", {"best": said})
