"""The networks that measures run on (domain.md §3.5): which ties count, in which direction, and how strongly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis import strength
from graph.analysis.answer import Sentence
from graph.analysis.attribution import forest
from graph.analysis.pairs import Pairs, collapsed
from graph.analysis.people import each, facts_only, people, standing, today
from graph.model.errors import BadValue
from graph.model.kinds import ACCOUNT_TIES
from graph.model.network import Network

Graph = Any  # nx.Graph or nx.DiGraph, with string ids as nodes
Places = NDArray[np.int64]
COLUMNS = ["id", "from_id", "to_id", "strength"]
CO_MEMBERS = 0.15  # how much being in one group says
MOST_MEMBERS = 30  # in a larger group nobody knows everybody
PERSON_TIE = 0.15  # how much one pair of people says of their two accounts


@dataclass(frozen=True)
class Projection:
    """One network: its name, whether ties have a direction, whether our reps are in it, its ties, and whose they are.

    `about` is the text key of the sentence that says what a tie in it means. With `groups` those who are in one small
    group are tied too.
    """

    name: str
    directed: bool
    reps: bool
    ties: Callable[[Network, date], pd.DataFrame]
    nodes: str = "Person"
    groups: bool = False

    @property
    def about(self) -> str:
        """Text key of what the network holds."""
        return f"network.{self.name}.about"


def acquaintance(network: Network, day: date) -> pd.DataFrame:
    """P1: KNOWS and REPORTS_TO, without direction."""
    knows, reports = facts_only(network["KNOWS"]), facts_only(network["REPORTS_TO"])
    return pd.concat([carrying(knows, strength.rated(knows["strength"])), carrying(reports, strength.REPORTS_TO)])


def co_members(network: Network) -> pd.DataFrame:
    """Every two people in one group of at most 30, strength 0.15; carried by both memberships.

    A group counts as large as its estimate says, or as many as are recorded in it. Inferred memberships say nothing.
    """
    members = facts_only(network["MEMBER_OF"])[["id", "from_id", "to_id"]]
    recorded = members.groupby("to_id")["from_id"].nunique()
    told = network["Group"].set_index("id")["size_estimate"].reindex(recorded.index).astype(float)
    small = recorded.index[np.fmax(recorded, told) <= MOST_MEMBERS]
    members = members[members["to_id"].isin(small)]
    both = members.merge(members, on="to_id", suffixes=("", "_other"))
    both = both[both["from_id"] < both["from_id_other"]]
    carriers = list(zip(both["id"], both["id_other"], strict=True))
    ties = {"id": pd.Series(carriers, dtype=object, index=both.index), "to_id": both["from_id_other"]}
    return carrying(both.assign(**ties), CO_MEMBERS)


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


def account(network: Network, day: date) -> pd.DataFrame:
    """P5: who advises, supplies, builds for or owns whom, as it is rated; and the people of two accounts who are tied.

    `k` pairs of people (P1, each at their main account) make 1 - 0.85^k: one says as much as a shared group, five 0.56.
    """
    told = [carrying(network[kind], strength.rated(network[kind]["strength"])) for kind in ACCOUNT_TIES]
    return pd.concat([*told, _between(network, placed(NETWORKS["acquaintance"], network, day))])


def _between(network: Network, known: Pairs) -> pd.DataFrame:
    """The ties between people of different accounts, as ties of the accounts: the more pairs, the stronger."""
    accounts = pd.Index(network["Account"]["id"].astype(object))
    at = accounts.get_indexer(people(network).set_index("id")["account_id"].reindex(known.ids).astype(object))
    low, high = np.minimum(at[known.a], at[known.b]), np.maximum(at[known.a], at[known.b])
    across = (low >= 0) & (low != high)
    _, which, count = np.unique(np.stack([low[across], high[across]]), axis=1, return_inverse=True, return_counts=True)
    carried = np.repeat(across, np.diff(known.first))
    each_pair = np.repeat(np.flatnonzero(across), np.diff(known.first)[across])
    power = np.zeros(len(across))
    power[across] = 1 - (1 - PERSON_TIE) ** count[which.ravel()]
    return pd.DataFrame(
        {
            "id": known.carriers.to_numpy(dtype=object)[carried], "from_id": accounts.take(low[each_pair]),
            "to_id": accounts.take(high[each_pair]), "strength": power[each_pair],
        }
    )  # fmt: skip


NETWORKS = {
    p.name: p
    for p in (
        Projection("acquaintance", directed=False, reps=False, ties=acquaintance),
        Projection("access", directed=False, reps=True, ties=access),
        Projection("influence", directed=True, reps=False, ties=influence),
        Projection("referral", directed=True, reps=False, ties=referral),
        Projection("account", directed=False, reps=False, ties=account, nodes="Account"),
        Projection("coverage", directed=False, reps=True, ties=coverage),
    )
}


def projection(name: str) -> Projection:
    """The named network; BadValue lists the names there are."""
    if name not in NETWORKS:
        raise BadValue("error.bad_value.choice", field="network", value=name, allowed=list(NETWORKS))
    return NETWORKS[name]


def with_groups(wanted: Projection) -> Projection:
    """The acquaintance or access network with ties between those who are in one small group; BadValue for another."""
    if wanted.name not in ("acquaintance", "access"):
        raise BadValue("error.bad_value.choice", field="network", value=wanted.name, allowed=["acquaintance", "access"])
    return replace(
        wanted, ties=lambda network, day: pd.concat([wanted.ties(network, day), co_members(network)]), groups=True
    )


def carrying(table: pd.DataFrame, how_strong: Any) -> pd.DataFrame:
    """Ties with id, both ends and strength only."""
    return table.assign(strength=how_strong)[COLUMNS]


def ties_of(network: Network, name: str, *, as_of: date | None = None, groups: bool = False) -> pd.DataFrame:
    """One row a pair of that network: from_id, to_id, strength (the most of several ties), distance, ties (their ids).

    With `groups` those who are in one small group are tied too (`with_groups`). Self-ties and ties to nobody are left
    out; a pair without direction stands smaller place first.
    """
    day, wanted = today(as_of), projection(name)
    return pairs(with_groups(wanted) if groups else wanted, standing(network, day), day)


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


def ids(network: Network, wanted: Projection) -> Any:
    """Everybody in that network, in order of id: people (or accounts) first, then active reps where they belong."""
    persons = pd.Index(network[wanted.nodes]["id"].astype(object))
    if not wanted.reps:
        return persons
    reps = network["Rep"]
    return persons.append(pd.Index(rep_nodes(network, reps["id"][reps["active"] != "no"]).astype(object)))


def rep_nodes(network: Network, reps: pd.Series) -> pd.Series:
    """The nodes that stand for these reps: their ids, marked `rep:` where a person has the same id.

    Ids are unique within a kind only, and lists numbered from 1 are common.
    """
    persons = pd.Index(network["Person"]["id"].astype(object))
    return reps.mask(persons.get_indexer(reps.astype(object)) >= 0, "rep:" + reps.astype("str"))


def graph_of(network: Network, name: str, *, as_of: date | None = None, groups: bool = False) -> Graph:
    """The named network as networkx knows it, with everybody in it, also those without ties.

    Nodes carry `kind`, `name` and `id` (a rep whose id a person has too is the node `rep:<id>`); edges `strength` 0…1
    (bigger is closer), `distance` (whole, smaller is closer) and `ties`. `groups` as in `ties_of`.
    """
    day, wanted = today(as_of), projection(name)
    return graph_on(with_groups(wanted) if groups else wanted, standing(network, day), day)


def graph_on(wanted: Projection, then: Network, day: date) -> Graph:
    """`graph_of` for a network that already stands as on that day."""
    graph: Graph = nx.DiGraph() if wanted.directed else nx.Graph()
    graph.graph.update(name=wanted.name, as_of=day, notes=notes(wanted, then))
    graph.add_nodes_from(
        (who, {"kind": wanted.nodes, "name": n, "id": who}) for who, n in each(then[wanted.nodes], "id", "name")
    )
    reps = then["Rep"][then["Rep"]["active"] != "no"].assign(node=lambda t: rep_nodes(then, t["id"]))
    if wanted.reps:
        graph.add_nodes_from((r, {"kind": "Rep", "name": n, "id": i}) for r, n, i in each(reps, "node", "name", "id"))
    table = pairs(wanted, then, day)
    facts = ({"strength": s, "distance": d, "ties": t} for s, d, t in each(table, "strength", "distance", "ties"))
    graph.add_edges_from((a, b, fact) for (a, b), fact in zip(each(table, "from_id", "to_id"), facts, strict=True))
    return graph


def notes(wanted: Projection, then: Network) -> list[Sentence]:
    """What the reader must know about the ties: unrated ones counted as weak, inferred ones left out."""
    used = {"acquaintance": ["KNOWS"], "access": ["KNOWS"], "influence": ["INFLUENCES"], "account": ACCOUNT_TIES}
    rated = (then[kind] if wanted.name == "account" else facts_only(then[kind]) for kind in used.get(wanted.name, []))
    unrated = sum(int(table["strength"].isna().sum()) for table in rated)
    kinds = {"access": ["KNOWS", "REPORTS_TO", "CONTACT"], "acquaintance": ["KNOWS", "REPORTS_TO"],
             "influence": ["INFLUENCES", "REPORTS_TO"], "coverage": ["CONTACT"],
             "account": ["KNOWS", "REPORTS_TO"]}.get(wanted.name, [])  # fmt: skip
    inferred = sum(int((then[kind]["confidence"] == "inferred").sum()) for kind in kinds)
    told = [Sentence("analysis.note.unrated", {"n": unrated})] if unrated else []
    told += [Sentence("analysis.note.groups", {"most": MOST_MEMBERS})] if wanted.groups else []
    return told + ([Sentence("analysis.note.inferred", {"n": inferred})] if inferred else [])
