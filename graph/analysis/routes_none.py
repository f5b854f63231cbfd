"""Where there is no route: why not, what would open one, and whom at the same firm we can reach instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.answer import Sentence
from graph.analysis.arrays import Places
from graph.analysis.routes_net import MOST_STEPS, Ways, posts, ways_of
from graph.analysis.routes_search import Search
from graph.model.network import Network


@dataclass(frozen=True)
class Ask:
    """What was asked for: from which places to which, in how many steps, through whom, with proposed ties or not."""

    starts: Places
    target: int
    most: int
    through: str | None
    opportunity: str | None
    proposed: bool


def why_none(then: Network, day: date, ways: Ways, ask: Ask) -> list[Sentence]:
    """Why no route was found, and which other question would find one; the first sentence says it."""
    if ways.barred[ask.target]:
        return [Sentence("route.note.barred", {})]
    if not len(ask.starts):
        return [Sentence("route.note.no_reps", {})]
    told = [Sentence("route.note.none", {"most": ask.most})]
    if not ways.net.degree[ask.target]:
        return [*told, Sentence("route.note.no_ties", {})]
    return told + [
        found for look in (_longer, _anybody, _proposed, _unwilling) if (found := look(then, day, ways, ask))
    ]


def _longer(then: Network, day: date, ways: Ways, ask: Ask) -> Sentence | None:
    steps = fewest(ways, replace(ask, most=MOST_STEPS)) if ask.most < MOST_STEPS else 0
    return Sentence("route.note.longer", {"n": steps}) if steps else None


def _anybody(then: Network, day: date, ways: Ways, ask: Ask) -> Sentence | None:
    if ask.through is None:
        return None
    freely = ways_of(then, day, None, ask.opportunity, ask.proposed)
    return Sentence("route.note.through", {}) if fewest(freely, ask) else None


def _proposed(then: Network, day: date, ways: Ways, ask: Ask) -> Sentence | None:
    if ask.proposed:
        return None
    more = ways_of(then, day, ask.through, ask.opportunity, True)
    return Sentence("route.note.by_proposed", {}) if fewest(more, ask) else None


def _unwilling(then: Network, day: date, ways: Ways, ask: Ask) -> Sentence | None:
    """Only people who are against us, or are to be left alone, stand between."""
    passing = np.where(np.arange(ways.net.n) < ways.people, 1.0, 0.0)
    if ask.through is not None or not fewest(replace(ways, passing=passing), ask):
        return None
    return Sentence("route.note.unwilling", {})


def fewest(ways: Ways, ask: Ask) -> int:
    """The fewest steps in which somebody leads there, at most as many as asked; 0 where nobody does."""
    steps = Search.of(ways, ask.starts, ask.target, ask.most).connectors()[2]
    return int(steps.min()) if len(steps) else 0


def colleagues(then: Network, ways: Ways, ask: Ask) -> pd.DataFrame:
    """The others at the target's firm with the best chance 0…1 that we are introduced to each, best first.

    Columns id, name, title, chance; nobody under blackout or not to be contacted, and nobody out of reach.
    """
    table = posts(then)
    firm = table["account_id"].iloc[ask.target] if ask.target < ways.people else None
    table = table.assign(chance=ways.onward(ask.starts, ask.most)[-1][: ways.people])
    near = (table["account_id"] == firm) & (table["chance"] > 0) & ~ways.barred[: ways.people]
    near &= table.index != ask.target
    found = table.loc[near, ["id", "name", "title", "chance"]]
    return found.sort_values(["chance", "id"], ascending=[False, True], ignore_index=True)
