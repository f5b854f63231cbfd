"""Rows of tables → pieces of a Network, or Rejections: who is meant, what is missing, what contradicts an earlier row.

Nodes are taken into the Batch before ties, so that a row may point at anything of the same import. What a row says
of several kinds (a person and their job) stands or falls together. Nothing is written anywhere.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from graph.model.kinds import KINDS, Tie
from graph.model.vocab import BANNED_SOURCES, NO_BASIS
from ingest import clean, referrals
from ingest.batch import Batch
from ingest.clean import Bad
from ingest.contradictions import contradictions
from ingest.layout import LAYOUTS, Column, is_node
from ingest.mapping import Table
from ingest.pieces import pieces_of
from ingest.ties import with_ids
from ingest.typed import reader, typed, whole
from ingest.who import NAMED, PLACES, TELLING, made_id

LONGEST_NOTHING = 4


def take(batch: Batch, tables: Iterable[Table]) -> None:
    """Take in all rows that hold, in the order of the layouts: accounts first, ties last."""
    every = [part for table in tables for part in _sorted(batch, table)]
    _take(batch, [table for table in every if is_node(table.layout)])
    _take(batch, [table for table in every if not is_node(table.layout)] + batch.later)


def _sorted(batch: Batch, table: Table) -> list[Table]:
    """A table whose rows each say to which sheet they belong, as tables of those sheets; any other as it is."""
    by = table.layout.sorter
    if by is None:
        return [table]
    read = reader(by.of)
    told = table.frame[by.name].map(lambda cell: read(cell) if cell else None)
    parts = {name: table.frame[told == name].drop(columns=by.name) for name in (by.of.allowed if by.of else ())}
    left = table.frame[[not isinstance(one, str) for one in told]]
    batch.tables.append(replace(table, frame=left, spilled={}))
    for row, one in told[left.index].items():
        wrong = one if isinstance(one, Bad) else Bad("missing", {"field": by.name, "layout": table.layout.name})
        batch.refuse(len(batch.tables) - 1, int(str(row)), by.name, wrong)
    return [
        replace(table, layout=LAYOUTS[name], frame=part, spilled=_of(part, table.spilled))
        for name, part in parts.items() if len(part)
    ]  # fmt: skip


def _of(frame: pd.DataFrame, spilled: Mapping[int, str]) -> dict[int, str]:
    return {row: text for row, text in spilled.items() if row in frame.index}


def _take(batch: Batch, tables: list[Table]) -> None:
    order = list(LAYOUTS)
    for table in sorted(tables, key=lambda t: order.index(t.layout.name)):
        batch.tables.append(table)
        _Rows(batch, table, len(batch.tables) - 1).take()


class _Rows:
    """One table on its way into the batch."""

    def __init__(self, batch: Batch, table: Table, place: int) -> None:
        self.batch, self.table, self.place, self.layout = batch, table, place, table.layout
        self.rows, refused = typed(table)
        self.made: dict[tuple[str, str], str] = {}
        batch.rejections += refused
        batch.refused |= {(place, one.row) for one in refused}
        self._remember(table.frame.index.difference(self.rows.index))

    def take(self) -> None:
        """Through every check, then into the batch."""
        pointing = [c for c in self.layout.columns if c.refers and not c.sheet and c.name in self.rows]
        self.rows = self.rows.assign(**{c.name: _said(self.rows[c.name]) for c in pointing})
        if not is_node(self.layout):
            self._need([column.name for column in self.layout.columns if column.refers])
        for column in pointing:
            self._refer(column)
        if is_node(self.layout):
            self._identify()
        self.split = len(self.rows)
        pieces = pieces_of(self.layout, self.rows, self.place, self.batch.known)
        for kind, frame in pieces.items():
            self._check(kind, self._alive(frame))
        if is_node(self.layout):
            self._required(self._alive(pieces[self.layout.kind]))
        for kind, frame in pieces.items():
            self.batch.add(kind, self._alive(frame))
        self._settle()

    def _refuse(self, rows: Iterable[Hashable], column: str, bad: Bad | Mapping[int, Bad]) -> None:
        """Reject these rows for that column and go on without them."""
        numbers: list[int] = self.rows.index[self.rows.index.isin(list(rows))].tolist()
        for row in numbers:
            self.batch.refuse(self.place, row, column, bad[row] if isinstance(bad, Mapping) else bad)
        if numbers:
            self._remember(numbers)
            self.rows = self.rows[~self.rows.index.isin(numbers)]

    def _remember(self, rows: Iterable[int]) -> None:
        if is_node(self.layout):
            told = self.table.frame.loc[list(rows)]
            for name in {"id", "name"} & set(told.columns):
                self.batch.who.refuse(self.layout.kind, told[name])

    def _need(self, columns: Iterable[str]) -> None:
        for name in columns:
            self._refuse(self.rows.index[self.rows[name].isna()], name, self._missing(name))

    def _missing(self, name: str, reason: str = "missing") -> Bad:
        return Bad(reason, {"field": name, "layout": self.layout.name})

    def _refer(self, column: Column) -> None:
        """Ids for what a column points at; unknown and ambiguous ones are rejected, or made where they may be."""
        if column.makes:
            return self._make(column)
        cells = self.rows[column.name]
        found = {cell: self.batch.who.find(column.refers, cell) for cell in cells.dropna().unique()}
        if column.name == "account_id" and "account" in self.rows:
            found |= self._with_name(cells, found)
        wrong = {cell: bad for cell, bad in found.items() if isinstance(bad, Bad)}
        if wrong:
            rows = cells[cells.isin(list(wrong))]
            self._refuse(rows.index, column.name, dict(zip(rows.index.tolist(), rows.map(wrong), strict=True)))
        ids = {cell: id_ for cell, id_ in found.items() if isinstance(id_, str)}
        self.rows = self.rows.assign(**{column.name: self.rows[column.name].map(ids).astype("str")})
        return None

    def _with_name(self, cells: pd.Series, found: Mapping[str, str | Bad]) -> dict[str, str]:
        """Ids of accounts that nobody has yet, but whose name stands beside them."""
        names = self.rows["account"].groupby(cells).first().dropna()
        new = {str(id_): str(name) for id_, name in names.items() if isinstance(found.get(str(id_)), Bad)}
        self.made |= {("Account", id_): name for id_, name in new.items()}
        return {id_: id_ for id_ in new}

    def _make(self, column: Column) -> None:
        """Like `_refer`, but a name that nobody has becomes something new."""
        kind, cells = column.refers[0], self.rows[column.name]
        if column.name == "account" and "account_id" in self.rows:
            cells = cells.mask(self.rows["account_id"].notna())
        places = self._account() if kind == "OrgUnit" else pd.Series("", index=cells.index)
        ids: dict[tuple[str, str], str] = {}
        for name, place in set(zip(cells.dropna(), places[cells.notna()].fillna(""), strict=True)):
            found = self.batch.who.find((kind,), name) if kind != "OrgUnit" or self.batch.who.has(kind, name) else None
            ids[name, place] = found if isinstance(found, str) else self.batch.who.identify(kind, name, place)
            if not self.batch.who.has(kind, ids[name, place]):
                self.made[kind, ids[name, place]] = name
        whole = [ids.get((n, p)) if isinstance(n, str) else None for n, p in zip(cells, places.fillna(""), strict=True)]
        self.rows = self.rows.assign(**{column.name: pd.Series(whole, index=cells.index, dtype="str")})

    def _account(self) -> pd.Series:
        """The id of each row's account, missing where none is told."""
        none = pd.Series(None, index=self.rows.index, dtype="str")
        at = (name for name in ("account_id", "account", "part_of") if name in self.rows)
        told = [self.rows[name] for name in at if self.layout.column[name].kind in PLACES]
        return told[0].fillna(told[1]) if len(told) > 1 else told[0] if told else none

    def _identify(self) -> None:
        """An id for every row of a node's sheet; one without id and name cannot be told from others."""
        ids = self.rows["id"] if "id" in self.rows else pd.Series(None, index=self.rows.index, dtype="str")
        bare = self.rows[ids.isna()]
        made = self._made_ids(bare)
        ids = ids.astype(object)
        ids[bare.index] = made
        self.rows = self.rows.assign(id=ids.astype("str"))
        self._refuse(self.rows.index[self.rows["id"].isna()], "name", self._missing("name"))

    def _made_ids(self, bare: pd.DataFrame) -> Sequence[str | None]:
        """Ids for rows without one: of their names, or of what tells things without a name apart."""
        kind = self.layout.kind
        if kind in NAMED:
            return self._named_ids(bare)
        if kind not in TELLING:
            return referrals.ids(bare, self.batch.known)
        told = bare[[name for name in TELLING[kind] if name in bare]].astype("str").fillna("")
        return [made_id(kind, *facts) for facts in told.itertuples(index=False, name=None)]

    def _named_ids(self, bare: pd.DataFrame) -> list[str | None]:
        if "name" not in bare:
            return [None] * len(bare)
        places = self._account().fillna("")[bare.index]
        return [
            self.batch.who.identify(self.layout.kind, name, place) if isinstance(name, str) else None
            for name, place in zip(bare["name"], places, strict=True)
        ]

    def _check(self, kind: str, frame: pd.DataFrame) -> None:
        """What one row can break alone, then contradictions with rows before it."""
        tie = KINDS[kind]
        if isinstance(tie, Tie) and set(tie.start) & set(tie.end):
            self._refuse(frame["_row"][frame["from_id"] == frame["to_id"]], self._end_of(kind), Bad("self_tie"))
        self._lawful(frame)
        before = self.batch.pieces.get(kind)
        for column, bad in contradictions(kind, before, self._alive(frame), self.batch.tables).items():
            named = next((c.name for c in self.layout.columns if (c.kind, c.field) == (kind, column)), column)
            self._refuse(list(bad), named, bad)

    def _alive(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The pieces of rows that still stand."""
        return frame if len(self.rows) == self.split else frame[frame["_row"].isin(self.rows.index)]

    def _end_of(self, kind: str) -> str:
        return next(c.name for c in reversed(self.layout.columns) if c.kind == kind and c.refers)

    def _required(self, frame: pd.DataFrame) -> None:
        """What a new thing must have; something known keeps what it has where the cell is blank."""
        kind = KINDS[self.layout.kind]
        for of in kind.fields:
            if not of.required or of.default is not None:
                continue
            cells = frame[of.name]
            if cells.notna().all():
                continue
            seen = set(frame["id"][cells.notna()])
            blank = frame[cells.isna() & ~frame["id"].isin(seen)]
            unknown = blank[np.array([not self._has(id_, of.name) for id_ in blank["id"]], dtype=bool)]
            reason = "no_lawful_basis" if of.name == "lawful_basis" else "missing"
            self._refuse(unknown["_row"], of.name, self._missing(of.name, reason))
        if kind.name == "Referral":
            bare = self.rows["id"][self.rows["referrer_id"].isna()] if "referrer_id" in self.rows else self.rows["id"]
            new = [row for row, id_ in bare.items() if not self.batch.who.has("Referral", id_)]
            self._refuse(new, "referrer_id", self._missing("referrer_id"))

    def _has(self, id_: str, name: str) -> bool:
        if name == "lawful_basis":
            return id_ in self.batch.basis
        return self.batch.who.has(self.layout.kind, id_)

    def _lawful(self, frame: pd.DataFrame) -> None:
        if "lawful_basis" in frame:
            rows = frame["_row"][(frame["lawful_basis"] == NO_BASIS).fillna(False)]
            self._refuse(rows, "lawful_basis", self._missing("lawful_basis", "no_lawful_basis"))
        if "data_source" in frame:
            rows = frame["_row"][frame["data_source"].isin(BANNED_SOURCES)]
            self._refuse(rows, "data_source", Bad("banned_source"))

    def _settle(self) -> None:
        """Who is new becomes known, with what was made by name."""
        if not is_node(self.layout):
            return
        if self.layout.kind == "Person":
            mine = self.batch.pieces["Person"]
            self.batch.basis.update(mine["id"][mine["lawful_basis"].notna()])
        who, rows = self.batch.who, self.rows
        who.add(self.layout.kind, rows["id"].tolist(), rows["name"].tolist() if "name" in rows else ())
        self._keep_made()
        self._leave()
        at = self._account()
        who.settle(rows["id"][at.notna()], at.dropna())

    def _leave(self) -> None:
        """What the rows say of ties with a sheet of their own waits until everybody is known."""
        for name in dict.fromkeys(c.sheet for c in self.layout.columns if c.sheet):
            columns = {c.name for c in self.layout.columns if c.sheet == name} & set(self.table.frame.columns)
            other = next(c.name for c in self.layout.columns if c.sheet == name and c.refers)
            if other not in columns:
                continue
            layout, told = LAYOUTS[name], self.table.frame.loc[self.rows.index, sorted(columns)]
            own = next(c.name for c in layout.columns if c.refers == (self.layout.kind,))
            told = told.assign(**{own: self.rows["id"].astype(object)})
            told = told[_said(told[other].mask(told[other] == "")).notna()]
            self.batch.later.append(replace(self.table, layout=layout, frame=told, spilled={}))

    def _keep_made(self) -> None:
        """Accounts and departments that were given by name alone and that some row still points at."""
        for column in (c for c in self.layout.columns if c.refers and c.name in self.rows):
            kind = column.refers[0]
            wanted = self.rows[column.name].dropna().drop_duplicates()
            new = [(row, id_) for row, id_ in wanted.items() if (kind, id_) in self.made]
            if not new:
                continue
            rows, ids = [row for row, _ in new], [id_ for _, id_ in new]
            names = [self.made[kind, id_] for id_ in ids]
            piece = pd.DataFrame({"name": names, "id": ids, "_table": self.place, "_row": rows})
            self.batch.add(kind, whole(kind, piece.astype({"name": "str", "id": "str"})))
            self.batch.who.add(kind, ids, names)
            self.batch.created += [(self.place, kind, name) for name in names]
            if kind == "OrgUnit":
                self._place_units(rows, ids)

    def _place_units(self, rows: list[Hashable], ids: list[str]) -> None:
        at = self._account().reindex(rows)
        ties = pd.DataFrame({"from_id": ids, "to_id": at.tolist(), "_table": self.place, "_row": rows, "id": None})
        ties = ties[ties["to_id"].notna()].astype({"from_id": "str", "to_id": "str"})
        if len(ties):
            self.batch.add("PART_OF", with_ids(ties, "PART_OF", self.batch.known))
            self.batch.who.settle(ties["from_id"], ties["to_id"])


def _said(cells: pd.Series) -> pd.Series:
    """Cells that point at somebody; a dash or 无 points at nobody."""
    nobody = [cell for cell in cells.dropna().unique() if len(cell) <= LONGEST_NOTHING and clean.nothing(cell)]
    return cells.mask(cells.isin(nobody)) if nobody else cells
