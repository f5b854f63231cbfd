"""The most credible routes to one person: by different first connectors, or simply the best there are.

Chances only shrink along a route, so what a beginning can still come to is known exactly from layers worked out once,
outward from the target; a best route within a number of steps never passes anybody twice.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from graph.analysis.arrays import Floats, Places
from graph.analysis.routes_net import Ways, spread

Path = tuple[int, ...]
Found = tuple[float, Path]
SAME = 1 - 1e-11  # a chance that falls short by less is the same chance


@dataclass(frozen=True, eq=False)
class Search:
    """One question: from those starts to that target in at most `most` steps; `left` is `Ways.onward` to the target."""

    ways: Ways
    starts: Places
    target: int
    most: int
    left: list[Floats]

    @classmethod
    def of(cls, ways: Ways, starts: Places, target: int, most: int) -> Search:
        """Ready to be asked; a route never comes back to a single start."""
        around = int(starts[0]) if len(starts) == 1 else -1
        left = ways.onward(np.array([target]), most - 1, around=around)
        return cls(ways, starts[starts != target], target, most, left)

    def connectors(self) -> tuple[Places, Floats, Places]:
        """Every first person who leads there: places, best chances, fewest steps for these; best first.

        Equal chances: fewer steps first, then in order of place.
        """
        near = self.ways.net.by_strength
        ways = spread(near.start, self.starts)
        to, strength = near.to[ways], self.ways.strength[ways]
        strength = strength * np.where(to == self.target, 1.0, self.ways.passing[to])
        within = np.zeros((self.most, self.ways.net.n))
        for steps, layer in enumerate(self.left):
            np.maximum.at(within[steps], to, strength * layer[to])
        places = np.flatnonzero(within[-1])
        chance = within[-1, places]
        steps = (within[:, places] < chance * SAME).sum(axis=0) + 1
        order = np.lexsort((places, steps, np.round(-np.log(chance), 10)))
        return places[order], chance[order], steps[order]

    def by_connector(self, n: int) -> list[Found]:
        """The best route by each of the `n` best first connectors, best first; see `best` for equal ones."""
        places, chance, steps = self.connectors()
        if not len(places) or n < 1:
            return []
        last = min(n, len(places)) - 1
        alike = (chance >= chance[last] * SAME) & (steps <= steps[last]) | (chance * SAME > chance[last])
        found = [(*self._begin(*one), *one) for one in zip(places[alike], chance[alike], steps[alike], strict=True)]
        found.sort(key=lambda one: (round(-np.log(one[3]), 10), one[4], one[0], one[2]))
        return [self._route(*one) for one in found[:n]]

    def _begin(self, connector: int, chance: float, steps: int) -> tuple[int, float]:
        """The first start of those from which that connector leads on with that chance, and the tie's strength."""
        go, begins = self.ahead(connector, steps - 1), self.begins
        return next(
            (start, tie)
            for start, tie in zip(*self.ways.steps_from(connector), strict=True)
            if start in begins and tie * go >= chance * SAME
        )

    @cached_property
    def begins(self) -> frozenset[int]:
        """The starts, to ask whether a place is one."""
        return frozenset(self.starts.tolist())

    def _route(self, start: int, tie: float, connector: int, chance: float, steps: int) -> Found:
        """The route of that chance and length by that first person; of several the first in order of places."""
        path, so_far, least = [start, int(connector)], tie, chance * SAME
        for rest in range(steps - 2, -1, -1):
            so_far *= self.ways.passing[path[-1]]
            path, so_far = next(
                ([*path, there], so_far * tie)
                for there, tie in zip(*self.ways.steps_from(path[-1]), strict=True)
                if so_far * tie * self.ahead(there, rest) >= least
            )
        return even(so_far), tuple(path)

    def ahead(self, place: int, steps: int) -> float:
        """The best chance to be passed on from there to the target within so many steps more; 1 at the target."""
        return 1.0 if place == self.target else float(self.ways.passing[place] * self.left[steps][place])

    def best(self, n: int) -> list[Found]:
        """The `n` best routes; equal chances: fewer steps first, then in order of places (people by id, then reps)."""
        return self.by_connector(1)[:n] if n <= 1 else list(islice(self._all(), n))

    def _all(self) -> Iterator[Found]:
        """Every route, best first: always the most promising beginning is followed."""
        heap: list[tuple[float, int, Path, float]] = [(-1.0, 1, (start,), 1.0) for start in self.starts.tolist()]
        while heap:
            promise, length, path, so_far = heapq.heappop(heap)
            here = path[-1]
            if here == self.target:
                yield -promise, path
                continue
            if length > self.most:
                continue
            go = so_far * (float(self.ways.passing[here]) if length > 1 else 1.0)
            for there, tie in zip(*self.ways.steps_from(here), strict=True):
                chance = go * tie
                promise = chance * self.ahead(there, self.most - length)
                if promise and there not in path:
                    heapq.heappush(heap, (-even(promise), length + 1, (*path, there), chance))


def even(chance: float) -> float:
    """A chance to twelve digits, so that equal routes stay equal."""
    return float(f"{chance:.12g}")
