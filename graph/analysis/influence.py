"""Who is central: people ranked by any measure of `metrics`, on any network of `project`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

from graph.analysis import measures
from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.arrays import Arrays, arrays_of, circles, kept, standing
from graph.analysis.centres import centre_regions, centres
from graph.analysis.explain import counted
from graph.analysis.later import later
from graph.analysis.measures import percentile, significant
from graph.analysis.metrics import METRICS, Metric, Scene
from graph.analysis.people import people, today, where_mask
from graph.analysis.project import projection
from graph.analysis.scores import influence_scores
from graph.model.errors import BadValue
from graph.model.network import Network

__all__ = ["METRICS", "Metric", "agreement", "centre_regions", "centres", "influence_scores", "rank"]

SEGMENTS = ("region", "industry", "account_kind", "account", "level", "customer_status", "circle")
SAME_OPINION = 0.8


def rank(
    network: Network,
    by: Sequence[str] = ("influence",),
    on: str | None = None,
    top: int | None = None,
    as_of: date | None = None,
    where: Mapping[str, str] | None = None,
    weight: str = "strength",
    direction: str = "outward",
    revision: int | None = None,
    within: str | None = None,
) -> Answer:
    """People by one or several measures, best first by the first of them; the unscored come last without a rank.

    `percentile` is the percent of the other people shown whom each is ahead of; `component` how many hang together
    with them. `where` keeps people by fields of theirs or of their account, after measuring on the whole network.
    `within` (one of SEGMENTS) adds each one's `segment` and `percentile_within` it. `weight` "none" counts every tie
    as one; `direction` "inward" turns directed measures round.
    """
    chosen = [metric(key) for key in ([by] if isinstance(by, str) else by)]
    for name, value, allowed in (
        ("weight", weight, ["strength", "none"]),
        ("direction", direction, ["outward", "inward"]),
        ("within", within, [None, *SEGMENTS]),
    ):
        if value not in allowed:
            raise BadValue("error.bad_value.choice", field=name, value=value, allowed=[one for one in allowed if one])
    day = today(as_of)
    then = standing(network, day)
    scenes = {m.key: scene(then, day, network_of(m, on), weight, direction) for m in chosen}
    found = {m.key: scores(m, scenes[m.key]) for m in chosen}
    first = scenes[chosen[0].key].net
    table = everyone(then, first)
    for key, (values, _) in found.items():
        table[key] = table["id"].map(scenes[key].net.series(values))
    if within is not None:
        table["segment"] = segments(then, first, table, within)
    rows = ordered(table[where_mask(then, table, where)], chosen[0], [m.key for m in chosen], top)
    names = list(dict.fromkeys(one.net.name for one in scenes.values()))
    settings = {
        "by": [m.key for m in chosen], "network": on or names[0], "top": top, "as_of": day, "where": dict(where or {}),
        "within": within, "weight": weight, "direction": direction, "exact_up_to": measures.EXACT_UP_TO,
        "pivots": measures.PIVOTS, "steps": measures.STEPS, "seed": measures.SEED,
    }  # fmt: skip
    population = {
        "network": "+".join(names), "people": first.n, "ties": first.ties, "as_of": day, "revision": revision,
    }  # fmt: skip
    told = [note for _, notes in found.values() for note in notes] + first.notes
    told += reasons(then, first, table, rows, where) + later(network, day, *names)
    about = f"metric.{chosen[0].key}.about"
    return Answer("rank", settings, population, rows, _once(told), about, evidence=Evidence(first, tuple(rows["id"])))


@dataclass(frozen=True)
class Evidence(Mapping[str, tuple[str, ...]]):
    """The ties that carry the number of each one shown, looked up when asked for."""

    net: Arrays
    shown: tuple[str, ...]

    def __getitem__(self, who: str) -> tuple[str, ...]:
        return self.net.strongest(who)

    def __iter__(self) -> Iterator[str]:
        return iter(self.shown)

    def __len__(self) -> int:
        return len(self.shown)


def metric(key: str) -> Metric:
    """The named measure; BadValue lists those there are."""
    if key not in METRICS:
        raise BadValue("error.bad_value.choice", field="by", value=key, allowed=list(METRICS))
    return METRICS[key]


def network_of(measure: Metric, on: str | None) -> str:
    """The network a measure runs on; BadValue where it makes no sense on the named one."""
    if on is None:
        return measure.default
    if projection(on).name not in measure.networks:
        raise BadValue("error.bad_value.choice", field="network", value=on, allowed=list(measure.networks))
    return on


def scene(then: Network, day: date, name: str, weight: str, direction: str) -> Scene:
    """What a measure looks at; with all arrows turned round when inward is asked for."""
    net = arrays_of(then, name, day)
    if direction == "inward" and net.directed:
        net = kept(then, ("inward", name, day), net.inward)
    return Scene(then, day, net, weight != "none")


def scores(measure: Metric, where: Scene) -> tuple[Any, list[Sentence]]:
    """The measure in that scene, worked out once."""
    return kept(where.net, (measure.key, where.weighted), lambda: measure.score(where))


def everyone(then: Network, net: Arrays) -> pd.DataFrame:
    """One row a node: people with their account, our reps, or accounts; `component` is the size of the part."""
    table = kept(then, "people", lambda: people(then))
    if net.wanted.nodes == "Account":
        table = then["Account"].assign(account=then["Account"]["name"])
    elif net.wanted.reps:
        called = then["Rep"].set_index("id")["name"].astype(object)
        reps = net.ids[len(table) :]
        names = [called.get(who, called.get(who.removeprefix("rep:"))) for who in reps]
        table = pd.concat([table, pd.DataFrame({"id": reps, "name": names})], ignore_index=True)
    return table.assign(component=pd.array(net.component_size, dtype="Int64"))


def segments(then: Network, net: Arrays, table: pd.DataFrame, within: str) -> pd.Series:
    """The group of each row: a fact of theirs or of their account, or the number of their circle; NaN for none."""
    if within != "circle":
        if within not in table:
            raise BadValue("error.bad_value.choice", field="within", value=within, allowed=[*table.columns, "circle"])
        return table[within].astype(object).where(table[within].astype(object) != "unknown")
    found = kept(then, ("circles", net.name, net.day), lambda: circles(net))
    return pd.Series(found, index=table.index).where(found >= 0)


def ordered(table: pd.DataFrame, first: Metric, keys: list[str], top: int | None) -> pd.DataFrame:
    """Rows best first by the first measure; equal scores in order of id and of equal rank."""
    score = significant(table[first.key])
    better = -score if first.low else score
    table = table.assign(score=table[first.key], percentile=percentile(better), exact=better)
    table["rank"] = better.rank(method="min", ascending=False).astype("Int64")
    columns = ["rank", "id", "name", "account", "score", "percentile", "component", *(keys if len(keys) > 1 else [])]
    if "segment" in table:
        table["percentile_within"] = better.groupby(table["segment"]).transform(percentile)
        columns += ["segment", "percentile_within"]
    table = table.sort_values(["exact", "id"], ascending=[False, True], na_position="last", ignore_index=True)
    return table[columns] if top is None else table[columns].head(top)


def reasons(
    then: Network, net: Arrays, table: pd.DataFrame, rows: pd.DataFrame, where: Mapping[str, Any] | None
) -> list[Sentence]:
    """Why rows are missing, and what the population is when some were filtered out or compared in groups."""
    if not len(table):
        return [Sentence("analysis.note.nobody", {})]
    told = [] if net.ties else [Sentence("analysis.note.no_ties", {})]
    if where:
        kept_ = int(where_mask(then, table, where).sum())
        told.append(Sentence("analysis.note.where", {"n": kept_, "all": len(table)}))
    if "segment" in table:
        told.append(Sentence("analysis.note.within", {"n": int(table["segment"].isna().sum())}))
    return told


def agreement(
    network: Network,
    by: Sequence[str] | None = None,
    on: str = "acquaintance",
    top: int = 10,
    as_of: date | None = None,
    weight: str = "strength",
    direction: str = "outward",
    revision: int | None = None,
) -> Answer:
    """How far the measures say the same: one row a measure, with Spearman's correlation -1…1 and the overlap of the
    first `top` with every other, and the `opinion` it belongs to.

    Measures of one opinion all agree by 0.8 or more (complete linkage). Compared on those whom every measure scores;
    with fewer than 3 of them, or where all have one score, the correlation is unknown (NaN). Source: Spearman 1904.
    """
    day = today(as_of)
    then = standing(network, day)
    keys = list(by) if by is not None else [m.key for m in METRICS.values() if on in m.networks and m.key != "voterank"]
    found = {key: scene(then, day, network_of(metric(key), on), weight, direction) for key in keys}
    net = arrays_of(then, on, day)
    table = pd.DataFrame(
        {key: (-1 if METRICS[key].low else 1) * significant(pd.Series(scores(METRICS[key], one)[0], dtype=float))
         for key, one in found.items()}
    )  # fmt: skip
    common = table.dropna()
    alike = common.rank().corr() if len(common) > 2 else pd.DataFrame(np.nan, index=keys, columns=keys)
    first = {key: {*common[key].sort_values(ascending=False, kind="stable").index[:top]} for key in keys}
    groups = opinions(alike)
    rows = pd.DataFrame(
        {
            "id": keys, "name": pd.Series([Term(f"metric.{key}.label") for key in keys], dtype=object),
            "opinion": [groups[key] for key in keys],
            "spearman": [{other: alike.loc[key, other] for other in keys} for key in keys],
            "overlap": [{other: len(first[key] & first[other]) for other in keys} for key in keys],
        }
    )  # fmt: skip
    settings = {"by": keys, "network": on, "top": top, "as_of": day, "weight": weight, "direction": direction,
                "same_opinion": SAME_OPINION}  # fmt: skip
    population = {"network": on, "people": len(common), "ties": net.ties, "as_of": day, "revision": revision}
    figures = {"opinions": len(set(groups.values())) if len(common) > 2 else None}
    return Answer(
        "agreement", settings, population, rows, _said(alike, groups, common, net), "agreement.about", figures
    )


def opinions(alike: pd.DataFrame) -> dict[str, int]:
    """The opinion, 1, 2, …, of each measure: those of one agree with each other by 0.8 or more."""
    keys = list(alike.index)
    if len(keys) < 2:
        return dict.fromkeys(keys, 1)
    apart = 1 - alike.fillna(0.0).to_numpy(copy=True)
    np.fill_diagonal(apart, 0.0)
    tree = hierarchy.linkage(squareform(apart, checks=False), method="complete")
    cut = hierarchy.fcluster(tree, 1 - SAME_OPINION, criterion="distance")
    order = {group: place for place, group in enumerate(dict.fromkeys(cut.tolist()), start=1)}
    return {key: order[group] for key, group in zip(keys, cut.tolist(), strict=True)}


def _said(alike: pd.DataFrame, groups: Mapping[str, int], common: pd.DataFrame, net: Arrays) -> list[Sentence]:
    if len(common) < 3:
        return [Sentence("agreement.note.few", {})]
    members: dict[int, list[Term]] = {}
    for key, group in groups.items():
        members.setdefault(group, []).append(Term(f"metric.{key}.label"))
    told = tuple(Sentence("agreement.group", {"members": some}) for some in members.values())
    how = counted("agreement.opinions", len(members))
    notes = [Sentence(how.key, {"n": len(groups), "k": len(members), "groups": told})]
    notes.append(Sentence("agreement.note.population", {"n": len(common), "all": net.n}))
    same = [Term(f"metric.{key}.label") for key in alike.index if common[key].nunique() < 2]
    return notes + ([Sentence("agreement.note.same", {"measures": same})] if same else [])


def _once(told: list[Sentence]) -> list[Sentence]:
    return [note for place, note in enumerate(told) if note not in told[:place]]
