"""On how few people or accounts our business rests: shares of the top, Gini, Herfindahl, Lorenz curve, by quarter."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import kept, standing
from graph.analysis.attribution import Forest, forest
from graph.analysis.credit import claims_on_sales, shared
from graph.analysis.people import people, today
from graph.analysis.risk import looked
from graph.analysis.settings import CREDITS
from graph.model.errors import BadValue
from graph.model.network import Network

BY = ("referrer", "root", "account", "revenue")
TOPS = (1, 5, 10)
POINTS = 100
COLUMNS = ["rank", "id", "name", "account", "value", "won", "share", "cumulative"]
Floats = NDArray[np.float64]


def concentration(
    network: Network, by: str = "referrer", top: int | None = None, as_of: date | None = None,
    revision: int | None = None, rule: str = "first",
) -> Answer:  # fmt: skip
    """How much of the won referral value came through each referrer, the biggest first (N12, QM21).

    `by` "referrer": everybody who brought somebody named, with what those bought; "root": the originators, with the
    whole chain below each; "account": the firms of the referrers; "revenue": every account's own yearly revenue.
    `rule` says to whom a sale with several claims is credited (`credit`); `won` stays with the first to refer.
    `share` and `cumulative` 0…1 of the known value. Figures: `top_1`, `top_5`, `top_10` and `top_20_percent` (the share
    of the biggest fifth, rounded up), `gini` 0 (all alike) … 1 (all through one), `hhi` 1/n … 1 (sum of squared
    shares), `lorenz` [share of the smallest, their share of the value]. None of them where nothing of known value was
    won. Sources: Lorenz 1905, Gini 1912, Herfindahl 1950.
    """
    _checked(by, BY, rule)
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    table = valued(then, trees, by)
    if by != "revenue" and rule != "first":
        table = credited(then, trees, table, by, claims_on_sales(trees)[0], rule)
    rows = table.sort_values(["value", "id"], ascending=[False, True], na_position="last", ignore_index=True)
    rows["rank"] = rows["value"].rank(method="min", ascending=False).astype("Int64")
    total = float(rows["value"].sum())
    rows["share"] = rows["value"] / total if total else np.nan
    rows["cumulative"] = rows["share"].cumsum()
    figures = {
        "total": total if total or not table["unknown"].sum() else None,
        "known": int(rows["value"].notna().sum()),
        **measured(rows["value"].dropna().to_numpy(dtype=float)),
    }
    unknown = int(table["unknown"].sum())
    population = {
        "network": "ownership" if by == "revenue" else "referral", "people": len(rows), "ties": len(trees.tree),
        "as_of": day, "revision": revision,
    }  # fmt: skip
    told = _notes(rows, total, unknown, by)
    evidence = carried(trees, rows["id"]) if by == "referrer" else {}
    rows = rows[COLUMNS] if top is None else rows[COLUMNS].head(top)
    return Answer("concentration", {"by": by, "top": top, "rule": rule, "as_of": day}, population, rows, told,
                  f"concentration.{by}.about", figures, evidence)  # fmt: skip


def valued(then: Network, trees: Forest, by: str) -> pd.DataFrame:
    """One row a holder: id, name, account, value (NaN when nothing of it is known), won, `unknown` amounts."""
    if by == "revenue":
        firms = then["Account"]
        return pd.DataFrame({
            "id": firms["id"], "name": firms["name"], "account": firms["name"], "won": pd.NA,
            "value": firms["annual_revenue"].astype(float), "unknown": firms["annual_revenue"].isna().astype(int),
        })  # fmt: skip
    tree = bought(trees)
    if by == "root":
        tree["holder"] = trees.lay.ids[trees.lay.top[pd.Index(trees.lay.ids).get_indexer(tree["to_id"].astype(object))]]
    elif by == "account":
        tree["holder"] = looked(_facts(then)["account_id"], tree["from_id"])
    else:
        tree["holder"] = tree["from_id"].astype(object)
    tree = tree[tree["holder"].notna()]
    groups = tree.groupby("holder")
    table = groups.agg(won=("won", "sum"), value=("value", "sum"), unknown=("unknown", "sum"))
    table["value"] = table["value"].where((table["unknown"] == 0) | (table["value"] > 0))
    return _named(then, table.rename_axis("id").reset_index(), by)


def credited(
    then: Network, trees: Forest, table: pd.DataFrame, by: str, claims: pd.DataFrame, rule: str
) -> pd.DataFrame:
    """`valued` with the value of those claims shared by the rule; whoever only that credits is added."""
    lay, share = trees.lay, shared(trees, claims)[rule]
    who = share.index.to_series()
    holder = who
    if by == "root":
        holder = who.map(lambda one: lay.ids[lay.top[lay.place[one]]] if one in lay.place else one)
    elif by == "account":
        holder = looked(_facts(then)["account_id"], who)
    value = share[share > 0].groupby(holder[share > 0]).sum()
    table = table.set_index("id").reindex(pd.Index(sorted({*table["id"], *value.index}), dtype=object))
    silent = table["value"].isna() & table["unknown"].gt(0)
    table["value"] = value.reindex(table.index).fillna(0.0).mask(silent & ~table.index.isin(value.index))
    table[["won", "unknown"]] = table[["won", "unknown"]].fillna(0).astype(int)
    return _named(then, table.rename_axis("id").reset_index(), by)


def _facts(then: Network) -> pd.DataFrame:
    return kept(then, ("named",), lambda: people(then).set_index("id")[["name", "account", "account_id"]])


def _named(then: Network, table: pd.DataFrame, by: str) -> pd.DataFrame:
    """The table with the name and account of each holder."""
    known = _facts(then)
    names = then["Account"].set_index("id")["name"] if by == "account" else known["name"]
    table["name"] = looked(names, table["id"])
    table["account"] = table["name"] if by == "account" else looked(known["account"], table["id"])
    return table


def _checked(by: str, allowed: tuple[str, ...], rule: str) -> None:
    if by not in allowed:
        raise BadValue("error.bad_value.choice", field="by", value=by, allowed=list(allowed))
    if rule not in CREDITS:
        raise BadValue("error.bad_value.choice", field="rule", value=rule, allowed=list(CREDITS))


def bought(trees: Forest) -> pd.DataFrame:
    """The attributed referrals with what each brought: won, value (0 for none or unknown), unknown, won_on."""
    tree = trees.tree[["from_id", "to_id", "status", "won_amount", "won_on"]].copy()
    tree["won"] = (tree["status"] == "won").astype(int)
    tree["unknown"] = ((tree["won"] == 1) & tree["won_amount"].isna()).astype(int)
    tree["value"] = tree["won_amount"].astype(float).where(tree["won"] == 1).fillna(0.0)
    return tree


def measured(values: Floats) -> dict[str, Any]:
    """Shares of the top, Gini, Herfindahl and Lorenz points of values ≥ 0; all None without any above 0.

    >>> [measured(np.array([3.0, 1.0]))[name] for name in ("top_1", "gini", "hhi")]
    [0.75, 0.25, 0.625]
    """
    n, total = len(values), float(values.sum())
    names = [*(f"top_{k}" for k in TOPS), "top_20_percent", "gini", "hhi", "lorenz"]
    if not total:
        return dict.fromkeys(names)
    rising = np.sort(values)
    held = np.r_[0.0, np.cumsum(rising)] / total
    tops = {f"top_{k}": float(1 - held[max(0, n - k)]) for k in TOPS}
    places = np.unique(np.linspace(0, n, min(n, POINTS) + 1).round().astype(int))
    return {
        **tops,
        "top_20_percent": float(1 - held[n - int(np.ceil(n * 0.2))]),
        "gini": float(1 - (held[1:] + held[:-1]).sum() / n),
        "hhi": float(((values / total) ** 2).sum()),
        "lorenz": [[float(place / n), float(held[place])] for place in places],
    }


def trend(
    network: Network, by: str = "referrer", as_of: date | None = None, revision: int | None = None, rule: str = "first"
) -> Answer:
    """How concentrated the won referral value was in each quarter with a dated purchase, oldest first.

    Columns as the figures of `concentration`, over those who brought a purchase in that quarter; `id` is like 2026Q2.
    `rule` as there.
    """
    _checked(by, BY[:3], rule)
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    tree = trees.tree
    dated = tree[(tree["status"] == "won") & tree["won_on"].notna()]
    quarters, rows = dated["won_on"].dt.to_period("Q"), []
    claims, buyer = claims_on_sales(trees)[0], tree["to_id"].astype(object).map(trees.lay.place)
    for quarter in sorted(quarters.unique()):
        these = quarters.index[quarters == quarter]
        part = valued(then, _only(trees, these), by)
        if rule != "first":
            part = credited(then, trees, part, by, claims[claims["person"].isin(buyer[these])], rule)
        found = measured(part["value"].dropna().to_numpy(dtype=float))
        rows.append({"id": str(quarter), "name": str(quarter), "value": float(part["value"].sum()), "n": len(part),
                     **{name: one for name, one in found.items() if name != "lorenz"}})  # fmt: skip
    columns = ["id", "name", "value", "n", *(f"top_{k}" for k in TOPS), "top_20_percent", "gini", "hhi"]
    undated = int(((tree["status"] == "won") & tree["won_on"].isna()).sum())
    told = [] if rows else [Sentence("concentration.note.no_quarters", {})]
    told += [Sentence("concentration.note.undated", {"n": undated})] if undated else []
    population = {"network": "referral", "people": len(trees.lay.ids), "ties": len(tree), "as_of": day,
                  "revision": revision}  # fmt: skip
    return Answer("concentration_trend", {"by": by, "rule": rule, "as_of": day}, population,
                  pd.DataFrame(rows, columns=columns), told, "concentration.trend.about")  # fmt: skip


class _Part:
    """A forest of which only some referrals count; who stands above whom is the whole forest's."""

    def __init__(self, tree: pd.DataFrame, trees: Forest) -> None:
        self.tree, self.lay = tree, trees.lay


def _only(trees: Forest, rows: pd.Index) -> Any:
    return _Part(trees.tree.loc[rows], trees)


def carried(trees: Forest, who: pd.Series) -> dict[str, tuple[str, ...]]:
    """The ties of the won referrals of each of these referrers."""
    won = trees.tree[(trees.tree["status"] == "won") & trees.tree["from_id"].isin(who)]
    found: dict[str, list[str]] = {}
    for referrer, ties in zip(won["from_id"].tolist(), won["ties"].tolist(), strict=True):
        found.setdefault(referrer, []).extend(ties)
    return {referrer: tuple(ties) for referrer, ties in found.items()}


def _notes(rows: pd.DataFrame, total: float, unknown: int, by: str) -> list[Sentence]:
    if not len(rows):
        return [Sentence("concentration.note.nobody" if by != "revenue" else "risk.note.no_accounts", {})]
    told = [] if total else [Sentence("concentration.note.no_value", {})]
    return told + ([Sentence("concentration.note.unknown", {"n": unknown})] if unknown else [])
