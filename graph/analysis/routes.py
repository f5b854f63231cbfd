"""Who can introduce us: the most credible ways from our people, or from one person, to a target."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from graph.analysis.answer import Answer, Sentence
from graph.analysis.arrays import Places, standing
from graph.analysis.people import today
from graph.analysis.routes_net import MOST_STEPS, Ways, ways_of
from graph.analysis.routes_none import Ask, why_none
from graph.analysis.routes_odds import ASKS, DRAWS, SEED, at_least_one, events, interval, one_fact
from graph.analysis.routes_say import reason
from graph.analysis.routes_search import Found, Search
from graph.analysis.routes_step import Step, relation, step
from graph.analysis.strength import WILLINGNESS, WILLINGNESS_UNKNOWN
from graph.model.errors import BadValue
from graph.model.network import Network

COLUMNS = [
    "rank", "id", "name", "probability", "low", "high", "cost", "connector", "connector_name", "path", "steps",
    "weakest", "unknown", "why",
]  # fmt: skip
TOGETHER = 6  # so many routes are looked at together


def routes(
    network: Network,
    target: str,
    source: str | None = None,
    alternatives: int = 1,
    as_of: date | None = None,
    through: str | None = None,
    opportunity: str | None = None,
    revision: int | None = None,
    *,
    distinct: bool = False,
    proposed: bool = False,
    most: int = MOST_STEPS,
) -> Answer:
    """Introduction routes of at most `most` (1…4) steps to a person, best chance first.

    `probability` 0…1 is the product of the strength of every tie and the willingness of everybody passed through
    (supporter 1, neutral 0.6, unknown 0.5, opponent none); `cost` is minus its natural logarithm. `low` and `high`
    hold it nine times of ten, on assumptions (`routes_odds`). `source` is a rep or a person; all our active reps
    without one. `through` "supporter" passes through supporters only. `distinct` gives the best route by each first
    person who leads there (`connector`), else the best routes whoever they start with. `proposed` counts inferred
    ties too. `unknown` is the fact whose answer would change the chance most. Nobody leads to or through people under
    tender blackout or not to be contacted; without any route the notes say why. Figures: `connectors` how many first
    people lead there, `any` the chance that one of the first six routes shown works, with `any_low` and `any_high`.
    """
    if through not in (None, "supporter"):
        raise BadValue("error.bad_value.choice", field="through", value=through, allowed=["supporter"])
    if not 1 <= most <= MOST_STEPS:
        raise BadValue("error.bad_value.range", field="steps", value=most, at_least=1, at_most=MOST_STEPS)
    day = today(as_of)
    then = standing(network, day)
    ways = ways_of(then, day, through, opportunity, proposed)
    ask = Ask(begins(ways, source), ways.place(target), most, through, opportunity, proposed)
    search = Search.of(ways, ask.starts, ask.target, most)
    found: list[Found] = []
    if not ways.barred[ask.target]:
        found = search.by_connector(alternatives) if distinct else search.best(alternatives)
    walked = [stepped(then, day, ways, path) for _, path in found]
    settings = {
        "from": source, "to": target, "alternatives": alternatives, "as_of": day, "through": through,
        "opportunity": opportunity, "most_steps": most, "distinct": distinct, "proposed": proposed,
        "willingness": {**WILLINGNESS, "unknown": WILLINGNESS_UNKNOWN}, "asks": ASKS, "draws": DRAWS, "seed": SEED,
    }  # fmt: skip
    population = {
        "network": "access", "people": ways.people, "ties": ways.net.ties, "as_of": day, "revision": revision,
    }  # fmt: skip
    rows = described(then, day, ways, found, walked)
    notes = [*ways.net.notes, *_shared(walked)] if found else why_none(then, day, ways, ask)
    return Answer("route", settings, population, rows, notes, "route.about", _figures(search, found, walked, day))


def node(network: Network, kind: str, id_: str) -> str:
    """What stands in the network for a rep or person of that id: a rep whose id a person has too is `rep:<id>`."""
    return f"rep:{id_}" if kind == "Rep" and network.row("Person", id_) else id_


def begins(ways: Ways, source: str | None) -> Places:
    """Where routes may start: everybody of ours, or the one that was named."""
    return ways.reps() if source is None else np.array([ways.place(source)])


def stepped(then: Network, day: date, ways: Ways, path: Sequence[int]) -> list[Step]:
    """A route as its steps."""
    return [step(then, day, ways, a, b, first=i == 0) for i, (a, b) in enumerate(pairwise(path))]


def described(then: Network, day: date, ways: Ways, found: list[Found], walked: list[list[Step]]) -> pd.DataFrame:
    """One row a route, with its steps in order, the step where most chance is lost, and what is not known."""
    rows = []
    for place, ((chance, path), steps) in enumerate(zip(found, walked, strict=True), 1):
        who = [named(then, ways, one) for one in path]
        told = [_told(one, who[i], who[i + 1]) for i, one in enumerate(steps)]
        weak = min(told, key=lambda one: one["chance"])
        weakest = {end: weak[end] for end in ("from", "to")}
        names = [name for _, name in who]
        unknown = one_fact(steps, chance, names)
        rows.append([
            place, *who[-1], chance, *interval(events(steps, day)), -math.log(chance), *who[1], " → ".join(names), told,
            weakest, unknown, reason(ways, steps, names, unknown),
        ])  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def named(then: Network, ways: Ways, place: int) -> tuple[str, str]:
    """The id and the name of whoever stands at that place."""
    if place < ways.people:
        row = then["Person"].iloc[place]
        return str(row["id"]), str(row["name"])
    id_ = str(ways.net.ids[place])
    rep = then.row("Rep", id_) or then.row("Rep", id_.removeprefix("rep:")) or {}
    return str(rep["id"]), str(rep["name"])


def _told(one: Step, a: tuple[str, str], b: tuple[str, str]) -> dict[str, Any]:
    """One step: who passes us to whom, by which ties, how strong, how willing the passer is, and why we think so."""
    return {
        "from": a[0], "to": b[0], "from_name": a[1], "to_name": b[1], "tie": one.carrier.row["id"], "ties": one.ties,
        "kind": one.carrier.kind, "sort": one.carrier.row.get("kind"),
        "strength": one.carrier.power, "chance": one.chance,
        "willingness": one.willing.value if one.willing else 1.0,
        "proposed": one.carrier.proposed, "factors": [factor.told() for factor in one.factors],
        "why": relation(one, a[1], b[1]),
    }  # fmt: skip


def _figures(search: Search, found: list[Found], walked: list[list[Step]], day: date) -> dict[str, Any]:
    if not found:
        return {"connectors": 0, "any": None, "any_low": None, "any_high": None}
    one, low, high = at_least_one([events(steps, day) for steps in walked[:TOGETHER]])
    return {"connectors": len(search.connectors()[0]), "any": one, "any_low": low, "any_high": high}


def _shared(walked: list[list[Step]]) -> list[Sentence]:
    """That several routes lean on the same tie, so that they can fail together."""
    ties = [{one.carrier.row["id"] for one in steps} for steps in walked[:TOGETHER]]
    shared = len({tie for i, some in enumerate(ties) for other in ties[:i] for tie in some & other})
    return [Sentence("route.note.shared", {"n": shared})] if shared else []
