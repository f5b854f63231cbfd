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
    facts, (by_key, lone) = _facts(frame, tie), _known_ties(known, tie)
    ids = [
        by_key.get(one) or (lone.get(one[:2]) if blank else None) or tie_id(kind, *one)
        for one, blank in zip(facts, _blank_keys(frame, tie), strict=True)
    ]
    made = pd.Series(ids, index=frame.index, dtype="str")
    return frame.assign(id=made if frame["id"].isna().all() else frame["id"].astype("str").fillna(made))


def _facts(frame: pd.DataFrame, tie: Tie) -> list[tuple[object, ...]]:
    """Ends and key of every row."""
    ends = [frame[side].to_numpy(dtype=object).tolist() for side in ("from_id", "to_id")]
    return list(zip(*ends, *(_keyed(frame, tie, name) for name in tie.key), strict=True))


def _keyed(frame: pd.DataFrame, tie: Tie, name: str) -> list[object]:
    """A key field as the model spells it in an id."""
    empty = tie.field[name].empty
    cells = frame[name]
    return np.where(cells.isna().to_numpy(), np.array(empty, dtype=object), cells.to_numpy(dtype=object)).tolist()  # type: ignore[no-any-return]


def _blank_keys(frame: pd.DataFrame, tie: Tie) -> list[bool]:
    said = [frame[name].notna().to_numpy() for name in tie.key]
    return (~np.any(said, axis=0)).tolist() if said else [True] * len(frame)


def _known_ties(known: Network, tie: Tie) -> tuple[dict[tuple[object, ...], str], dict[tuple[object, ...], str]]:
    """Ids of known ties by ends and key; and by ends alone where there is only one."""
    table = known[tie.name]
    if not len(table):
        return {}, {}
    facts, ids = _facts(table, tie), table["id"].to_numpy(dtype=object).tolist()
    by_key = dict(zip(facts, ids, strict=True))
    if not tie.key:
        return by_key, {}
    alone = (~table.duplicated(["from_id", "to_id"], keep=False)).tolist()
    return by_key, {one[:2]: id_ for one, id_, only in zip(facts, ids, alone, strict=True) if only}
