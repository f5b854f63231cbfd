"""What explanations of one network share: who knows whom, circles, distances, names, who holds others together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis.answer import Sentence
from graph.analysis.arrays import Arrays, Floats, Places, arrays_of, circles, kept, standing
from graph.analysis.people import each
from graph.engine import cuts
from graph.model.network import Network

SMALL = 2_000


@dataclass(frozen=True)
class Ground:
    """A network as it stood on a day, with what every explanation on it needs worked out once."""

    then: Network
    day: date

    @property
    def net(self) -> Arrays:
        """Who knows whom."""
        return arrays_of(self.then, "acquaintance", self.day)

    @property
    def moves(self) -> Arrays:
        """Who moves whom."""
        return arrays_of(self.then, "influence", self.day)

    @property
    def access(self) -> Arrays:
        """Who knows whom, our reps included."""
        return arrays_of(self.then, "access", self.day)

    @property
    def circles(self) -> Places:
        """The circle of each person, by place; -1 for none."""
        return kept(self.then, ("circles", self.day), lambda: circles(self.net))

    @cached_property
    def splits(self) -> set[int]:
        """The places of those without whom others are separated."""
        return {*cuts.cut_off(self.net.ways).nodes.tolist()}

    @cached_property
    def holds(self) -> set[int]:
        """The places of those without whom we reach some people no more."""
        reps = np.arange(len(self.then["Person"]), self.access.n)
        return {*cuts.cut_off_from(self.access.ways, reps).nodes.tolist()}

    @cached_property
    def roads(self) -> Any:
        """The lengths of all ties as a matrix."""
        ways = self.net.by_distance
        lengths: Any = (ways.weight, ways.to, ways.start)
        return sparse.csr_array(lengths, shape=(self.net.n, self.net.n))

    @cached_property
    def names(self) -> list[str]:
        """Everybody's name, by place."""
        return list(self.then["Person"]["name"].fillna("").astype(object))

    @cached_property
    def employers(self) -> dict[str, set[str]]:
        """Accounts each person works for."""
        found: dict[str, set[str]] = {}
        for who, account in each(self.then["WORKS_AT"], "from_id", "to_id"):
            found.setdefault(who, set()).add(account)
        return found

    @cached_property
    def accounts(self) -> dict[str, str]:
        """Name of each account, by id."""
        return dict(each(self.then["Account"], "id", "name"))

    def laid(self) -> Ground:
        """The same with all of it worked out, so that no explanation has to wait for another."""
        _ = self.circles, self.splits, self.holds, self.roads, self.names, self.employers, self.accounts
        return self

    def size(self, small: int, big: int) -> int:
        """How many to look at: fewer in a network of more than 2,000."""
        return small if self.net.n <= SMALL else big

    def far(self, starts: Any, limit: float = np.inf) -> Floats:
        """Distances from each start to everybody, infinite beyond the limit."""
        found: Floats = csgraph.dijkstra(self.roads, indices=np.asarray(starts, dtype=np.int64), limit=limit)
        return found

    def circle_name(self, circle: int) -> str | Sentence:
        """The organisation most of a circle work for, else whom of it most know."""
        members = np.flatnonzero(self.circles == circle)
        at = pd.Series([min(self.employers.get(who, {""})) for who in self.net.ids[members]]).value_counts()
        if at.index[0] and at.iloc[0] * 2 > len(members):
            return self.accounts.get(at.index[0]) or str(at.index[0])
        return Sentence("explain.circle_of", {"who": self.names[members[np.argmax(self.net.degree[members])]]})


def ground_of(network: Network, day: date) -> Ground:
    """The ground of a network on a day, laid once and kept with it."""
    then = standing(network, day)
    return kept(then, ("ground", day), lambda: Ground(then, day))
