"""How far everybody is from us in steps, now and when somebody no longer stands where they stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis import lineage
from graph.analysis.arrays import Arrays, arrays_of, kept
from graph.analysis.people import attitudes, blackout, each
from graph.analysis.project import rep_nodes
from graph.model.network import Network

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Steps:
    """`far[i]`: fewest steps from any of our reps to place `i` (0 a rep, inf nobody leads there); `up[i]` the place

    one step nearer to us, -1 for reps and the unreached.
    """

    far: Floats
    up: Places

    def rep(self, approach: Approach, who: Any) -> dict[str, str]:
        """The rep from whom the shortest way to each of these people starts, by person; the unreached are absent."""
        places = approach.net.ids.get_indexer(who)
        tops = lineage.tops(self.up)
        rep = {place: id_ for id_, place in approach.rep_place.items()}
        found = [(w, rep.get(int(tops[p]))) for w, p in zip(who, places, strict=True) if p >= 0]
        return {str(w): r for w, r in found if r is not None}

    def step(self, approach: Approach, place: int) -> tuple[str, ...]:
        """Ids of the ties of the last step on the way to somebody; none for the unreached."""
        up = int(self.up[place])
        near = approach.net.ways
        row = slice(near.start[place], near.start[place + 1])
        hits = np.flatnonzero(near.to[row] == up)
        return approach.net.pairs.ties(int(near.tie[row][hits[0]])) if up >= 0 and len(hits) else ()


@dataclass(frozen=True, eq=False)
class Approach:
    """The access network (P2) with who passes us on: `reps` start ways, `passing` people hand us on, and `counted`

    are the people we may approach. Opponents, people under blackout and people not to be contacted pass nothing on.
    """

    net: Arrays
    reps: Mask
    passing: Mask
    counted: Mask
    rep_place: dict[str, int]

    @property
    def n(self) -> int:
        """How many nodes."""
        return self.net.n

    @cached_property
    def base(self) -> Steps:
        """Steps from us as things stand."""
        return self.steps()

    def mask(self, who: Any) -> Mask:
        """Those people as a mask of places; ids that are not in the network are passed over."""
        found = np.zeros(self.n, dtype=bool)
        places = self.net.ids.get_indexer(np.asarray(who, dtype=object))
        found[places[places >= 0]] = True
        return found

    def steps(self, silent: Mask | None = None, gone: Mask | None = None) -> Steps:
        """Steps from our reps when some are `silent` (pass nothing on) and some `gone` (not there at all)."""
        starts = self.reps if gone is None else self.reps & ~gone
        return self._walked(np.flatnonzero(starts), silent, gone)

    def steps_from(self, place: int, silent: Mask | None = None, gone: Mask | None = None) -> Floats:
        """Steps from one place to everybody, itself 0, whoever is passed being willing."""
        return self._walked(np.array([place]), silent, gone).far

    def _walked(self, starts: Places, silent: Mask | None, gone: Mask | None) -> Steps:
        near, us = self.net.ways, self.n
        open_ = self.passing.copy() if silent is None else self.passing & ~silent
        open_ |= self.reps  # nothing leads to a rep, so only those who start are ever there
        keep = open_[near.tail] & ~self.reps[near.to]
        if gone is not None:
            keep &= ~gone[near.to] & ~gone[near.tail]
        count = np.zeros(us + 2, dtype=np.int64)
        np.cumsum(np.bincount(near.tail[keep], minlength=us), out=count[1:-1])
        count[-1] = count[-2] + len(starts)
        to = np.r_[near.to[keep], starts].astype(np.int32)
        matrix = sparse.csr_array((np.ones(len(to)), to, count.astype(np.int32)), shape=(us + 1, us + 1))
        order, before = csgraph.breadth_first_order(matrix, us, directed=True, return_predecessors=True)
        up = np.where((before[:us] < 0) | (before[:us] == us), -1, before[:us]).astype(np.int64)
        far = np.full(us, np.inf)
        reached = order[order < us]
        far[reached] = lineage.above(up, (up >= 0).astype(np.int64))[reached]
        return Steps(far, up)


def approach_of(then: Network, day: date) -> Approach:
    """The access network of a network that already stands as on that day; made once and kept with it."""
    return kept(then, ("approach", day), lambda: _approach(then, day))


def _approach(then: Network, day: date) -> Approach:
    net = arrays_of(then, "access", day)
    person = np.arange(net.n) < len(then["Person"])
    told = attitudes(then)
    against = [who for who, attitude in told.items() if attitude == "opponent"]
    shut = then["Person"]["id"][then["Person"]["contact_permission"] == "do_not_contact"]
    approach = Approach(net, ~person, person, person, {})
    barred = approach.mask([*shut, *blackout(then)])
    reps = then["Rep"][then["Rep"]["active"] != "no"]
    places = net.ids.get_indexer(rep_nodes(then, reps["id"]).astype(object))
    by_rep = {rep: int(place) for (rep,), place in zip(each(reps, "id"), places, strict=True)}
    return Approach(net, ~person, person & ~barred & ~approach.mask(against), person & ~barred, by_rep)
