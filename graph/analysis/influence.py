"""Who is central: people ranked by any measure of `metrics`, on any network of `project`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from graph.analysis import measures
from graph.analysis.answer import Answer, Sentence
from graph.analysis.centres import centre_regions, centres
from graph.analysis.measures import Graph, percentile, significant
from graph.analysis.metrics import METRICS, Metric, Scene
from graph.analysis.people import people, standing, today, where_mask
from graph.analysis.project import NETWORKS, graph_on, projection, strongest
from graph.analysis.scores import influence_scores
from graph.model.errors import BadValue
from graph.model.network import Network

__all__ = ["METRICS", "Metric", "centre_regions", "centres", "influence_scores", "rank"]


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
    evidence = {who: strongest(first, who) for who in rows["id"]}
    about = f"metric.{chosen[0].key}.about"
    return Answer("rank", settings, population, rows, _once(told), about, evidence=evidence)


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
    reps = [{"id": who, "name": facts["name"]} for who, facts in graph.nodes(data=True) if facts["kind"] == "Rep"]
    table = pd.concat([people(then), pd.DataFrame(reps)], ignore_index=True) if reps else people(then)
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
