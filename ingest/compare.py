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
    told = _one_each(pieces)
    table = known[kind].set_index("id", drop=False)
    old = told["id"].isin(table.index)
    before = table.loc[told["id"][old]]
    after, differs = _over(kind, before, told[old])
    touched = differs.any(axis=1).to_numpy()
    state = np.full(len(told), NEW, dtype=object)
    state[old.to_numpy()] = np.where(touched, CHANGED, UNCHANGED)
    changed = differs[touched]
    fields = {str(id_): tuple(changed.columns[row]) for id_, row in zip(changed.index, changed.to_numpy(), strict=True)}
    fresh = columns.frame(STORED[kind], told[~old].drop(columns=list(ORIGIN)))
    parts = [part for part in (fresh, after[touched]) if len(part)]
    put = pd.concat(parts, ignore_index=True) if parts else fresh
    became = told[["id", *ORIGIN]].assign(state=state)
    return Verdict(put.sort_values("id", ignore_index=True), became, fields)


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


def _over(kind: str, before: pd.DataFrame, told: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Known rows with what is told laid over them, and which facts that changed."""
    of = STORED[kind]
    told = told.set_index("id", drop=False)
    names = [*(["from_id", "to_id"] if isinstance(of, Tie) else []), *of.field]
    after, differs = before.copy(), pd.DataFrame(index=before.index)
    for name in names:
        said = told[name].notna()
        mine = columns.column(of.field.get(name), name, told[name])
        other = _differs(mine, before[name]) & said
        differs[name] = other
        after[name] = mine.where(other, before[name])
    return after, differs


def _differs(mine: pd.Series, theirs: pd.Series) -> pd.Series:
    """Where the cells are not the same; text that is the same once tidied is the same."""
    if mine.dtype == object:
        return pd.Series([a != b for a, b in zip(mine, theirs, strict=True)], index=mine.index, dtype=bool)
    other = (mine != theirs).fillna(True).astype(bool)
    if isinstance(mine.dtype, pd.StringDtype) and other.any():
        tidied = theirs[other].map(lambda text: clean.text(text) if isinstance(text, str) else text)
        other[other] = (mine[other] != tidied).to_numpy()
    return other
