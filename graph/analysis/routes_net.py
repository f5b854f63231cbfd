"""Where introductions can go: the access network as arrays, with who passes us on and how willingly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis.answer import Sentence
from graph.analysis.arrays import Arrays, Floats, Places, arrays_of, kept
from graph.analysis.people import attitudes, blackout, people
from graph.analysis.project import NETWORKS, access, notes, placed
from graph.analysis.strength import WILLINGNESS, WILLINGNESS_UNKNOWN
from graph.model.errors import NotFound
from graph.model.network import Network

Mask = NDArray[np.bool_]
MOST_STEPS = 4
CARRIED_BY = ("CONTACT", "KNOWS", "REPORTS_TO")


@dataclass(frozen=True, eq=False)
class Ways:
    """The access network (P2) on a day, as places: who passes us on and how willingly, and who is left alone.

    `passing` is the chance 0…1 that each passes us on: 0 for our reps, who only ever start, and for the barred.
    `told` is what each person thinks of us, by id; people of unknown attitude are absent.
    """

    net: Arrays
    people: int
    passing: Floats
    barred: Mask
    told: dict[str, str]
    proposed: bool

    @property
    def strength(self) -> Floats:
        """How strong each way is, 0…1."""
        weight = self.net.by_strength.weight
        return np.zeros(0) if weight is None else weight

    def place(self, who: str) -> int:
        """The place of a person or rep; NotFound for anybody else."""
        if who not in self.net.ids:
            raise NotFound("error.not_found.person", who=who)
        return self.net.place(who)

    def reps(self) -> Places:
        """The places of our active reps."""
        return np.arange(self.people, self.net.n)

    def onward(self, goals: Places, most: int, *, around: int = -1) -> list[Floats]:
        """For 0, 1, … `most` steps: the best chance 0…1 to get from each place to a goal within that many.

        A goal's own willingness does not count; nothing leads through `around`.
        """
        passing = self.passing.copy()
        if around >= 0:
            passing[around] = 0.0
        passing[goals] = 1.0
        here = np.zeros(self.net.n)
        here[goals] = 1.0
        layers = [here]
        for _ in range(most):
            layers.append(self._one_step(layers[-1], passing))
        return layers

    def _one_step(self, here: Floats, passing: Floats) -> Floats:
        near, grown = self.net.by_strength, here.copy()
        ahead = here * passing
        ways = spread(near.start, np.flatnonzero(ahead))
        np.maximum.at(grown, near.to[ways], ahead[near.tail[ways]] * self.strength[ways])
        return grown

    def steps_from(self, place: int) -> tuple[list[int], list[float]]:
        """Whom somebody is tied to and how strongly 0…1, in order of place."""
        near = self.net.by_strength
        mine = slice(near.start[place], near.start[place + 1])
        return near.to[mine].tolist(), self.strength[mine].tolist()

    def pair(self, a: int, b: int) -> int:
        """The pair that ties those two; they must be tied."""
        near = self.net.ways
        mine = slice(near.start[a], near.start[a + 1])
        return int(near.tie[mine][np.searchsorted(near.to[mine], b)])


def spread(start: Places, nodes: Places) -> Places:
    """The ways of all those nodes, one after another.

    >>> spread(np.array([0, 2, 2, 5]), np.array([0, 2])).tolist()
    [0, 1, 2, 3, 4]
    """
    sizes = start[nodes + 1] - start[nodes]
    before = np.cumsum(sizes) - sizes
    return np.asarray(np.arange(int(sizes.sum())) + np.repeat(start[nodes] - before, sizes))


def ways_of(then: Network, day: date, through: str | None, opportunity: str | None, proposed: bool = False) -> Ways:
    """The ways of a network that already stands as on that day; made once and kept with it.

    Through "supporter" only supporters pass us on, for certain; else everybody as willingly as they think of us.
    `proposed` counts inferred ties too.
    """
    return kept(
        then, ("ways", day, through, opportunity, proposed), lambda: _ways(then, day, through, opportunity, proposed)
    )


def _ways(then: Network, day: date, through: str | None, opportunity: str | None, proposed: bool) -> Ways:
    net, told = access_net(then, day, proposed), attitudes(then, opportunity)
    persons = then["Person"]
    willing = {"supporter": 1.0} if through == "supporter" else WILLINGNESS
    usual = 0.0 if through == "supporter" else WILLINGNESS_UNKNOWN
    ids = persons["id"].astype(object)
    passing = np.zeros(net.n)
    passing[: len(persons)] = ids.map(told).map(lambda one: willing.get(one, 0.0), na_action="ignore").fillna(usual)
    shut = persons["contact_permission"] == "do_not_contact"
    barred = np.zeros(net.n, dtype=bool)
    barred[: len(persons)] = shut | ids.isin(list(blackout(then)))
    passing[barred] = 0.0
    return Ways(net, len(persons), passing, barred, told, proposed)


def access_net(then: Network, day: date, proposed: bool) -> Arrays:
    """The access network; with `proposed` the inferred ties are in it like any other, and its notes say so."""
    count = sum(int((then[kind]["confidence"] == "inferred").sum()) for kind in CARRIED_BY) if proposed else 0
    if not count:
        return arrays_of(then, "access", day)

    def made() -> Arrays:
        wanted = replace(NETWORKS["access"], ties=lambda network, on: access(_assumed(network), on))
        told = [*notes(wanted, _assumed(then)), Sentence("route.note.proposed", {"n": count})]
        return Arrays(wanted, day, placed(wanted, then, day), told)

    return kept(then, ("routes.proposed", day), made)


def posts(then: Network) -> pd.DataFrame:
    """`people.people` of a network, by place; made once and kept with it."""
    return kept(then, ("routes.posts",), lambda: people(then))


def _assumed(network: Network) -> Network:
    """The network with its inferred ties taken for assumed ones, so that they count."""
    sure = {kind: network[kind]["confidence"] for kind in CARRIED_BY}
    tables = {
        kind: network[kind].assign(confidence=one.mask(one == "inferred", "assumed")) for kind, one in sure.items()
    }
    return Network({**dict(network.items()), **tables})
