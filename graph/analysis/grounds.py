"""Grounds on which two people may know each other: who was where with whom, and which pairs are settled already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from graph.model.network import Network
from graph.model.vocab import ONLY_TOLD

MOST_MEMBERS = 60  # of a larger group or event nobody can say that two of it know each other
LEAST_DAYS = 365  # together at one employer
COUNTED = 60_000  # pairs looked at for how often a ground holds
CLASSES, UNFIT = ("school", "class_cohort"), ("home_town", "family_event")
GROUNDS = {"class": "alumni", "circle": "business_partner", "event": "business_partner", "job": "former_colleague"}
JOINED = ("KNOWS", "REPORTS_TO", "INFLUENCES")
Ints = npt.NDArray[np.int64]


class Rate(NamedTuple):
    """Of so many pairs that share such a ground, how many are on record as tied."""

    pairs: int
    known: int

    @property
    def share(self) -> float:
        """0…1 by the rule of succession: (known + 1) ÷ (pairs + 2)."""
        return (self.known + 1) / (self.pairs + 2)


@dataclass(frozen=True)
class Grounds:
    """Everything proposals are made from, on one day. People are places in `ids`, pairs `smaller · n + larger`.

    `places`: person, place, ground, tie, since, until, left, one row for everybody who was there with others;
    `called` names the places; `crowds` those left out as too big, by name; `recorded` and `dismissed` pairs in order;
    `noted` ties that somebody recorded as a guess: id, kind, sort, a, b.
    """

    ids: pd.Index
    places: pd.DataFrame
    called: npt.NDArray[np.object_]
    crowds: pd.Series
    recorded: Ints
    dismissed: Ints
    noted: pd.DataFrame
    rates: Mapping[str, Rate]


def grounds(network: Network, day: date) -> Grounds:
    """Who was where by that day, and which pairs are tied, dismissed or noted as a guess; an empty network has none."""
    ids = pd.Index(network["Person"]["id"].to_numpy(object))
    places, called, crowds = _places(network, ids, day)
    tables = {kind: network[kind] for kind in JOINED}
    ends = {kind: _ends(ids, table) for kind, table in tables.items()}
    guess = {kind: (table["confidence"] == "inferred").to_numpy(bool) for kind, table in tables.items()}
    recorded = np.unique(np.concatenate([keys(len(ids), *ends[k][:, ~guess[k] & (ends[k] >= 0).all(axis=0)])
                                         for k in JOINED]))  # fmt: skip
    away = _ends(ids, network["NOT_TIED"])
    noted = pd.concat([_noted(kind, tables[kind], ends[kind], guess[kind]) for kind in JOINED], ignore_index=True)
    noted = noted.drop_duplicates(["a", "b"], ignore_index=True)
    dismissed = np.unique(keys(len(ids), *away[:, (away >= 0).all(axis=0)]))
    return Grounds(ids, places, called, crowds, recorded, dismissed, noted, _rates(len(ids), places, recorded))


def keys(n: int, a: Ints, b: Ints) -> Ints:
    """One number a pair, whichever way round."""
    return np.minimum(a, b) * max(n, 1) + np.maximum(a, b)


def among(known: Ints, wanted: Ints) -> npt.NDArray[np.bool_]:
    """Which of the wanted numbers are among the known ones, which are in order."""
    if not len(known):
        return np.zeros(len(wanted), bool)
    return np.asarray(known[np.minimum(np.searchsorted(known, wanted), len(known) - 1)] == wanted)


def met(places: pd.DataFrame, mine: npt.NDArray[np.bool_] | None, *, within: bool) -> pd.DataFrame:
    """Two of one place: a (smaller), b, ground, place, both ties; of `mine` (a row each) one of them, or both."""
    one = places if mine is None else places[mine]
    if within:
        other = one
    else:
        here = np.zeros(int(places["place"].max()) + 1 if len(places) else 0, bool)
        here[one["place"].to_numpy()] = True
        other = places[here[places["place"].to_numpy()]]
    both = one.merge(other, on=["ground", "place"], suffixes=("_a", "_b"))
    both = both[both["person_a"] != both["person_b"]]
    together = (both[["until_a", "until_b"]].min(axis=1) - both[["since_a", "since_b"]].max(axis=1)).dt.days
    parted = (both["left_a"] | both["left_b"]) & (together >= LEAST_DAYS)
    both = both[(both["ground"] != "job") | parted]
    a, b = both["person_a"].to_numpy(), both["person_b"].to_numpy()
    found = pd.DataFrame({
        "a": np.minimum(a, b), "b": np.maximum(a, b), "ground": both["ground"].to_numpy(object),
        "place": both["place"].to_numpy(), "tie_a": both["tie_a"].to_numpy(object),
        "tie_b": both["tie_b"].to_numpy(object),
    })  # fmt: skip
    return found.drop_duplicates(["a", "b", "place"], ignore_index=True)


def _places(network: Network, ids: pd.Index, day: date) -> tuple[pd.DataFrame, npt.NDArray[np.object_], pd.Series]:
    groups, events = network["Group"], network["Activity"]
    groups = groups[~groups["kind"].isin(UNFIT)].set_index("id")
    events = events[~events["kind"].isin(UNFIT)].set_index("id")
    inside, came, jobs = (network[kind] for kind in ("MEMBER_OF", "TOOK_PART", "WORKS_AT"))
    kind = _looked(groups["kind"].astype(object), inside["to_id"])
    told = (inside["volunteered"] == "yes").to_numpy(bool) | ~pd.Series(kind).isin(ONLY_TOLD).to_numpy()
    sure = (inside["confidence"] != "inferred").to_numpy(bool) & pd.notna(kind) & told
    parts = [
        _rows(ids, inside[sure], np.where(np.isin(kind[sure].astype("U20"), CLASSES), "class", "circle")),
        _rows(ids, came[came["to_id"].isin(events.index)], "event"),
        _rows(ids, jobs[jobs["since"].notna() & (jobs["confidence"] != "inferred")], "job"),
    ]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["person"] >= 0].drop_duplicates(["person", "place", "since"], ignore_index=True)
    titles = events["purpose"].where(events["purpose"].notna(), events["on"].astype("str"))
    names = pd.concat([groups["name"], titles, network["Account"].set_index("id")["name"]]).astype(object)
    code, place = pd.factorize(rows["place"], sort=True)
    rows["place"] = code
    rows["left"] = (rows["until"].notna() & (rows["until"] <= pd.Timestamp(day))).to_numpy(bool)
    rows["until"] = rows["until"].fillna(pd.Timestamp(day))
    called = _looked(names[~names.index.duplicated()], pd.Series(place, dtype=object))
    size = np.bincount(code, minlength=len(place))
    crowds = pd.Series(size[size > MOST_MEMBERS], index=called[size > MOST_MEMBERS]).sort_values(ascending=False)
    fit = (size[code] > 1) & (size[code] <= MOST_MEMBERS)
    return rows[fit].sort_values(["place", "person", "tie"], ignore_index=True), called, crowds


def _looked(values: pd.Series, at: pd.Series) -> npt.NDArray[np.object_]:
    """The value of each id, None where there is none."""
    told: npt.NDArray[np.object_] = np.array([*values.to_numpy(object), None], object)
    return told[values.index.get_indexer(pd.Index(at.to_numpy(object)))]


def _rows(ids: pd.Index, ties: pd.DataFrame, ground: Any) -> pd.DataFrame:
    spans = {name: ties[name] if name in ties else pd.Series(pd.NaT, ties.index, "datetime64[s]")
             for name in ("since", "until")}  # fmt: skip
    return pd.DataFrame({
        "ground": ground, "place": ties["to_id"].to_numpy(object),
        "person": ids.get_indexer(pd.Index(ties["from_id"].to_numpy(object))), "tie": ties["id"].to_numpy(object),
        **spans,
    })  # fmt: skip


def _ends(ids: pd.Index, table: pd.DataFrame) -> Ints:
    """Both ends of each tie as places in `ids`, -1 for somebody who is not there."""
    return np.array([ids.get_indexer(pd.Index(table[end].to_numpy(object))) for end in ("from_id", "to_id")])


def _noted(kind: str, table: pd.DataFrame, ends: Ints, guess: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Ties recorded as a guess that have not ended."""
    kept = guess & table["until"].isna().to_numpy() & (ends >= 0).all(axis=0)
    told = table[kept]
    a, b = ends[:, kept]
    sort = told["kind"].to_numpy(object) if "kind" in told else np.full(len(told), "", object)
    return pd.DataFrame({"id": told["id"].to_numpy(object), "kind": np.full(len(told), kind, object), "sort": sort,
                         "a": np.minimum(a, b), "b": np.maximum(a, b)})  # fmt: skip


def _rates(n: int, places: pd.DataFrame, recorded: Ints) -> dict[str, Rate]:
    """How often each ground holds on our own records, over the first places of each ground up to COUNTED pairs."""
    found = {}
    for ground in GROUNDS:
        here = places[places["ground"] == ground]
        size = here.groupby("place")["person"].transform("size")
        pairs = met(here[size.cumsum() <= COUNTED], None, within=True)
        tied = among(recorded, keys(n, pairs["a"].to_numpy(), pairs["b"].to_numpy()))
        found[ground] = Rate(len(pairs), int(tied.sum()))
    return found
