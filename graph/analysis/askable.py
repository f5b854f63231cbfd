"""Who may be chosen to be asked: not those whom we must not ask, and only those the user wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis.answer import Listed, Sentence, Term
from graph.analysis.arrays import Arrays, Floats, arrays_of
from graph.analysis.people import people, where_mask
from graph.analysis.project import NETWORKS, projection
from graph.analysis.readiness import MUST_NOT, judged
from graph.model.errors import BadValue, NotFound
from graph.model.network import Network


@dataclass(frozen=True, eq=False)
class Askable:
    """By place in a network: who may be chosen; `notes` say how many were kept out for which reason."""

    free: NDArray[np.bool_]
    notes: list[Sentence]


def bars(then: Network, day: date) -> pd.DataFrame:
    """What speaks against asking each person, by id: one column a reason of `readiness.REASONS`."""
    return judged(then, day)[1]


def askable(
    then: Network,
    net: Arrays,
    day: date,
    exclude: Sequence[str] = (),
    where: Mapping[str, str] | None = None,
    *,
    whoever: bool = False,
) -> Askable:
    """People who match `where`, are not excluded, and whom nothing forbids to ask; `whoever` lifts that last bar.

    Forbidden (domain.md QC11) is what stands on record: blackout, officials, permission refused or only through the
    referrer, no lawful basis, asked within 90 days, index below 70. An unknown permission forbids nobody here.
    """
    kept_in = then["Person"]["id"]
    for who in exclude:
        if not (kept_in == who).any():
            raise NotFound("error.not_found.person", who=who)
    if where:
        table = people(then)
        kept_in = table[where_mask(then, table, where)]["id"]
    free = net.ids.isin(kept_in) & (counted_people(then, net) > 0) & ~net.ids.isin(list(exclude))
    told = [Sentence("cover.note.where", {"n": int(free.sum())})] if where else []
    if exclude:
        told.append(Sentence("cover.note.exclude", {"n": len(set(exclude))}))
    barred = []
    for reason in () if whoever else MUST_NOT:
        column = bars(then, day)[reason]
        silent = free & net.ids.isin(column.index[column])
        if silent.any():
            values = {"n": int(silent.sum()), "reason": Term(f"ready.reason.{reason}")}
            barred.append(Sentence("cover.note.barred.one", values))
        free = free & ~silent
    told += [Sentence("cover.note.barred", {"who": Listed(barred)})] if barred else []
    return Askable(np.asarray(free, dtype=bool), told)


def counted_people(then: Network, net: Arrays) -> Floats:
    """1 for each place that is a person, 0 for our reps: they pass on and are not reached."""
    return np.asarray(net.ids.isin(then["Person"]["id"]), dtype=np.float64)


def of_people(then: Network, name: str, day: date) -> Arrays:
    """The named network; BadValue where it is none of people."""
    if projection(name).nodes != "Person":
        allowed = [one.name for one in NETWORKS.values() if one.nodes == "Person"]
        raise BadValue("error.bad_value.choice", field="network", value=name, allowed=allowed)
    return arrays_of(then, name, day)
