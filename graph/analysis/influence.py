"""Who is central: the table of measures, and the ranking by any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis import measures
from graph.analysis.answer import Answer, Sentence
from graph.analysis.attribution import forest
from graph.analysis.centres import centre_regions, centres
from graph.analysis.measures import Graph, Scores, percentile, significant
from graph.analysis.people import people, standing, today, where_mask
from graph.analysis.project import NETWORKS, graph_on, projection
from graph.analysis.scores import influence_of, influence_scores
from graph.analysis.totals import totals
from graph.model.errors import BadValue
from graph.model.network import Network

__all__ = ["METRICS", "Metric", "centre_regions", "centres", "influence_scores", "rank"]

UNDIRECTED = ("acquaintance", "access", "coverage")
DIRECTED = ("influence", "referral")
ALL = (*UNDIRECTED, *DIRECTED)


@dataclass(frozen=True)
class Scene:
    """What a measure looks at: the network as it stood, one projection of it as a graph, weighted or not."""

    then: Network
    day: date
    graph: Graph
    weighted: bool


@dataclass(frozen=True)
class Metric:
    """One measure: where it makes sense (the first network is its default), what it reads a weight as, its unit.

    `weight` is "strength" (bigger is closer), "distance" (smaller is closer) or "none". Words: metric.<key>.label,
    .about (what it is) and .question (what a seller asks).
    """

    key: str
    score: Callable[[Scene], tuple[Scores, list[Sentence]]]
    networks: tuple[str, ...]
    weight: str
    unit: str

    @property
    def default(self) -> str:
        """The network it runs on when none is named."""
        return self.networks[0]


def on_graph(
    function: Callable[[Graph, bool], Scores], told: Callable[[Graph], list[Sentence]] | None = None
) -> Callable[[Scene], tuple[Scores, list[Sentence]]]:
    """A function of a graph as a measure, with the notes that it needs."""
    return lambda scene: (function(scene.graph, scene.weighted), told(scene.graph) if told else [])


def influence(scene: Scene) -> tuple[Scores, list[Sentence]]:
    """The influence score 0…100; people without recorded ties are unscored."""
    found = influence_of(scene.then, scene.day)
    known = found.table.dropna(subset="score")
    return dict(zip(known["id"], known["score"], strict=True)), found.notes


def descendants(scene: Scene) -> tuple[Scores, list[Sentence]]:
    """People brought in along the chain, all generations; 0 for who referred nobody."""
    reach = totals(forest(scene.then))["reach"]
    return {who: float(reach.get(who, 0)) for who in scene.graph}, []


def downstream_value(scene: Scene) -> tuple[Scores, list[Sentence]]:
    """What all people of the chain below bought, in the account's money; unscored where no amount is known."""
    below = totals(forest(scene.then))
    silent = int((below["won"] > below["won_known"]).sum())
    worth = {who: value for who, value in below["value"].items() if value == value}
    scores = {who: float(worth.get(who, 0)) for who in scene.graph if who in worth or who not in below.index}
    return scores, [Sentence("chains.note.unknown_value", {"n": silent})] if silent else []


METRICS = {
    m.key: m
    for m in (
        Metric("influence", influence, ("acquaintance",), "distance", "points"),
        Metric("degree", on_graph(measures.degree), ALL, "none", "people"),
        Metric("in_degree", on_graph(measures.in_degree), DIRECTED, "none", "people"),
        Metric("out_degree", on_graph(measures.out_degree), DIRECTED, "none", "people"),
        Metric("strength", on_graph(measures.strength), ALL, "strength", "strength"),
        Metric("betweenness", on_graph(measures.betweenness, measures.sampled), ALL, "distance", "share"),
        Metric("closeness", on_graph(measures.closeness, measures.sampled), ALL, "distance", "per_distance"),
        Metric("harmonic", on_graph(measures.harmonic, measures.sampled), ALL, "distance", "per_distance"),
        Metric("eigenvector", on_graph(measures.eigenvector, measures.one_part), ALL, "strength", "share"),
        Metric("pagerank", on_graph(measures.pagerank), (*DIRECTED, *UNDIRECTED), "strength", "share"),
        Metric("descendants", descendants, ("referral",), "none", "people"),
        Metric("downstream_value", downstream_value, ("referral",), "none", "money"),
    )
}


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
) -> Answer:
    """People by one or several measures, best first by the first of them; the unscored come last without a rank.

    `percentile` is the percent of the other people shown whom each is ahead of; `component` how many hang together
    with them. `where` keeps people by fields of theirs or of their account, after measuring on the whole network.
    `weight` "none" counts every tie as one; `direction` "inward" turns directed measures round.
    """
    chosen = [metric(key) for key in ([by] if isinstance(by, str) else by)]
    for name, value, allowed in (
        ("weight", weight, ["strength", "none"]),
        ("direction", direction, ["outward", "inward"]),
    ):
        if value not in allowed:
            raise BadValue("error.bad_value.choice", field=name, value=value, allowed=allowed)
    day = today(as_of)
    then = standing(network, day)
    scenes = {
        m.key: Scene(then, day, turned(then, day, network_of(m, on), direction), weight != "none") for m in chosen
    }
    found = {m.key: m.score(scenes[m.key]) for m in chosen}
    first = scenes[chosen[0].key].graph
    table = everyone(then, first)
    for key, (scores, _) in found.items():
        table[key] = table["id"].map(scores).astype(float)
    rows = ordered(table[where_mask(then, table, where)], chosen[0].key, [m.key for m in chosen], top)
    names = list(dict.fromkeys(scene.graph.graph["name"] for scene in scenes.values()))
    settings = {
        "by": [m.key for m in chosen], "network": on or names[0], "top": top, "as_of": day, "where": dict(where or {}),
        "weight": weight, "direction": direction, "exact_up_to": measures.EXACT_UP_TO, "pivots": measures.PIVOTS,
        "seed": measures.SEED,
    }  # fmt: skip
    population = {
        "network": "+".join(names), "people": len(first), "ties": first.number_of_edges(), "as_of": day,
        "revision": revision,
    }  # fmt: skip
    told = [note for _, notes in found.values() for note in notes] + first.graph["notes"]
    told += reasons(then, first, table, rows, where)
    return Answer("rank", settings, population, rows, list(_once(told)), f"metric.{chosen[0].key}.about")


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


def turned(then: Network, day: date, name: str, direction: str) -> Graph:
    """The named network; with all arrows turned round when inward is asked for."""
    graph = graph_on(NETWORKS[name], then, day)
    return graph.reverse() if direction == "inward" and graph.is_directed() else graph


def everyone(then: Network, graph: Graph) -> pd.DataFrame:
    """One row a node of the graph: people with their account, our reps without; `component` is the part's size."""
    reps = then["Rep"][["id", "name"]]
    table = pd.concat([people(then), reps[reps["id"].isin(list(graph))]], ignore_index=True)
    return table.assign(component=table["id"].map(measures.component_sizes(graph)).astype("Int64"))


def ordered(table: pd.DataFrame, key: str, keys: list[str], top: int | None) -> pd.DataFrame:
    """Rows best first by `key`; equal scores in order of id and of equal rank."""
    score = significant(table[key])
    table = table.assign(score=table[key], percentile=percentile(score), exact=score)
    table["rank"] = score.rank(method="min", ascending=False).astype("Int64")
    table = table.sort_values(["exact", "id"], ascending=[False, True], na_position="last", ignore_index=True)
    columns = ["rank", "id", "name", "account", "score", "percentile", "component", *(keys if len(keys) > 1 else [])]
    return table[columns] if top is None else table[columns].head(top)


def reasons(
    then: Network, graph: Graph, table: pd.DataFrame, rows: pd.DataFrame, where: Mapping[str, Any] | None
) -> list[Sentence]:
    """Why rows are missing, and what the population is when some were filtered out."""
    if not len(table):
        return [Sentence("analysis.note.nobody", {})]
    told = [] if graph.number_of_edges() else [Sentence("analysis.note.no_ties", {})]
    if where:
        kept = int(where_mask(then, table, where).sum())
        told.append(Sentence("analysis.note.where", {"n": kept, "all": len(table)}))
    return told


def _once(told: list[Sentence]) -> list[Sentence]:
    return [note for place, note in enumerate(told) if note not in told[:place]]
