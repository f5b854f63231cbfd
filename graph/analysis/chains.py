"""Referral chains (连锁): who brought whom, in generations, how far it carries and what came of it."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis import anatomy, virality
from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import Forest, forest, known, population
from graph.analysis.later import later
from graph.analysis.people import standing, today
from graph.analysis.requests import CONFIDENCE, SMALL_SAMPLE, funnel, promises, wilson
from graph.analysis.totals import IDEAL, generations, grouped, members, totals
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network

__all__ = ["BY", "chains", "forest", "funnel", "generations", "promises", "shape", "stages", "tree", "wilson"]

BY = {
    "reach": "reach", "value": "value_downstream", "value_direct": "value_direct", "depth": "depth", "won": "won",
    "direct": "direct", "promises": "promises",
}  # fmt: skip
COLUMNS = [
    "rank", "id", "name", "account", "generation", "reach", "direct", "depth", "won", "value_direct",
    "value_downstream", "share", "promises", "generations",
]  # fmt: skip
FARTHEST = 63
STAGE = [
    "generation", "ideal", "named", "contacted", "won", "branching", "conversion", "low", "high", "small", "days",
    "value", "assists",
]  # fmt: skip


def chains(
    network: Network,
    who: str | None = None,
    top: int | None = None,
    by: str = "reach",
    as_of: date | None = None,
    revision: int | None = None,
) -> Answer:
    """All originators, or one person's chain: reach (people below), depth (generations below), won, value, generations.

    `generation` is the person's own, 0 for an originator and unknown outside every chain. `share` 0…1 is that of the
    value below all originators, NaN while nothing of known amount was won; originators' shares sum to 1. Values are
    information about what came of it and never a claim to a reward: only the direct referrer may ever have one.
    """
    if by not in BY:
        raise BadValue("error.bad_value.choice", field="by", value=by, allowed=list(BY))
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    tops = trees.roots if who is None else [found(then, who)]
    rows = described(then, trees, ordered(then, trees, tops, by), top)
    settings = {"who": who, "top": top, "by": by, "as_of": day, "attribution": "first_consented"}
    on = population(then, trees, day, revision) | {"originators": len(trees.roots)}
    evidence = {one: direct(trees, one) for one in rows["id"]}
    told = notes(then, trees, who) + later(network, day, "referral")
    return Answer("chains", settings, on, rows[COLUMNS], told, "chains.about", {}, evidence)


def direct(trees: Forest, who: str) -> tuple[str, ...]:
    """Ids of the ties of the referrals that somebody made themselves and that count in the chain."""
    return tuple(tie for kid in trees.children.get(who, ()) for tie in trees.carriers[kid])


def found(then: Network, who: str) -> str:
    """The id, if such a person is known that day; else NotFound."""
    if not (then["Person"]["id"] == who).any():
        raise NotFound("error.not_found.person", who=who)
    return who


def ordered(then: Network, trees: Forest, tops: list[str], by: str) -> pd.DataFrame:
    """What is below each of `tops` in numbers, the most by `by` first (then by id), with rank and share."""
    below = totals(trees)
    whole = float(below["value"][trees.lay.up < 0].sum())
    below, owed = below.reindex(sorted(tops)), promised(then)
    table = pd.DataFrame(
        {
            "id": below.index,
            **{name: below[name].fillna(0).to_numpy(int) for name in ("reach", "direct", "depth", "won")},
            "value_direct": _money(below, "value_direct"), "value_downstream": _money(below, "value"),
            "promises": [owed.get(top, 0) for top in below.index],
        }
    )  # fmt: skip
    table["share"] = table["value_downstream"] / (whole or math.nan)
    table["rank"] = table[BY[by]].rank(method="min", ascending=False).astype("Int64")
    most = np.argsort(-table[BY[by]].to_numpy(float), kind="stable")
    return table.iloc[most].reset_index(drop=True)


def described(then: Network, trees: Forest, table: pd.DataFrame, top: int | None) -> pd.DataFrame:
    """The first `top` rows of `ordered` with who they are, their own generation and the generations below them."""
    table = table if top is None else table.head(top)
    tops = table["id"].tolist()
    about, stages_of = known(then, tops), grouped(members(trees, tops))
    lay = trees.lay
    own = [int(lay.depth[lay.place[one]]) if one in lay.place else None for one in tops]
    return table.assign(
        name=about["name"].to_list(), account=about["account"].to_list(), generation=pd.array(own, dtype="Int64"),
        generations=pd.Series([stages_of.get(one, []) for one in tops], table.index, object),
    )  # fmt: skip


def _money(below: pd.DataFrame, name: str) -> list[Any]:
    """Values, 0 for people who referred nobody and NaN where something was won for an unknown amount."""
    return below[name].where(below["reach"].notna(), 0.0).to_list()


def tree(network: Network, who: str, as_of: date | None = None) -> pd.DataFrame:
    """One chain to draw, nearest first: id, name, account, parent (None for `who`), generation from `who`.

    With the referral that brought each (referral, technique, status, step 1…7, asked_on, consented_on, won_on, ties)
    and what came of it (contacted, won, won_amount, days from asking to consent).
    """
    then = standing(network, today(as_of))
    trees = forest(then)
    table = members(trees, [found(then, who)]).drop(columns="top")
    brought = trees.tree.set_index(trees.tree["to_id"].astype(object)).rename(columns={"referral_id": "referral"})
    kept = ["referral", "technique", "status", "step", "asked_on", "consented_on", "won_on", "ties"]
    told = brought[kept].reindex(table["id"]).reset_index(drop=True)
    names = known(then, table["id"])[["name", "account"]].reset_index(drop=True)
    whole = pd.concat([table, names, told], axis=1)
    top = whole["generation"] == 0
    return whole.assign(**{name: whole[name].mask(top) for name in (*kept, "won_amount", "days")})


def shape(network: Network, who: str, as_of: date | None = None) -> dict[str, Any]:
    """One chain in figures: people, generations, contacted, won, value (of known amounts), and

    reproduction: mean number of people whom each of those referred brings, with `reproduction_low` and `_high` (90 %),
    `reproduction_people` watched for the whole `horizon_days`, and in a word `growth` (`anatomy.reproduction`; NaN
    unknown); virality: mean steps between two members (None when alone), and in a word `form`; broken: ids of people
    who bought, brought nobody and were not asked since.
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    table = members(trees, [found(then, who)])
    place, deep = anatomy.chain_of(then, trees, who)
    time = anatomy.Clock.of(trees, day)
    grows = anatomy.mean_count(time, place[deep > 0], time.horizon)
    steps = virality.virality(trees, place)
    ends = anatomy.broken(then, trees, place, deep, day)
    return {
        "people": len(table), "generations": int(table["generation"].max()),
        "contacted": int(table["contacted"].sum()), "won": int(table["won"].sum()),
        "value": float(table["won_amount"].sum()), "reproduction": grows.r, "reproduction_low": grows.low,
        "reproduction_high": grows.high, "reproduction_people": grows.watched,
        "growth": anatomy.growth(grows), "horizon_days": time.horizon, "virality": None if math.isnan(steps) else steps,
        "form": virality.form(steps, len(table)), "broken": ends["id"][ends["status"] == "won"].tolist(),
    }  # fmt: skip


def stages(network: Network, who: str | None = None, as_of: date | None = None, revision: int | None = None) -> Answer:
    """One row a generation of all chains together, or of one person's chain; 0 is who stands at the top.

    `ideal` is 2 to the power of the generation for everybody at the top (None from 63 on); `named` people, `contacted`
    and `won` of them, `branching` = named ÷ named of the generation before, `conversion` = won ÷ contacted, 90 % Wilson
    interval `low` to `high` (all NaN when nobody was contacted), `small` when fewer than 15 were, `days` the median
    from asking to consent, `value` bought (of known amounts), `assists` later referrals of the same people. Nothing
    came of generation 0 here: only ideal, named and assists are known. No chain: no rows, and a note. Figures: `tops`,
    and `thin`, the first generation whose branching is below 2 (None when there is none).
    """
    day = today(as_of)
    then = standing(network, day)
    trees = forest(then)
    table = members(trees, trees.roots if who is None else [found(then, who)])
    rows = pd.DataFrame(generations(table)).rename(columns={"g": "generation"})
    childless = len(rows) == 1
    rows = _told(rows.iloc[int(childless) :].reindex(columns=STAGE), _assisted(trees, table))
    thin = rows["generation"][rows["branching"] < IDEAL].head(1).astype(int).tolist()
    settings = {
        "who": who, "as_of": day, "attribution": "first_consented", "confidence": CONFIDENCE, "interval": "wilson",
        "small_sample": SMALL_SAMPLE,
    }  # fmt: skip
    figures = {"tops": int((table["generation"] == 0).sum()) if len(rows) else 0, "thin": thin[0] if thin else None}
    told = [*notes(then, trees, who), *_thin(rows, figures["thin"])]
    if who in trees.generation and childless:
        told.insert(0, Sentence("chains.stages.none", {}))
    on = population(then, trees, day, revision) | {"originators": len(trees.roots)}
    return Answer("stages", settings, on, rows, told, "chains.stages.about", figures)


def _told(rows: pd.DataFrame, assists: pd.Series) -> pd.DataFrame:
    """Stages with intervals, the ideal for everybody at the top, and assists."""
    tried = rows["contacted"].astype(float).fillna(0)
    ends = [wilson(won, int(n)) if n else (math.nan, math.nan) for won, n in zip(rows["won"], tried, strict=True)]
    tops = int(rows["named"].iloc[0]) if len(rows) else 0
    ideal: list[Any] = [tops * IDEAL**g if g < FARTHEST else None for g in rows["generation"].tolist()]
    numbers = {name: rows[name].astype(float) for name in ("branching", "conversion", "days", "value")}
    whole = {name: rows[name].astype("Int64") for name in ("generation", "named", "contacted", "won")}
    rows = rows.assign(**numbers, **whole, low=[low for low, _ in ends], high=[high for _, high in ends])
    return rows.assign(
        ideal=pd.Series(ideal, rows.index, object), small=(tried > 0) & (tried < SMALL_SAMPLE),
        assists=assists.reindex(rows["generation"]).fillna(0).astype(int).to_list(),
    )  # fmt: skip


def _assisted(trees: Forest, table: pd.DataFrame) -> pd.Series:
    """How many later referrals the people of each generation had."""
    deep = pd.Series(table["generation"].to_numpy(), index=table["id"].astype(object))
    return trees.assists["to_id"].astype(object).map(deep).dropna().astype(int).value_counts()


def _thin(rows: pd.DataFrame, thin: int | None) -> list[Sentence]:
    """Where branching first falls below 2, or that it never did."""
    if not len(rows):
        return []
    named = rows["named"].tolist()
    if thin is None:
        return [Sentence("chains.stages.ends", {"g": len(named) - 1, "named": named[-1]})]
    return [Sentence("chains.stages.thin", {"g": thin, "before": named[thin - 1], "named": named[thin]})]


def promised(then: Network) -> dict[str, int]:
    """Referrals that stand at a promise, by the person who gave it."""
    open_ = then["Referral"]["id"][then["Referral"]["status"] == "promised"]
    made = then["MADE"]
    counts = made[made["to_id"].isin(open_)].groupby("from_id").size()
    return {str(who): int(n) for who, n in counts.items()}


def notes(then: Network, trees: Forest, who: str | None) -> list[Sentence]:
    """Why there is nothing to see, and what was left out of the chains."""
    if not len(then["Referral"]):
        return [Sentence("chains.note.no_referrals", {})]
    told = [] if len(trees.tree) else [Sentence("chains.note.nobody_consented", {})]
    if who is not None and who not in trees.generation:
        told.append(Sentence("chains.note.not_in_chain", {}))
    selves = len(trees.selves)
    counted = pd.concat([trees.tree, trees.assists, trees.refused])["referral_id"].nunique()
    unnamed = len(then["Referral"]) - counted - selves
    unknown = int((trees.tree["won_amount"].isna() & (trees.tree["status"] == "won")).sum())
    for key, n in (
        ("unnamed", unnamed), ("assists", len(trees.assists)), ("rings", len(trees.refused)),
        ("self", selves), ("unknown_value", unknown),
    ):  # fmt: skip
        if n:
            told.append(Sentence(f"chains.note.{key}", {"n": n}))
    return told
