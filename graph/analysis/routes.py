"""Who can introduce us: the most credible ways from our people, or from one person, to a target."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd

from graph.analysis.answer import Answer, Sentence, Term
from graph.analysis.people import attitudes, blackout, standing, today
from graph.analysis.project import NETWORKS, Graph, graph_on
from graph.analysis.strength import WILLINGNESS, WILLINGNESS_UNKNOWN
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network

MOST_STEPS = 4
COLUMNS = ["rank", "id", "name", "probability", "cost", "steps", "weakest"]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Ways:
    """Where one can go: the access network, how willing each person is to pass us on, and who is left alone."""

    graph: Graph
    willing: dict[str, float]
    barred: frozenset[str]

    def passes(self, who: str) -> float:
        """Chance 0…1 that this person passes us on; a rep of ours is only ever a start."""
        if who in self.barred or self.graph.nodes[who]["kind"] == "Rep":
            return 0.0
        return self.willing.get(who, WILLINGNESS_UNKNOWN)


def routes(
    network: Network,
    target: str,
    source: str | None = None,
    alternatives: int = 1,
    as_of: date | None = None,
    through: str | None = None,
    opportunity: str | None = None,
    revision: int | None = None,
) -> Answer:
    """Introduction routes of at most 4 steps to a person, best chance first.

    `probability` 0…1 is the product of the strength of every tie and the willingness of everybody passed through
    (supporter 1, neutral 0.6, unknown 0.5, opponent none); `cost` is minus its natural logarithm. `source` is a rep or
    a person; all our active reps without one. `through` "supporter" passes through supporters only. Nobody leads to
    or through people under tender blackout or not to be contacted.
    """
    if through not in (None, "supporter"):
        raise BadValue("error.bad_value.choice", field="through", value=through, allowed=["supporter"])
    day = today(as_of)
    then = standing(network, day)
    ways = ways_of(then, day, through, opportunity)
    starts = begins(ways.graph, source)
    if target not in ways.graph:
        raise NotFound("error.not_found.person", who=target)
    found = [] if target in ways.barred else list(_first(best(ways, starts, target), alternatives))
    rows = described(then, ways, target, found)
    settings = {
        "from": source, "to": target, "alternatives": alternatives, "as_of": day, "through": through,
        "opportunity": opportunity, "most_steps": MOST_STEPS,
        "willingness": {**WILLINGNESS, "unknown": WILLINGNESS_UNKNOWN},
    }  # fmt: skip
    population = {
        "network": "access", "people": len(then["Person"]), "ties": ways.graph.number_of_edges(), "as_of": day,
        "revision": revision,
    }  # fmt: skip
    return Answer("route", settings, population, rows, notes(ways, starts, target, found), "route.about")


def ways_of(then: Network, day: date, through: str | None, opportunity: str | None) -> Ways:
    """The access network with everybody's willingness."""
    told = attitudes(then, opportunity)
    willing = {who: WILLINGNESS[attitude] for who, attitude in told.items()}
    if through == "supporter":
        willing = {who: 1.0 if told.get(who) == "supporter" else 0.0 for who in then["Person"]["id"]}
    shut = then["Person"]["id"][then["Person"]["contact_permission"] == "do_not_contact"]
    return Ways(graph_on(NETWORKS["access"], then, day), willing, frozenset({*shut, *blackout(then)}))


def begins(graph: Graph, source: str | None) -> list[str]:
    """Where routes may start, in order of id."""
    if source is not None and source not in graph:
        raise NotFound("error.not_found.person", who=source)
    reps = [who for who, kind in graph.nodes(data="kind") if kind == "Rep"]
    return sorted(reps) if source is None else [source]


def onward(ways: Ways, target: str, most: int = MOST_STEPS) -> list[dict[str, float]]:
    """For 0, 1, … `most` steps: the best chance to get from each node to the target within that many."""
    layers = [{target: 1.0}]
    for _ in range(most):
        grown = dict(layers[-1])
        for here, chance in layers[-1].items():
            go = chance if here == target else chance * ways.passes(here)
            for there, tie in ways.graph[here].items() if go else ():
                grown[there] = max(grown.get(there, 0.0), go * tie["strength"])
        layers.append(grown)
    return layers


def best(ways: Ways, starts: list[str], target: str) -> Iterator[tuple[float, Path]]:
    """Every route within the limit, best chance first; equal chances: fewer steps first, then in order of ids.

    A search that always follows the most promising beginning; what a beginning can still come to is known exactly.
    """
    layers = onward(ways, target)
    heap: list[tuple[float, int, Path, float]] = [
        (-layers[-1][s], 1, (s,), 1.0) for s in starts if s != target and s in layers[-1]
    ]
    heapq.heapify(heap)
    while heap:
        promise, length, path, chance = heapq.heappop(heap)
        here = path[-1]
        if here == target:
            yield -promise, path
            continue
        go = chance * (ways.passes(here) if length > 1 else 1.0)
        for there, tie in ways.graph[here].items() if go else ():
            left = layers[MOST_STEPS - length].get(there, 0.0)
            so_far = go * tie["strength"]
            ahead = 1.0 if there == target else ways.passes(there) * left
            if ahead and there not in path:
                heapq.heappush(heap, (-_even(so_far * ahead), length + 1, (*path, there), so_far))


def _even(chance: float) -> float:
    return float(f"{chance:.12g}")


def _first(found: Iterator[tuple[float, Path]], n: int) -> Iterator[tuple[float, Path]]:
    yield from (one for _, one in zip(range(n), found, strict=False))


def described(then: Network, ways: Ways, target: str, found: list[tuple[float, Path]]) -> pd.DataFrame:
    """One row a route, with its steps in order and the step where most chance is lost."""
    rows = []
    for place, (chance, path) in enumerate(found, 1):
        steps = [step(then, ways.graph, a, b, 1.0 if a == path[0] else ways.passes(a)) for a, b in pairwise(path)]
        weak = min(steps, key=lambda one: one["chance"])
        weakest = {end: weak[end] for end in ("from", "to")}
        rows.append([place, target, ways.graph.nodes[target]["name"], chance, -math.log(chance), steps, weakest])
    return pd.DataFrame(rows, columns=COLUMNS)


def step(then: Network, graph: Graph, a: str, b: str, willing: float) -> dict[str, Any]:
    """One step: who passes us to whom, by which ties, how strong, how willing the passer is, and why we think so."""
    tie, one, other = graph[a][b], graph.nodes[a], graph.nodes[b]
    return {
        "from": one["id"], "to": other["id"], "from_name": one["name"], "to_name": other["name"],
        "tie": tie["ties"][0], "ties": tie["ties"], "strength": tie["strength"], "willingness": willing,
        "chance": willing * tie["strength"], "why": reason(then, tie["ties"], one["name"], other["name"]),
    }  # fmt: skip


def reason(then: Network, ties: tuple[str, ...], a: str, b: str) -> Sentence:
    """What is recorded between two people, the first tie found: contact, acquaintance or reporting line."""
    for kind, field, vocab in (
        ("CONTACT", "relationship_stage", "relationship_stage"),
        ("KNOWS", "kind", "knows_kind"),
    ):
        for id_ in ties:
            row = then.row(kind, id_)
            if row is not None:
                word = "vocab.unknown" if row[field] == "unknown" else f"vocab.{vocab}.{row[field]}"
                return Sentence(f"route.why.{kind.lower()}", {"a": a, "b": b, "how": Term(word)})
    return Sentence("route.why.reports_to", {"a": a, "b": b})


def notes(ways: Ways, starts: list[str], target: str, found: list[Any]) -> list[Sentence]:
    """Why there is no route."""
    if target in ways.barred:
        return [Sentence("route.note.barred", {})]
    if not starts:
        return [Sentence("route.note.no_reps", {})]
    return [*ways.graph.graph["notes"], *([] if found else [Sentence("route.note.none", {"most": MOST_STEPS})])]
