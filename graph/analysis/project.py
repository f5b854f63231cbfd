"""The networks that measures run on (domain.md §3.5): which ties count, in which direction, and how strongly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis import strength
from graph.analysis.answer import Sentence
from graph.analysis.attribution import forest
from graph.analysis.people import each, facts_only, standing, today
from graph.model.errors import BadValue
from graph.model.network import Network

Graph = Any  # nx.Graph or nx.DiGraph, with string ids as nodes
Places = NDArray[np.int64]
COLUMNS = ["id", "from_id", "to_id", "strength"]


@dataclass(frozen=True)
class Projection:
    """One network: its name, whether ties have a direction, whose ties, whether our reps are in it, and its ties.

    `about` is the text key of the sentence that says what a tie in it means.
    """

    name: str
    directed: bool
    reps: bool
    ties: Callable[[Network, date], pd.DataFrame]

    @property
    def about(self) -> str:
        """Text key of what the network holds."""
        return f"network.{self.name}.about"


def acquaintance(network: Network, day: date) -> pd.DataFrame:
    """P1: KNOWS and REPORTS_TO, without direction."""
    knows, reports = facts_only(network["KNOWS"]), facts_only(network["REPORTS_TO"])
    return pd.concat([carrying(knows, strength.rated(knows["strength"])), carrying(reports, strength.REPORTS_TO)])


def access(network: Network, day: date) -> pd.DataFrame:
    """P2: P1 and the contacts of our active reps; `not_met` and `no_contact` open no way."""
    return pd.concat([acquaintance(network, day), coverage(network, day)])


def influence(network: Network, day: date) -> pd.DataFrame:
    """P3: INFLUENCES as drawn and REPORTS_TO turned round, since the superior moves the subordinate."""
    moves, reports = facts_only(network["INFLUENCES"]), facts_only(network["REPORTS_TO"])
    down = reports.rename(columns={"from_id": "to_id", "to_id": "from_id"})
    return pd.concat([carrying(moves, strength.rated(moves["strength"])), carrying(down, strength.REPORTS_TO)])


def referral(network: Network, day: date) -> pd.DataFrame:
    """P4: the attributed referral of each referred person, strength 1; rings and self-referrals are left out."""
    tree = forest(network).tree
    return carrying(tree.assign(id=tree["ties"]), 1.0)


def coverage(network: Network, day: date) -> pd.DataFrame:
    """P6: contacts of our active reps with people, by stage, closeness and freshness."""
    gone = network["Rep"]["id"][network["Rep"]["active"] == "no"]
    contacts = facts_only(network["CONTACT"])
    contacts = contacts[~contacts["from_id"].isin(gone)]
    ties = carrying(contacts, strength.contact(contacts, day))
    return ties.assign(from_id=rep_nodes(network, ties["from_id"]))[ties["strength"] > 0]


NETWORKS = {
    p.name: p
    for p in (
        Projection("acquaintance", directed=False, reps=False, ties=acquaintance),
        Projection("access", directed=False, reps=True, ties=access),
        Projection("influence", directed=True, reps=False, ties=influence),
        Projection("referral", directed=True, reps=False, ties=referral),
        Projection("coverage", directed=False, reps=True, ties=coverage),
    )
}


def projection(name: str) -> Projection:
    """The named network; BadValue lists the names there are."""
    if name not in NETWORKS:
        raise BadValue("error.bad_value.choice", field="network", value=name, allowed=list(NETWORKS))
    return NETWORKS[name]


def carrying(table: pd.DataFrame, how_strong: Any) -> pd.DataFrame:
    """Ties with id, both ends and strength only."""
    return table.assign(strength=how_strong)[COLUMNS]


def ties_of(network: Network, name: str, *, as_of: date | None = None) -> pd.DataFrame:
    """One row a pair of that network: from_id, to_id, strength (the most of several ties), distance, ties (their ids).

    Self-ties and ties to nobody are left out; a pair without direction stands smaller place first.
    """
    day = today(as_of)
    return pairs(projection(name), standing(network, day), day)


def pairs(wanted: Projection, then: Network, day: date) -> pd.DataFrame:
    """`ties_of` for a network that already stands as on that day."""
    return placed(wanted, then, day).table()


def placed(wanted: Projection, then: Network, day: date) -> Pairs:
    """The pairs of a network that already stands as on that day, as places in order; no row a pair is made."""
    nodes = ids(then, wanted)
    ties = wanted.ties(then, day)
    a, b = nodes.get_indexer(ties["from_id"].astype(object)), nodes.get_indexer(ties["to_id"].astype(object))
    sound = (a >= 0) & (b >= 0) & (a != b)
    ties, a, b = ties[sound], a[sound], b[sound]
    if not wanted.directed:
        a, b = np.minimum(a, b), np.maximum(a, b)
    return collapsed(nodes, a, b, ties)


@dataclass(frozen=True, eq=False)
class Pairs:
    """Who is tied to whom, as places in `ids`, each pair once: how strongly 0…1, and which ties carry it.

    The ties of pair `i` are `carriers[first[i]:first[i + 1]]`; pairs are in order of `a`, then `b`.
    """

    ids: Any
    a: Places
    b: Places
    strength: strength.Floats
    carriers: pd.Series
    first: Places

    @property
    def distance(self) -> Places:
        """How far apart each pair is: whole, smaller is closer."""
        return strength.distance(self.strength)

    def ties(self, pair: int) -> tuple[str, ...]:
        """Ids of the ties that carry a pair, in order."""
        return evidenced(self.carriers.iloc[self.first[pair] : self.first[pair + 1]])

    def table(self) -> pd.DataFrame:
        """One row a pair: from_id, to_id, strength, distance, ties."""
        carriers = self.carriers.to_numpy(dtype=object)
        spans = zip(self.first[:-1].tolist(), self.first[1:].tolist(), strict=True)
        evidence = [evidenced(carriers[i:j]) for i, j in spans]
        return pd.DataFrame(
            {
                "from_id": self.ids.take(self.a), "to_id": self.ids.take(self.b), "strength": self.strength,
                "distance": self.distance, "ties": pd.Series(evidence, dtype=object),
            }
        )  # fmt: skip


def collapsed(nodes: pd.Index, a: Any, b: Any, ties: pd.DataFrame) -> Pairs:
    """Several ties of a pair made one: the strongest counts, all are kept as evidence."""
    order = np.argsort(a * np.int64(len(nodes)) + b, kind="stable")
    a, b, power = a[order], b[order], ties["strength"].to_numpy(dtype=float)[order]
    starts = np.flatnonzero(np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])]) if len(a) else np.zeros(0, dtype=int)
    best = np.maximum.reduceat(power, starts) if len(a) else np.zeros(0)
    return Pairs(nodes, a[starts], b[starts], best, ties["id"].iloc[order], np.r_[starts, len(a)])


def evidenced(carriers: Iterable[Any]) -> tuple[str, ...]:
    """Tie ids of one pair, in order; a referral brings two."""
    return tuple(sorted(one for c in carriers for one in (c if isinstance(c, tuple) else (c,))))


def ids(network: Network, wanted: Projection) -> Any:
    """Everybody in that network, in order of id: people first, then active reps where they belong."""
    persons = pd.Index(network["Person"]["id"].astype(object))
    if not wanted.reps:
        return persons
    reps = network["Rep"]
    return persons.append(pd.Index(rep_nodes(network, reps["id"][reps["active"] != "no"]).astype(object)))


def rep_nodes(network: Network, reps: pd.Series) -> pd.Series:
    """The nodes that stand for these reps: their ids, marked `rep:` where a person has the same id.

    Ids are unique within a kind only, and lists numbered from 1 are common.
    """
    return reps.mask(reps.isin(network["Person"]["id"]), "rep:" + reps.astype("str"))


def graph_of(network: Network, name: str, *, as_of: date | None = None) -> Graph:
    """The named network as networkx knows it, with everybody in it, also those without ties.

    Nodes carry `kind`, `name` and `id` (a rep whose id a person has too is the node `rep:<id>`); edges `strength` 0…1
    (bigger is closer), `distance` (whole, smaller is closer) and `ties`.
    """
    day = today(as_of)
    return graph_on(projection(name), standing(network, day), day)


def graph_on(wanted: Projection, then: Network, day: date) -> Graph:
    """`graph_of` for a network that already stands as on that day."""
    graph: Graph = nx.DiGraph() if wanted.directed else nx.Graph()
    graph.graph.update(name=wanted.name, as_of=day, notes=notes(wanted, then))
    graph.add_nodes_from(
        (who, {"kind": "Person", "name": n, "id": who}) for who, n in each(then["Person"], "id", "name")
    )
    reps = then["Rep"][then["Rep"]["active"] != "no"].assign(node=lambda t: rep_nodes(then, t["id"]))
    if wanted.reps:
        graph.add_nodes_from((r, {"kind": "Rep", "name": n, "id": i}) for r, n, i in each(reps, "node", "name", "id"))
    table = pairs(wanted, then, day)
    facts = ({"strength": s, "distance": d, "ties": t} for s, d, t in each(table, "strength", "distance", "ties"))
    graph.add_edges_from((a, b, fact) for (a, b), fact in zip(each(table, "from_id", "to_id"), facts, strict=True))
    return graph


def strongest(graph: Graph, who: str, most: int = 5) -> tuple[str, ...]:
    """Ids of the ties by which somebody hangs in the network, strongest first; the outgoing where there is direction.

    At most those to five others; somebody whom arrows only reach has the incoming.
    """
    ways = graph.adj[who] or (graph.pred[who] if graph.is_directed() else {})
    nearest = sorted(ways.items(), key=lambda way: (way[1]["distance"], way[0]))[:most]
    return tuple(dict.fromkeys(tie for _, way in nearest for tie in way["ties"]))


def notes(wanted: Projection, then: Network) -> list[Sentence]:
    """What the reader must know about the ties: unrated ones counted as weak, inferred ones left out."""
    used = {"acquaintance": ["KNOWS"], "access": ["KNOWS"], "influence": ["INFLUENCES"]}.get(wanted.name, [])
    unrated = sum(int(facts_only(then[kind])["strength"].isna().sum()) for kind in used)
    kinds = {"access": ["KNOWS", "REPORTS_TO", "CONTACT"], "acquaintance": ["KNOWS", "REPORTS_TO"],
             "influence": ["INFLUENCES", "REPORTS_TO"], "coverage": ["CONTACT"]}.get(wanted.name, [])  # fmt: skip
    inferred = sum(int((then[kind]["confidence"] == "inferred").sum()) for kind in kinds)
    told = [Sentence("analysis.note.unrated", {"n": unrated})] if unrated else []
    return told + ([Sentence("analysis.note.inferred", {"n": inferred})] if inferred else [])
