"""A projection as arrays: its nodes in order, its pairs as places, and the graph that the engine reads.

Made once for a network and a day and kept with that network, so that every page and measure shares it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis import people
from graph.analysis.answer import Sentence
from graph.analysis.pairs import Pairs
from graph.analysis.project import Projection, notes, placed, projection
from graph.engine import local
from graph.engine.csr import CSR
from graph.model.network import Network

T = TypeVar("T")
Floats = NDArray[np.float64]
Places = NDArray[np.int64]
KEPT = 24


@dataclass(frozen=True, eq=False)
class Arrays:
    """One projection as it stood on a day: `pairs` of places in `ids`, `notes` about its ties, `turned` if reversed.

    `of` is 0…1 a tie for strength (bigger is closer) and whole numbers for distance (smaller is closer).
    """

    wanted: Projection
    day: date
    pairs: Pairs
    notes: list[Sentence]

    @property
    def name(self) -> str:
        """The projection's name."""
        return self.wanted.name

    @property
    def directed(self) -> bool:
        """Whether ties have a direction."""
        return self.wanted.directed

    @property
    def ids(self) -> Any:
        """Everybody in it as a pandas Index; place `i` of every array is `ids[i]`."""
        return self.pairs.ids

    @property
    def n(self) -> int:
        """How many nodes."""
        return len(self.pairs.ids)

    @property
    def ties(self) -> int:
        """How many pairs are tied."""
        return len(self.pairs.a)

    def __len__(self) -> int:
        return self.n

    @cached_property
    def ways(self) -> CSR:
        """The graph without weights."""
        return CSR.build(self.n, self.pairs.a, self.pairs.b, directed=self.directed)

    @cached_property
    def by_strength(self) -> CSR:
        """The graph with the strength 0…1 of each tie: bigger is closer."""
        return self.ways.weighing(self.pairs.strength)

    @cached_property
    def by_distance(self) -> CSR:
        """The graph with the length of each tie, whole numbers ≥ 18: smaller is closer."""
        return self.ways.weighing(self.pairs.distance)

    def reading(self, weight: str, weighted: bool = True) -> CSR:
        """The graph as a measure reads it: by "strength", by "distance", or every tie alike."""
        if not weighted or weight == "none":
            return self.ways
        return self.by_strength if weight == "strength" else self.by_distance

    def inward(self) -> Arrays:
        """The same with every arrow turned round; itself where there is no direction."""
        if not self.directed:
            return self
        return replace(self, pairs=replace(self.pairs, a=self.pairs.b, b=self.pairs.a))

    @cached_property
    def degree(self) -> Places:
        """Ties of each node, arrows in and out counted together."""
        both = np.r_[self.pairs.a, self.pairs.b]
        return np.bincount(both, minlength=self.n).astype(np.int64)

    @cached_property
    def component(self) -> Places:
        """The connected part each node is in, as a number; directions do not matter."""
        a, b = self.pairs.a, self.pairs.b
        matrix = sparse.coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(self.n, self.n))
        return cast(Places, csgraph.connected_components(matrix, directed=False)[1].astype(np.int64))

    @cached_property
    def component_size(self) -> Places:
        """How many nodes hang together with each, itself included."""
        return np.bincount(self.component)[self.component] if self.n else np.zeros(0, dtype=np.int64)

    def place(self, who: str) -> int:
        """The place of somebody; KeyError when they are not in it."""
        return int(self.ids.get_loc(who))

    def nearest(self, place: int) -> list[tuple[int, int]]:
        """Whom somebody is tied to and by which pair, closest first; along the arrows where there is direction."""
        return self._near(self.ways, place)

    def _near(self, ways: CSR, place: int) -> list[tuple[int, int]]:
        mine = slice(ways.start[place], ways.start[place + 1])
        to, tie = ways.to[mine], ways.tie[mine]
        order = np.lexsort((to, -self.pairs.strength[tie]))
        return list(zip(to[order].tolist(), tie[order].tolist(), strict=True))

    def strongest(self, who: str, most: int = 5) -> tuple[str, ...]:
        """Ids of the ties by which somebody hangs in it, strongest first, to at most five others.

        The outgoing ones where there is direction; somebody whom arrows only reach has the incoming.
        """
        place = self.place(who)
        near = self.nearest(place) or self._near(self.ways.turned, place)
        return tuple(dict.fromkeys(tie for _, pair in near[:most] for tie in self.pairs.ties(pair)))

    def series(self, values: Any) -> pd.Series:
        """Numbers in order of place as a Series by id."""
        return pd.Series(np.asarray(values, dtype=float), index=self.ids)


def arrays_of(then: Network, name: str, day: date) -> Arrays:
    """The named projection of a network that already stands as on that day; made once and kept with it."""
    wanted = projection(name)
    return kept(
        then, ("arrays", name, day), lambda: Arrays(wanted, day, placed(wanted, then, day), notes(wanted, then))
    )


def standing(network: Network, day: date) -> Network:
    """The network as it stood that day; made once and kept with the network."""
    return kept(network, ("standing", day), lambda: people.standing(network, day))


def kept(network: Network | Arrays, key: Hashable, make: Callable[[], T]) -> T:
    """What was made from this network (or projection) under that key before, else what `make` gives from now on.

    Networks never change, so what was made from one stays true; only the newest 24 things of each are kept.
    """
    shelf: dict[Hashable, Any] = vars(network).setdefault("_kept", {})
    if key not in shelf:
        shelf[key] = make()
        while len(shelf) > KEPT:
            shelf.pop(next(iter(shelf)), None)
    return cast(T, shelf[key])


def circles(net: Arrays) -> Places:
    """The circle each node is in, 0 for the largest; -1 for nodes without ties. By strength (`local.communities`).

    Circles ask better questions, they are not facts: another seed may draw some borders elsewhere. Directions do not
    matter; equal sizes in order of the first id.
    """
    label = local.communities(net.by_strength, weighted=True).label
    return by_size(np.where(net.degree > 0, label, -1))


def by_size(groups: Places) -> Places:
    """Groups renumbered, the largest 0, equal ones by their first place; -1 stays -1.

    >>> by_size(np.array([7, 3, 3, -1, 7, 7]))
    array([ 0,  1,  1, -1,  0,  0])
    """
    grouped = np.flatnonzero(groups >= 0)
    _, first, number, size = np.unique(groups[grouped], return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(size), dtype=np.int64)
    rank[np.lexsort((first, -size))] = np.arange(len(size))
    found = np.full(len(groups), -1, dtype=np.int64)
    found[grouped] = rank[number]
    return found
