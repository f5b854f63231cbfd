"""A cut day for testing measures: what was known then, who could be ranked, and whom they brought after it.

The past holds ties begun by the cut, referrals at the step their dates prove by then, and deals closed by then.
What has no date cannot be told apart and stays, but for the ties that carry a hidden referral (`hide_carriers`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.analysis import people
from graph.analysis.answer import Sentence
from graph.analysis.arrays import Floats, Places, arrays_of
from graph.analysis.attribution import claimed
from graph.analysis.people import facts_only
from graph.model.network import Network

SMALLEST_PART = 10
UNDATED = ("KNOWS", "INFLUENCES")


@dataclass(frozen=True, eq=False)
class Cut:
    """One cut day: the network as known then, who is ranked (`ids`), and what each brought until `end`.

    `brought` people (shared equally among those who brought the same one) and `value` of what these bought;
    `part` numbers the connected part of each; `place` is each one's row in the whole network.
    """

    day: date
    end: date
    past: Network
    ids: pd.Index
    place: Places
    brought: Floats
    value: Floats
    part: Places
    hidden: int

    @property
    def positive(self) -> NDArray[np.bool_]:
        """Who brought anybody."""
        return self.brought > 0


def windows(
    network: Network, day: date, months: int, cut: date | None, cuts: int, hide_carriers: bool
) -> tuple[list[Cut], list[Sentence]]:
    """The cuts that anything can be learnt from, latest first; or none, and why."""
    if not len(network["Person"]):
        return [], [Sentence("analysis.note.nobody", {})]
    known = claimed(people.standing(network, day))
    known = known[known["from_id"] != known["to_id"]]
    if not known["on"].notna().any():
        return [], [Sentence("backtest.note.no_dates" if len(known) else "backtest.note.no_referrals", {})]
    if cut is not None:
        spans = [(cut, day)]
    else:
        edges = [(pd.Timestamp(day) - pd.DateOffset(months=months * one)).date() for one in range(cuts + 1)]
        spans = [*zip(edges[1:], edges, strict=False)]
    made = [cut_at(network, known, *span, hide_carriers) for span in spans]
    useful = [one for one in made if one.positive.any()]
    if not useful:
        return [], [Sentence("backtest.note.nothing_after", {"cut": spans[0][0]})]
    if not any(_has_past(one) for one in useful):
        return [], [Sentence("backtest.note.no_past", {"cut": spans[0][0]})]
    return [one for one in useful if _has_past(one)], []


def _has_past(one: Cut) -> bool:
    return any(arrays_of(one.past, name, one.day).ties for name in ("acquaintance", "influence", "referral"))


def cut_at(network: Network, known: pd.DataFrame, day: date, end: date, hide_carriers: bool) -> Cut:
    """One cut: its past, who can be ranked in it, and what they brought from the day after it until `end`."""
    moment = pd.Timestamp(day)
    before = known["to_id"][known["on"] <= moment]
    after = known[(known["on"] > moment) & ~known["to_id"].isin(before)].drop_duplicates(["from_id", "to_id"])
    past = dated(network, day)
    full = len(past["KNOWS"]) + len(past["INFLUENCES"])
    past = uncarried(past, after, moment) if hide_carriers else past
    everybody = pd.Index(network["Person"]["id"].astype(object))
    place = np.flatnonzero(on_record(past, everybody, after))
    inside = after[after["on"] <= pd.Timestamp(end)]
    share = 1 / inside.groupby("to_id")["from_id"].transform("size")
    who = everybody.get_indexer(inside["from_id"].astype(object))
    size, seen = len(everybody), who >= 0
    brought = np.bincount(who[seen], share.to_numpy(dtype=float)[seen], minlength=size).astype(np.float64)
    worth = (inside["won_amount"].fillna(0.0) * share).to_numpy(dtype=float)
    value = np.bincount(who[seen], worth[seen], minlength=size).astype(np.float64)
    part = parts(network, everybody)
    hidden = full - len(past["KNOWS"]) - len(past["INFLUENCES"])
    return Cut(day, end, past, everybody[place], place, brought[place], value[place], part[place], hidden)


def dated(network: Network, day: date) -> Network:
    """What was known that day: `people.standing`, deals closed later open again, ties written down later left out.

    Ties without a beginning go by the day they were written down, if the book was in use before that day at all.
    """
    then = people.standing(network, day)
    moment, tables = pd.Timestamp(day), dict(then.items())
    deals, referrals = then["Opportunity"], then["Referral"]
    closed = deals["expected_on"] <= moment
    tables["Opportunity"] = deals.assign(status=deals["status"].where(closed, "open"))
    tables["Referral"] = referrals.assign(won_amount=referrals["won_amount"].where(referrals["won_on"].notna()))
    for kind, table in then.items():
        if "since" in table and (table["created_at"] <= moment).any():
            tables[kind] = table[~(table["since"].isna() & (table["created_at"] > moment))].reset_index(drop=True)
    return Network(tables)


def uncarried(past: Network, hidden: pd.DataFrame, moment: pd.Timestamp) -> Network:
    """The past less its ties between the two people of a hidden referral, either way, that nothing proves older."""
    pairs = pd.MultiIndex.from_arrays(_sorted(hidden))
    tables = dict(past.items())
    for kind in UNDATED:
        table = tables[kind]
        unproven = table["since"].isna() & ~(table["created_at"] <= moment)
        carries = pd.MultiIndex.from_arrays(_sorted(table)).isin(pairs) & unproven.to_numpy(bool)
        tables[kind] = table[~carries].reset_index(drop=True)
    return Network(tables)


def _sorted(table: pd.DataFrame) -> list[NDArray[Any]]:
    a, b = (table[end].to_numpy(dtype=object) for end in ("from_id", "to_id"))
    swapped = a > b
    return [np.where(swapped, b, a), np.where(swapped, a, b)]


def on_record(past: Network, everybody: pd.Index, after: pd.DataFrame) -> NDArray[np.bool_]:
    """Who was known on the cut day: all but those of whom a hidden referral is the first we hear."""
    ends = [past[kind][end] for kind in ("KNOWS", "INFLUENCES", "REPORTS_TO") for end in ("from_id", "to_id")]
    ends += [past["WORKS_AT"]["from_id"], past["CONTACT"]["to_id"], past["MADE"]["from_id"]]
    seen = everybody.isin(pd.concat(ends).astype(object))
    known: NDArray[np.bool_] = seen | ~everybody.isin(after["to_id"])
    return known


def parts(network: Network, everybody: pd.Index) -> Places:
    """The connected part of each in all recorded ties between people; parts of under 10 count as one."""
    ties = pd.concat(
        [facts_only(network[kind])[["from_id", "to_id"]] for kind in ("KNOWS", "INFLUENCES", "REPORTS_TO")]
    )
    a, b = (everybody.get_indexer(pd.Index(ties[end].astype(object))) for end in ("from_id", "to_id"))
    sound = (a >= 0) & (b >= 0)
    joined = sparse.coo_array((np.ones(int(sound.sum())), (a[sound], b[sound])), shape=(len(everybody),) * 2)
    label = csgraph.connected_components(joined, directed=False)[1].astype(np.int64)
    found: Places = np.where(np.bincount(label)[label] < SMALLEST_PART, -1, label) + 1
    return found
