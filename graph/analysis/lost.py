"""One loss worked out as arrays: whom it takes, and how far everybody is from us before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from graph.analysis.approach import Approach, Mask, Places, Steps, approach_of
from graph.analysis.arrays import kept, standing
from graph.analysis.people import people, today
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network

HOW = {"person": ("leaves", "turns"), "rep": ("leaves",), "account": ("churns",)}


@dataclass(frozen=True, eq=False)
class Loss:
    """One loss worked out: whom it takes (`gone` may be nobody), who no longer passes us on, steps before and after."""

    then: Network
    day: date
    kind: str
    who: str
    how: str
    approach: Approach
    members: Places
    before: Steps
    after: Steps

    @property
    def gone(self) -> Mask:
        """The places that are no longer there at all; nobody when somebody only turned against us."""
        found = np.zeros(self.approach.n, dtype=bool)
        if self.how == "leaves":
            found[self.members] = True
        return found

    @property
    def lost(self) -> Mask:
        """People we could reach and now cannot by any route; those who left are not counted among them."""
        return self.approach.counted & np.isfinite(self.before.far) & ~np.isfinite(self.after.far) & ~self.gone


def worked_out(network: Network, who: str, how: str | None, as_of: date | None) -> Loss:
    """The loss as arrays; NotFound when nobody and nothing has that id, BadValue when it cannot be lost that way."""
    day = today(as_of)
    then = standing(network, day)
    approach = approach_of(then, day)
    kind, members = _members(then, approach, who)
    how = how or HOW[kind][0]
    if how not in HOW[kind]:
        raise BadValue("error.bad_value.choice", field="how", value=how, allowed=list(HOW[kind]))
    silent = np.zeros(approach.n, dtype=bool)
    silent[members] = True
    after = approach.steps(silent=silent, gone=silent if how == "leaves" else None)
    return Loss(then, day, kind, who, how, approach, members, approach.base, after)


def _members(then: Network, approach: Approach, who: str) -> tuple[str, Places]:
    if (then["Person"]["id"] == who).any():
        return "person", np.array([approach.net.place(who)])
    reps = then["Rep"]
    if (reps["id"] == who).any():
        place = approach.rep_place.get(who)
        return "rep", np.array([] if place is None else [place], dtype=np.int64)
    if (then["Account"]["id"] == who).any():
        staff = then["WORKS_AT"]["from_id"][then["WORKS_AT"]["to_id"] == who].unique()
        places = approach.net.ids.get_indexer(staff.astype(object))
        return "account", places[places >= 0].astype(np.int64)
    raise NotFound("error.not_found.person", who=who)


def known(found: Loss) -> pd.DataFrame:
    """Everybody's name and main account by id, made once a network and day."""
    table = kept(found.then, ("people", found.day), lambda: people(found.then).set_index("id"))
    return table[["name", "account", "account_id"]]
