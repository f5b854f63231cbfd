"""`Network`: the one value that goes all the way from a file to a map; one pandas table a kind.

Frames are shared between networks and never changed in place. Node tables have `id`, the kind's fields, `rev`,
`created_at`, `updated_at`; tie tables also `from_id` and `to_id`. Rows are in order of id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from graph.model import columns
from graph.model.errors import BadValue
from graph.model.kinds import KINDS, STORED, Kind, Row, Tie, tie_id

HAPPENED = {"Referral": "asked_on", "Activity": "on", "RewardEntry": "given_on"}  # what is there from a day on
_EMPTY: dict[str, pd.DataFrame] = {name: columns.empty(kind) for name, kind in STORED.items()}


class Network:
    """People, accounts, referrals and what joins them. Make one with `Network.of`; add two with `+`."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Tables that already have their dtypes and order; kinds left out are empty."""
        self._tables = {name: tables.get(name, _EMPTY[name]) for name in STORED}

    @classmethod
    def of(cls, **rows: pd.DataFrame | Iterable[Mapping[str, Any]]) -> Network:
        """A network from rows by kind: types are checked, defaults filled, tie ids made, KNOWS put smaller id first.

        Rows of one id are laid over each other, later ones win where they know something. Required fields may be
        missing (`checks.findings` tells). BadValue where a value does not fit its field.
        """
        return cls({name: _table(name, given) for name, given in rows.items()})

    @classmethod
    def empty(cls) -> Network:
        """Nobody and nothing."""
        return cls({})

    def __getitem__(self, kind: str) -> pd.DataFrame:
        return self._tables[kind]

    def items(self) -> Iterable[tuple[str, pd.DataFrame]]:
        """Every kind with its table, in the model's order."""
        return self._tables.items()

    def __add__(self, other: Network) -> Network:
        """Both networks as one: rows joined by id; where both know a fact, the right one wins."""
        return Network({name: _laid(KINDS[name], mine, other[name]) for name, mine in self.items()})

    def __eq__(self, other: object) -> bool:
        """The same facts; revisions and times of change do not count."""
        if not isinstance(other, Network):
            return NotImplemented
        return all(_same(mine, other[name]) for name, mine in self.items())

    __hash__ = None  # type: ignore[assignment]  # equal networks may differ in rev, and tables are big

    def __repr__(self) -> str:
        told = ", ".join(f"{name} {n:,}" for name, n in self.counts().items() if n)
        return f"Network({told or 'empty'})"

    def counts(self) -> dict[str, int]:
        """Rows by kind, all kinds, in the model's order."""
        return {name: len(table) for name, table in self.items()}

    def nbytes(self) -> int:
        """Memory of all tables in bytes."""
        return int(sum(table.memory_usage(deep=True).sum() for _, table in self.items()))

    @cached_property
    def _places(self) -> dict[str, pd.Index]:
        return {}

    def row(self, kind: str, id: str) -> Row | None:
        """One row as plain values (None where unknown; days as `date`), with `rev`; None when there is no such id."""
        index = self._places.setdefault(kind, pd.Index(self[kind]["id"]))
        if id not in index:
            return None
        cells = self[kind].iloc[int(index.get_loc(id))]  # type: ignore[arg-type]
        return {str(name): columns.plain(value) for name, value in cells.items()}

    def at(self, day: date) -> Network:
        """What held on that day: ties begun and not ended, and what had happened by then. Undated ones always hold."""
        moment = pd.Timestamp(day)
        kept = {name: _held(table, moment) for name, table in self.items()}
        invited = kept["INVITED"]
        kept["INVITED"] = _rows(invited, ~(invited["asked_on"] > moment))
        later = {kind: kept[kind]["id"][kept[kind][on] > moment] for kind, on in HAPPENED.items()}
        return Network(kept).without(later)

    def without(self, gone: Mapping[str, Iterable[str]]) -> Network:
        """The network less those ids by kind, and less every tie that ended at a node that went."""
        tables = dict(self.items())
        for kind, ids in gone.items():
            lost = pd.Index(list(ids))
            if not len(lost):
                continue
            tables[kind] = _rows(tables[kind], ~tables[kind]["id"].isin(lost))
            for tie in _touching(kind):
                ends = [side for side, kinds in (("from_id", tie.start), ("to_id", tie.end)) if kind in kinds]
                keep = ~tables[tie.name][ends].isin(lost).any(axis=1)
                tables[tie.name] = _rows(tables[tie.name], keep)
        return Network(tables)


def _touching(kind: str) -> list[Tie]:
    return [t for t in STORED.values() if isinstance(t, Tie) and kind in t.start + t.end]


def _rows(table: pd.DataFrame, keep: pd.Series) -> pd.DataFrame:
    return table if keep.all() else table.loc[keep].reset_index(drop=True)


def _same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return one is other or (len(one) == len(other) and (not len(one) or _facts(one).equals(_facts(other))))


def _facts(table: pd.DataFrame) -> pd.DataFrame:
    return table.drop(columns=list(columns.SYSTEM_TYPES))


def _held(table: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    if "until" not in table:
        return table
    return _rows(table, ~((table["since"] > moment) | (table["until"] <= moment)))


def _table(name: str, given: pd.DataFrame | Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    kind = STORED[name]
    frame = given if isinstance(given, pd.DataFrame) else pd.DataFrame(list(given), dtype=object)
    if not len(frame):
        return _EMPTY[name]
    table = columns.frame(kind, frame.reset_index(drop=True))
    if isinstance(kind, Tie):
        table = _tied(kind, table)
    if table["id"].isna().any():
        raise BadValue("error.bad_value.missing", field="id", value=None, allowed=[])
    if table["id"].is_unique:
        return table.sort_values("id", ignore_index=True)
    again = table["id"].duplicated()
    return _laid(kind, _table(name, table[~again]), _table(name, table[again]))


def _tied(kind: Tie, table: pd.DataFrame) -> pd.DataFrame:
    """Symmetric ties smaller id first, and an id of its own facts for every tie that has none."""
    if table[["from_id", "to_id"]].isna().to_numpy().any():
        raise BadValue("error.bad_value.missing", field="from_id / to_id", value=None, allowed=[])
    if kind.symmetric:
        swapped = table["from_id"] > table["to_id"]
        table = table.assign(
            from_id=table["from_id"].mask(swapped, table["to_id"]), to_id=table["to_id"].mask(swapped, table["from_id"])
        )
    bare = table["id"].isna()
    if bare.any():
        keys = [columns.plain_list(table.loc[bare, k]) for k in ("from_id", "to_id", *kind.key)]
        table.loc[bare, "id"] = [tie_id(kind.name, *facts) for facts in zip(*keys, strict=True)]
    return table


def _laid(kind: Kind, below: pd.DataFrame, above: pd.DataFrame) -> pd.DataFrame:
    """One table over another, by id: where the upper one knows a fact it wins."""
    if not len(above):
        return below
    if not len(below):
        return above
    places = pd.Index(below["id"]).get_indexer(pd.Index(above["id"]))
    shared = places >= 0
    lower = below.take(places[shared]).reset_index(drop=True)
    upper = above[shared].reset_index(drop=True)
    blended = {n: upper[n].where(columns.known(kind, n, upper[n]), lower[n]) for n in lower.columns}
    untouched = below.drop(index=places[shared])
    parts = [p for p in (untouched, above[~shared], pd.DataFrame(blended)) if len(p)]
    together: pd.DataFrame = pd.concat(parts, ignore_index=True).sort_values("id", ignore_index=True)
    return together
