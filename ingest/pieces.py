"""What the rows of one sheet say, kind by kind, every piece with the row that it comes from."""

from __future__ import annotations

import pandas as pd

from graph.model.kinds import KINDS, Node
from graph.model.network import Network
from ingest.layout import Layout, Side, is_node
from ingest.ties import with_ids
from ingest.typed import whole


def pieces_of(layout: Layout, rows: pd.DataFrame, place: int, known: Network) -> dict[str, pd.DataFrame]:
    """One frame a kind: a node's sheet tells of the node and of the ties it carries, a tie's sheet of the tie alone.

    `rows` are typed and point at ids; ties that the network knows keep their ids. `place` is the table's number.
    """
    if not is_node(layout):
        start, end = (column.name for column in layout.columns if column.refers)
        told = _told(layout, rows, layout.kind, place).assign(from_id=rows[start], to_id=rows[end])
        return {layout.kind: with_ids(told, layout.kind, known)}
    found = {layout.kind: whole(layout.kind, _told(layout, rows, layout.kind, place))}
    for side in layout.sides:
        if side.column in rows:
            piece = with_ids(_side(layout, rows, side, place), side.tie, known)
            found[side.tie] = pd.concat([found[side.tie], piece]) if side.tie in found else piece
    return found


def _told(layout: Layout, rows: pd.DataFrame, kind: str, place: int) -> pd.DataFrame:
    names = {c.name: c.field for c in layout.columns if c.kind == kind and c.of is not None and c.name in rows}
    frame = rows[list(names)].rename(columns=names)
    own = isinstance(KINDS[kind], Node) or not is_node(layout)
    return frame.assign(id=rows["id"] if own and "id" in rows else None, _table=place, _row=rows.index)


def _side(layout: Layout, rows: pd.DataFrame, side: Side, place: int) -> pd.DataFrame:
    """A tie from a node's sheet. A post stands for the job's title too where the file has no column for that."""
    rows = rows[rows[side.column].notna()]
    tied = _told(layout, rows, side.tie, place)
    if side.tie == "WORKS_AT" and "job_title" not in rows and "title" in rows:
        tied = tied.assign(title=rows["title"])
    ends = (rows["id"], rows[side.column]) if side.outward else (rows[side.column], rows["id"])
    return tied.assign(from_id=ends[0], to_id=ends[1])
