"""The influence score of domain.md §3.7: bridge 40, voice 40, across 20, from nothing but recorded ties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from scipy import sparse

from graph.analysis import measures
from graph.analysis.answer import Sentence
from graph.analysis.measures import Graph, percentile
from graph.analysis.people import facts_only, standing, today
from graph.analysis.project import NETWORKS, graph_on
from graph.model.network import Network

BRIDGE, VOICE, ACROSS = 0.4, 0.4, 0.2
SCORES = ["id", "score", "bridge", "voice", "across", "accounts_within_2"]


@dataclass(frozen=True)
class Influence:
    """The scores, the acquaintance network they stand on, how many influence ties, and what to know about them."""

    table: pd.DataFrame
    graph: Graph
    moves: int
    notes: list[Sentence]


def influence_scores(network: Network, as_of: date | None = None) -> pd.DataFrame:
    """One row a person in order of id: `score` 0…100 = `bridge` 0…40 + `voice` 0…40 + `across` 0…20.

    bridge: percentile of weighted betweenness among acquaintances; voice: percentile of PageRank on turned influence
    (of the strength sum where nobody recorded influence); across: percentile of `accounts_within_2`, the number of
    other accounts within two steps. A person without any recorded tie is unscored (NaN).
    """
    day = today(as_of)
    return influence_of(standing(network, day), day).table


def influence_of(then: Network, day: date) -> Influence:
    """`influence_scores` with all they stand on, for a network that already stands as on that day."""
    graph, moved = graph_on(NETWORKS["acquaintance"], then, day), graph_on(NETWORKS["influence"], then, day)
    recorded = len(facts_only(then["INFLUENCES"])) > 0
    bridge = pd.Series(measures.betweenness(graph, True), dtype=float)
    voice = measures.pagerank(moved, True) if recorded else measures.strength(graph, True)
    reach = accounts_within_2(graph, then)
    tied = pd.Series({who: bool(graph.degree(who) or moved.degree(who)) for who in graph}, dtype=bool)
    parts = {
        "bridge": BRIDGE * percentile(bridge.where(tied)),
        "voice": VOICE * percentile(pd.Series(voice, dtype=float).where(tied)),
        "across": ACROSS * percentile(reach.astype(float).where(tied)),
    }
    columns = {"score": parts["bridge"] + parts["voice"] + parts["across"], **parts, "accounts_within_2": reach}
    table = pd.DataFrame({"id": then["Person"]["id"], **{name: one.to_numpy() for name, one in columns.items()}})
    notes = [*graph.graph["notes"], *moved.graph["notes"], *measures.sampled(graph)]
    notes += [] if recorded else [Sentence("analysis.note.voice_by_strength", {})]
    notes += [Sentence("analysis.note.untied", {"n": int((~tied).sum())})] if len(tied) and not tied.all() else []
    return Influence(table[SCORES], graph, moved.number_of_edges(), notes)


def accounts_within_2(graph: Graph, then: Network) -> pd.Series:
    """How many accounts other than one's own can be reached in one or two steps, by person."""
    people, jobs = list(graph), then["WORKS_AT"]
    rows = pd.Index(people, dtype=object).get_indexer(pd.Index(jobs["from_id"].astype(object)))
    columns, firms = pd.factorize(jobs["to_id"].astype(object))
    kept = rows >= 0
    shape = (len(people), max(len(firms), 1))
    own = sparse.csr_array((np.ones(kept.sum()), (rows[kept], columns[kept])), shape=shape)
    places = {who: place for place, who in enumerate(people)}
    ends = np.array([(places[a], places[b]) for a, b in graph.edges], dtype=int).reshape(-1, 2)
    both = np.r_[ends, ends[:, ::-1]]
    ties = sparse.csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(len(people),) * 2)
    one = ties @ own
    near = ((one + ties @ one) > 0).astype(int)
    others = near - near.multiply(own > 0)
    return pd.Series(np.asarray(others.sum(axis=1), dtype=int), index=pd.Index(people, dtype=object))
