"""What an import brings against what is known: which rows are new, which changed and in what, which say nothing new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from graph.model import columns
from graph.model.kinds import STORED, Tie
from graph.model.network import Network
from ingest import clean
from ingest.typed import ORIGIN

NEW, CHANGED, UNCHANGED = "created", "changed", "unchanged"


@dataclass(frozen=True)
class Verdict:
    """For one kind: the rows to write (whole, with what was known before), and what became of every id."""

    put: pd.DataFrame
    became: pd.DataFrame
    fields: Mapping[str, tuple[str, ...]]


def verdict(kind: str, pieces: pd.DataFrame, known: Network) -> Verdict:
    """Blank cells never erase: a known row changes only where the file says something else.

    `became` has id, `_table`, `_row` (where the id came first) and `state`; `fields` names what changes, by id.
    """
    told, table = _one_each(pieces), known[kind]
    places = pd.Index(table["id"].to_numpy(dtype=object)).get_indexer(told["id"].to_numpy(dtype=object))
    old = places >= 0
    before, over = table.take(places[old]).reset_index(drop=True), told[old].reset_index(drop=True)
    differs = _differing(kind, before, over)
    touched = differs.any(axis=1).to_numpy()
    state = np.full(len(told), NEW, dtype=object)
    state[old] = np.where(touched, CHANGED, UNCHANGED)
    parts = []
    if not old.all():
        parts.append(columns.frame(STORED[kind], told[~old].drop(columns=list(ORIGIN))))
    if touched.any():
        parts.append(_over(kind, before[touched], over[touched], differs[touched]))
    put = pd.concat(parts, ignore_index=True) if parts else before[:0]
    fields = zip(before["id"][touched], differs[touched].to_numpy(), strict=True)
    return Verdict(
        put.sort_values("id", ignore_index=True),
        told[["id", *ORIGIN]].assign(state=state),
        {str(id_): tuple(differs.columns[row]) for id_, row in fields},
    )


def _one_each(pieces: pd.DataFrame) -> pd.DataFrame:
    """One row an id: rows that say different things of one id together say all of them."""
    again = pieces["id"].duplicated(keep=False)
    if not again.any():
        return pieces.reset_index(drop=True)
    several = pieces[again]
    laid = several.drop_duplicates("id").set_index("id", drop=False)
    for name in several.columns.difference(["id", *ORIGIN]):
        said = several[several[name].notna()].drop_duplicates("id").set_index("id")[name]
        laid[name] = said.reindex(laid.index)
    return pd.concat([pieces[~again], laid], ignore_index=True)


def _differing(kind: str, before: pd.DataFrame, told: pd.DataFrame) -> pd.DataFrame:
    """Which facts of known rows the import says otherwise; row by row, field by field."""
    differs: dict[str, pd.Series] = {}
    for name in _facts(kind):
        said = told[name].notna()
        differs[name] = said & _differs(_typed(kind, name, told), before[name]) if said.any() else said
    return pd.DataFrame(differs, index=before.index)


def _facts(kind: str) -> list[str]:
    of = STORED[kind]
    return [*(["from_id", "to_id"] if isinstance(of, Tie) else []), *of.field]


def _typed(kind: str, name: str, told: pd.DataFrame) -> pd.Series:
    return columns.column(STORED[kind].field.get(name), name, told[name])


def _over(kind: str, before: pd.DataFrame, told: pd.DataFrame, differs: pd.DataFrame) -> pd.DataFrame:
    """Known rows with what the import says otherwise laid over them."""
    return before.assign(
        **{
            name: _typed(kind, name, told).where(differs[name], before[name])
            for name in _facts(kind)
            if differs[name].any()
        }
    )


def _differs(mine: pd.Series, theirs: pd.Series) -> pd.Series:
    """Where the cells are not the same; text that is the same once tidied is the same."""
    if mine.dtype == object:
        return pd.Series([a != b for a, b in zip(mine, theirs, strict=True)], index=mine.index, dtype=bool)
    other = (mine != theirs).fillna(True).astype(bool)
    if isinstance(mine.dtype, pd.StringDtype) and other.any():
        tidied = theirs[other].map(lambda text: clean.text(text) if isinstance(text, str) else text)
        other[other] = (mine[other] != tidied).to_numpy()
    return other
