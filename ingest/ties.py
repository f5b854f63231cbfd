"""Which tie a row means: the known one between the same two, or a new one with an id of its own facts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from graph.model.kinds import TIES, Tie, tie_id
from graph.model.network import Network
from ingest.typed import whole


def with_ids(frame: pd.DataFrame, kind: str, known: Network) -> pd.DataFrame:
    """Symmetric ties smaller id first; each tie the id of the known one it is, else one from its own facts."""
    tie, frame = TIES[kind], whole(kind, frame)
    if tie.symmetric:
        swapped = frame["from_id"] > frame["to_id"]
        first, second = frame["from_id"], frame["to_id"]
        frame = frame.assign(from_id=first.mask(swapped, second), to_id=second.mask(swapped, first))
    keys = [_keyed(frame, tie, name) for name in tie.key]
    facts = list(zip(frame["from_id"], frame["to_id"], *keys, strict=True))
    by_key, lone = _known_ties(known, tie)
    ids = [
        by_key.get(one) or (lone.get(one[:2]) if blank else None) or tie_id(kind, *one)
        for one, blank in zip(facts, _blank_keys(frame, tie), strict=True)
    ]
    told = frame["id"].astype("str")
    return frame.assign(id=told.fillna(pd.Series(ids, index=frame.index, dtype="str")))


def _keyed(frame: pd.DataFrame, tie: Tie, name: str) -> list[object]:
    """A key field as the model spells it in an id."""
    empty = tie.field[name].empty
    return [empty if pd.isna(value) else value for value in frame[name].astype(object)]


def _blank_keys(frame: pd.DataFrame, tie: Tie) -> list[bool]:
    said = [frame[name].notna().to_numpy() for name in tie.key]
    return (~np.any(said, axis=0)).tolist() if said else [True] * len(frame)


def _known_ties(known: Network, tie: Tie) -> tuple[dict[tuple[object, ...], str], dict[tuple[object, ...], str]]:
    """Ids of known ties by ends and key; and by ends alone where there is only one."""
    table = known[tie.name]
    if not len(table):
        return {}, {}
    keys = [_keyed(table, tie, name) for name in tie.key]
    facts = list(zip(table["from_id"], table["to_id"], *keys, strict=True))
    by_key = dict(zip(facts, table["id"], strict=True))
    alone = ~table.duplicated(["from_id", "to_id"], keep=False)
    lone = {one[:2]: id_ for one, id_, only in zip(facts, table["id"], alone, strict=True) if only}
    return by_key, lone
