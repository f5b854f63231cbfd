"""Rows that say of one thing what an earlier row says otherwise."""

from __future__ import annotations

from typing import Any

import pandas as pd

from graph.model import columns
from graph.model.kinds import STORED, Tie
from ingest.clean import Bad
from ingest.mapping import Table


def contradictions(
    kind: str, before: pd.DataFrame | None, frame: pd.DataFrame, tables: list[Table]
) -> dict[str, dict[int, Bad]]:
    """By field, the rows that say of a thing what an earlier row says otherwise; rows that only add are welcome."""
    again = frame["id"].duplicated(keep=False)
    if before is not None:
        again |= frame["id"].isin(before["id"])
    if not again.any():
        return {}
    subset = frame[again]
    if before is not None:
        subset = pd.concat([before[before["id"].isin(subset["id"])], subset], ignore_index=True)
    news = len(subset) - int(again.sum())
    subset = subset.reset_index(drop=True)
    ends = ["from_id", "to_id"] if isinstance(STORED[kind], Tie) else []
    found: dict[str, dict[int, Bad]] = {}
    for name in [*ends, *STORED[kind].field]:
        told = subset[subset[name].notna()]
        first = told.drop_duplicates("id").set_index("id")
        theirs = told["id"].map(first[name].astype(object))
        for at in told.index[(told[name].astype(object) != theirs) & (told.index >= news)]:
            one: dict[str, Any] = told.loc[at].to_dict()
            earlier: dict[str, Any] = first.loc[one["id"]].to_dict()
            values = {
                "id": one["id"], "other_row": earlier["_row"], "other": columns.plain(earlier[name]),
                "file": tables[earlier["_table"]].file,
            }  # fmt: skip
            found.setdefault(name, {})[int(one["_row"])] = Bad("duplicate", values)
    return found
