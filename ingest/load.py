"""Files → a preview of what an import would do; nothing is written until its command is given to the store.

seen = preview(["people.xlsx", "knows.csv"], store.read(everyone))
store.apply(seen.command("wang"))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from graph.model.errors import BadFile, BadValue
from graph.model.network import Network
from graph.text import Words
from ingest import mapping, proposal, rows, rules
from ingest.batch import Batch
from ingest.compare import CHANGED, NEW, UNCHANGED, verdict
from ingest.identity import LookAlike, look_alikes
from ingest.records import take
from ingest.rejection import Rejection, labelled
from ingest.template import is_words_sheet, marks

if TYPE_CHECKING:
    from graph.store.commands import Command

SHOWN = 10
STATES = (NEW, CHANGED, UNCHANGED)
Note = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Part:
    """What becomes of one sheet of one file: its layout, rows read, and rows of the network by kind and state."""

    file: str
    sheet: str
    layout: str
    rows: int
    counts: Mapping[str, Mapping[str, int]]
    rejected: int

    def to_json(self, words: Words) -> dict[str, Any]:
        """The shape of `guanxi import`."""
        where = {"file": self.file, "sheet": self.sheet, "kind": self.layout, "rows": self.rows}
        return {**where, **{state: dict(self.counts[state]) for state in STATES}, "rejected": self.rejected}


@dataclass(frozen=True)
class Preview:
    """What an import would do. `put` holds whole rows, new and changed ones only; empty where nothing would change."""

    parts: tuple[Part, ...]
    put: Network
    rejections: tuple[Rejection, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    notes: tuple[Note, ...] = ()
    changes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    proposals: tuple[proposal.Proposal, ...] = ()
    source: str = ""

    def counts(self, state: str) -> dict[str, int]:
        """Rows of the network that would be `created`, `changed` or `unchanged`, by kind, over all files."""
        total: Counter[str] = Counter()
        for part in self.parts:
            total.update(part.counts[state])
        return dict(total)

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to write."""
        return not any(self.put.counts().values())

    def command(self, by: str) -> Command:
        """The one command that writes it all, to be undone as one."""
        from graph.store.commands import load

        return load(self.put, by, self.source)

    def said(self, words: Words) -> list[str]:
        """The notes as sentences."""
        return [words(key, **labelled(values, words)) for key, values in self.notes]

    def to_json(self, words: Words) -> dict[str, Any]:
        """The shape of `guanxi import` in cli.md, without import_id and revision, which the store gives."""
        return {
            "files": [part.to_json(words) for part in self.parts],
            "rejections": [one.to_json(words) for one in self.rejections],
            "look_alikes": [one.to_json(words) for one in self.look_alikes],
            "notes": self.said(words),
        }

    def rejected_frame(self, words: Words) -> pd.DataFrame:
        """The rejected rows as a table for a file: file, sheet, row, column, value, reason, message, mend."""
        names = ["file", "sheet", "row", "column", "value", "reason", "message", "mend"]
        return pd.DataFrame([one.to_json(words) for one in self.rejections], columns=names)


def preview(
    paths: Iterable[str | Path],
    known: Network,
    *,
    kind: str | None = None,
    mapping: str | Path | Sequence[mapping.Plan] | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    source: str | None = None,
    constants: Mapping[str, str] | None = None,
) -> Preview:
    """What the files would change in the known network.

    `kind` says what the files are about where the columns do not; `mapping` is a file or plans of `ingest.mapping`;
    `sheet` picks one sheet of a workbook; `constants` fill blank cells of every row (lawful_basis, data_source …);
    `source` names the import in the journal. BadFile where a file cannot be read or understood at all.
    """
    paths = list(paths)
    sheets = rows.read(paths, sheet, encoding)
    tables, proposals, notes = _tables(sheets, kind, mapping, constants or {})
    batch = Batch(known)
    take(batch, tables)
    notes += rules.enforce(batch)
    notes += _made(batch)
    return _seen(batch, proposals, notes, source or ", ".join(Path(path).name for path in paths))


def _tables(
    sheets: list[rows.Sheet],
    kind: str | None,
    told: str | Path | Sequence[mapping.Plan] | None,
    constants: Mapping[str, str],
) -> tuple[list[mapping.Table], list[proposal.Proposal], list[Note]]:
    """Every sheet by the plans that fit it, or by its own columns; sheets that say nothing are noted."""
    plans = mapping.read(told) if isinstance(told, str | Path) else list(told or ())
    tables, proposals, notes = [], [], list[Note]()
    for sheet in sheets:
        if is_words_sheet(sheet.name):
            continue
        fitting = [plan for plan in plans if plan.fits(sheet)]
        if not plans and (found := proposal.propose(sheet, kind)):
            proposals.append(found)
            notes += _doubts(found)
            fitting = [found.plan] if not found.missing or kind is None else _refused(found)
        if not fitting:
            notes.append(("ingest.note.skipped", {"file": sheet.where, "columns": ", ".join(sheet.frame.columns[:8])}))
        tables += [mapping.table(sheet, _with(plan, constants)) for plan in fitting]
    _meant(constants, tables)
    tables, examples = _without_examples(tables)
    notes += examples
    if not tables:
        first = sheets[0]
        raise BadFile("error.bad_file.no_columns", file=first.where, columns=", ".join(first.frame.columns[:20]))
    return tables, proposals, notes


def _without_examples(tables: list[mapping.Table]) -> tuple[list[mapping.Table], list[Note]]:
    """Rows that a template marks as examples are not imported."""
    kept, notes = [], list[Note]()
    for table in tables:
        first = next((c.name for c in table.layout.columns if c.name in table.headers), None)
        marked = table.frame[first].isin(marks()) if first else pd.Series(False, index=table.frame.index)
        if marked.any():
            notes.append(("ingest.note.examples", {"file": table.file}))
            table = replace(table, frame=table.frame[~marked])
        kept.append(table)
    return kept, notes


def _refused(found: proposal.Proposal) -> list[mapping.Plan]:
    missing, layout = found.missing[0], found.layout.name
    raise BadFile(
        "error.bad_file.missing_column", file=found.sheet.where, kind=layout, field=missing,
        columns=", ".join(map(str, found.sheet.frame.columns[:20])),
    )  # fmt: skip


def _made(batch: Batch) -> list[Note]:
    """What was made because a file gave its name alone; many of one kind in one sentence."""
    notes: list[Note] = []
    for kind in dict.fromkeys(kind for _, kind, _ in batch.created):
        names = [name for _, made, name in batch.created if made == kind]
        told = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
        notes.append(("ingest.note.made", {"kind": kind, "count": len(names), "names": told}))
    return notes


def _doubts(found: proposal.Proposal) -> list[Note]:
    where = found.sheet.where
    doubtful: list[Note] = [
        ("ingest.note.similar", {"file": where, "column": g.column, "layout": found.layout.name, "field": g.field})
        for g in found.doubtful
    ]
    unused = [g.column for g in found.guesses if not g.field and not g.column.startswith(proposal.ASIDE)]
    if unused:
        doubtful.append(("ingest.note.unused", {"file": where, "columns": ", ".join(unused[:20])}))
    return doubtful


def _with(plan: mapping.Plan, constants: Mapping[str, str]) -> mapping.Plan:
    """The plan with constants of the whole import, where its layout has such a column, by any word for it."""
    known = proposal.vocabulary(plan.layout.name)
    fitting = {known[name][0]: value for word, value in constants.items() if (name := proposal.plain(word)) in known}
    return replace(plan, constants={**plan.constants, **fitting})


def _meant(constants: Mapping[str, str], tables: Sequence[mapping.Table]) -> None:
    """A constant that no sheet of the import has a column for is a mistake, and told."""
    names = {name for table in tables for name in proposal.vocabulary(table.layout.name)}
    for word in constants:
        if proposal.plain(word) not in names:
            fields = sorted({name for table in tables for name in table.layout.column})
            raise BadValue("error.bad_value.field", field=word, value=word, allowed=fields)


def _seen(batch: Batch, proposals: list[proposal.Proposal], notes: list[Note], source: str) -> Preview:
    verdicts = {kind: verdict(kind, pieces, batch.known) for kind, pieces in batch.pieces.items() if len(pieces)}
    put = Network({kind: one.put for kind, one in verdicts.items() if len(one.put)})
    became = {kind: one.became for kind, one in verdicts.items()}
    ids = [id_ for kind, frame in became.items() if kind == "Person" for id_ in frame["id"][frame["state"] == NEW]]
    alike = look_alikes(ids, batch.known + put) if ids else []
    parts = tuple(_part(batch, place, became) for place in range(len(batch.tables)))
    return Preview(
        parts, put, _told_once(batch.rejections),
        tuple(alike), tuple(notes), {kind: one.fields for kind, one in verdicts.items() if one.fields},
        tuple(proposals), source,
    )  # fmt: skip


def _told_once(rejections: Iterable[Rejection]) -> tuple[Rejection, ...]:
    """In the order of files and rows; one reason for one cell is said once."""
    once = {(one.file, one.sheet, one.row, one.column, one.reason): one for one in rejections}
    return tuple(once[place] for place in sorted(once))


def _part(batch: Batch, place: int, became: Mapping[str, pd.DataFrame]) -> Part:
    table = batch.tables[place]
    counts: dict[str, dict[str, int]] = {state: {} for state in STATES}
    for kind, frame in became.items():
        for state, number in frame["state"][frame["_table"] == place].value_counts().items():
            counts[str(state)][kind] = int(number)
    rejected = sum(where == place for where, _ in batch.refused)
    return Part(table.file, table.sheet, table.layout.name, len(table.frame), counts, rejected)
