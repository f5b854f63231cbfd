"""What an import comes to, worked out before anything is written: new rows, changed ones, and those that stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from graph.model import columns
from graph.model.kinds import STORED, STORED_TIES
from graph.model.network import Network
from graph.store import writing
from graph.store.commands import Change
from graph.store.reading import these
from graph.store.transaction import LATEST, Run, Standing


@dataclass(frozen=True)
class Plan:
    """What an import comes to: tables of new rows, changes of known ones, and how many stay as they are."""

    new: dict[str, pd.DataFrame]
    changed: list[Change]
    unchanged: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """New rows."""
        return sum(len(table) for table in self.new.values())

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows by kind and by added, changed, unchanged."""
        counts = writing.counted(self.changed)
        for verb, numbers in (("added", {k: len(t) for k, t in self.new.items()}), ("unchanged", self.unchanged)):
            for kind, n in numbers.items():
                if n:
                    counts.setdefault(kind, {})[verb] = n
        return counts


def plan(run: Run, network: Network) -> Plan:
    """Which rows are new, which known ones say something else, which are as they were."""
    keys = [
        (kind, start, id_)
        for kind, table in network.items()
        for start, id_ in zip(table["from_id"] if kind in STORED_TIES else table["id"], table["id"], strict=True)
    ]
    known = these(run, keys, Standing(LATEST, [])) if keys else Network.empty()
    laid = known + network
    made = Plan({}, [])
    for kind, table in network.items():
        old = table["id"].isin(known[kind]["id"])
        made.new[kind] = table[~old].reset_index(drop=True) if old.any() else table
        changed = list(_changes(kind, known[kind], _as_seen(known[kind], laid[kind], table)))
        made.changed.extend(changed)
        made.unchanged[kind] = int(old.sum()) - len(changed)
    return made


def _as_seen(known: pd.DataFrame, laid: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """The rows as they will be: `given` laid over `known`, one made from the row as it is (same `rev`) stands whole.

    Only so can a row go back to a default, which laid over another is taken for silence.
    """
    if not len(known):
        return laid
    revs = given["id"].map(known.set_index("id")["rev"])
    whole = given[(given["rev"] == revs).fillna(False).astype(bool)]
    parts = [laid[~laid["id"].isin(whole["id"])], whole]
    return pd.concat([p for p in parts if len(p)], ignore_index=True).sort_values("id", ignore_index=True)


def _changes(kind: str, known: pd.DataFrame, laid: pd.DataFrame) -> Iterator[Change]:
    """The facts that differ, row by row; both tables are in order of id."""
    after = laid[laid["id"].isin(known["id"])].reset_index(drop=True)
    differ = {f.name: ~_same(known[f.name], after[f.name]) for f in STORED[kind].fields}
    touched = pd.DataFrame(differ, index=known.index).any(axis=1)
    ends = ["from_id", "to_id"] if kind in STORED_TIES else []
    for i in known.index[touched]:
        names = [name for name, cells in differ.items() if cells[i]]
        before, now = ({n: columns.plain(t.at[i, n]) for n in [*ends, *names]} for t in (known, after))
        yield Change(kind, str(known["id"].iloc[i]), before, now, int(known["rev"].iloc[i]))


def _same(one: pd.Series, other: pd.Series) -> pd.Series:
    equal = pd.Series(one.astype(object) == other.astype(object), dtype=bool)
    return equal | (one.isna() & other.isna())


def rows_of(made: Plan) -> list[Change]:
    """Every new and changed row of a small import, as changes."""
    new = []
    for kind, table in made.new.items():
        names = [name for name in table.columns if name not in columns.SYSTEM_TYPES]
        cells = [columns.plain_list(table[name]) for name in names]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]
        new += [Change(kind, row["id"], None, row) for row in rows]
    return new + made.changed
