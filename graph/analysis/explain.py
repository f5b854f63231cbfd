"""Why a person matters, in one sentence with its evidence: what they join, what runs through them, who needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

import networkx as nx

from graph.analysis.answer import Sentence
from graph.analysis.cuts import cut_off, cut_off_from_us
from graph.analysis.measures import EXACT_UP_TO, Graph
from graph.analysis.people import each, standing, today
from graph.analysis.project import NETWORKS, graph_on
from graph.model.errors import NotFound
from graph.model.network import Network

FRIENDS, FRIENDS_IN_BIG = 40, 8
STRONGEST = 5


@dataclass(frozen=True)
class Explanation:
    """`facts` as numbers and ids, `why` as a sentence, `witnesses` as the ids of the ties that carry it."""

    facts: dict[str, Any]
    why: Sentence
    witnesses: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """A network as it stood on a day, with what every explanation on it needs worked out once."""

    then: Network
    day: date

    @cached_property
    def graph(self) -> Graph:
        """Who knows whom."""
        return graph_on(NETWORKS["acquaintance"], self.then, self.day)

    @cached_property
    def moves(self) -> Graph:
        """Who moves whom."""
        return graph_on(NETWORKS["influence"], self.then, self.day)

    @cached_property
    def cut_off(self) -> dict[str, int]:
        """People separated from the rest when one leaves, by person."""
        return cut_off(self.graph)

    @cached_property
    def cut_off_from_us(self) -> dict[str, int]:
        """People none of ours can reach when one leaves, by person."""
        return cut_off_from_us(graph_on(NETWORKS["access"], self.then, self.day))

    @cached_property
    def employers(self) -> dict[str, set[str]]:
        """Accounts each person works for."""
        found: dict[str, set[str]] = {}
        for who, account in each(self.then["WORKS_AT"], "from_id", "to_id"):
            found.setdefault(who, set()).add(account)
        return found


def explain(network: Network, who: str, as_of: date | None = None) -> Explanation:
    """Why this person matters on that day; NotFound when there is no such person."""
    day = today(as_of)
    return explained(Ground(standing(network, day), day), who)


def explained(ground: Ground, who: str) -> Explanation:
    """`explain` on ground that is already laid.

    facts: `organisations` joined (own and acquaintances'), `pairs` of acquaintances in different organisations (among
    the strongest 40; 8 in a network of more than 2,000), `pairs_through` of them whose shortest route runs through
    the person, `cut_off` people separated and `cut_off_from_us` people we lose without them, `strongest` ties' people.
    """
    if who not in ground.graph:
        raise NotFound("error.not_found.person", who=who)
    ties = sorted(ground.graph[who].items(), key=lambda tie: (tie[1]["distance"], tie[0]))
    pairs, through = routes_through(ground, who, [friend for friend, _ in ties])
    joined = set().union(*(ground.employers.get(one, set()) for one in (who, *ground.graph[who])))
    strongest = [friend for friend, _ in ties[:STRONGEST]]
    facts = {
        "organisations": len(joined),
        "pairs": len(pairs),
        "pairs_through": len(through),
        "cut_off": ground.cut_off.get(who, 0),
        "cut_off_from_us": ground.cut_off_from_us.get(who, 0),
        "strongest": strongest,
    }
    return Explanation(facts, sentence(facts), witnesses(ground, who, through, strongest))


def routes_through(ground: Ground, who: str, friends: list[str]) -> tuple[list[Any], list[Any]]:
    """Pairs of friends in different organisations, and those of them with a shortest route through `who`."""
    graph = ground.graph
    friends = friends[: FRIENDS if len(graph) <= EXACT_UP_TO else FRIENDS_IN_BIG]
    pairs = [(a, b) for a, b in combinations(friends, 2) if _apart(ground.employers.get(a), ground.employers.get(b))]
    away = {friend: graph[who][friend]["distance"] for friend in friends}
    through = []
    for a in {a: None for a, _ in pairs}:
        others = [b for one, b in pairs if one == a]
        limit = away[a] + max(away[b] for b in others)
        near = nx.single_source_dijkstra_path_length(graph, a, cutoff=limit, weight="distance")
        through += [(a, b) for b in others if near[b] == away[a] + away[b]]
    return pairs, through


def _apart(mine: set[str] | None, theirs: set[str] | None) -> bool:
    return bool(mine and theirs and not mine & theirs)


def witnesses(ground: Ground, who: str, through: list[Any], strongest: list[str]) -> tuple[str, ...]:
    """Ids of the ties that carry it: to those whose routes run through, else the strongest; then of influence."""
    friends = sorted({friend for pair in through for friend in pair}) or strongest
    carried = [ground.graph[who][friend]["ties"] for friend in friends]
    moved = sorted(ground.moves[who].items(), key=lambda tie: (tie[1]["distance"], tie[0]))[:STRONGEST]
    carried += [tie["ties"] for _, tie in moved]
    return tuple(dict.fromkeys(one for ties in carried for one in ties))


def sentence(facts: dict[str, Any]) -> Sentence:
    """The facts that speak for somebody, strongest last; those that are nothing are left unsaid."""
    parts = [counted("explain.organisations", facts["organisations"])] if facts["organisations"] else []
    if facts["pairs_through"]:
        parts.append(Sentence("explain.routes", {"n": facts["pairs"], "through": facts["pairs_through"]}))
    if facts["cut_off_from_us"]:
        parts.append(counted("explain.cut_off_from_us", facts["cut_off_from_us"]))
    elif facts["cut_off"]:
        parts.append(counted("explain.cut_off", facts["cut_off"]))
    return Sentence("explain.why", {"parts": tuple(parts)}) if parts else Sentence("explain.nothing", {})


def counted(key: str, n: int) -> Sentence:
    """The sentence for one, or for several: languages differ in that."""
    return Sentence(f"{key}.{'one' if n == 1 else 'many'}", {"n": n})
