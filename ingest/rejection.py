"""A row that is not taken in, and why: which file, row, column and value, what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.model.vocab import VOCAB
from graph.text import Words
from ingest.clean import Bad
from ingest.layout import LAYOUTS
from ingest.mapping import Table
from ingest.proposal import heading


@dataclass(frozen=True)
class Rejection:
    """A row that is not taken in: where it stands, the cell at fault, the stable reason and what the sentence needs."""

    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def message(self, words: Words) -> str:
        """What is wrong with it, in a sentence."""
        return words(f"reject.{self.reason}", **self._told(words))

    def mend(self, words: Words) -> str:
        """What the user can do."""
        return words(f"mend.{self.reason}", **self._told(words))

    def _told(self, words: Words) -> dict[str, Any]:
        return labelled(
            {"column": self.column, "value": self.value, "row": self.row, "nearest": "", **self.values}, words
        )

    def to_json(self, words: Words) -> dict[str, Any]:
        """The shape of `guanxi import`."""
        where = {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column, "value": self.value}
        return {**where, "reason": self.reason, "message": self.message(words), "mend": self.mend(words)}


def rejection(table: Table, row: int, column: str, bad: Bad, value: str | None = None) -> Rejection:
    """The Rejection of a cell of a table, named by the header in the file."""
    cell = value if value is not None else str(table.frame.at[row, column]) if column in table.frame else ""
    return Rejection(table.file, table.sheet, int(row), table.headers.get(column, column), cell, bad.reason, bad.values)


def labelled(values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Values for a sentence, with kinds, fields and vocabularies in the user's words."""
    told = dict(values)
    if vocab := told.get("vocab"):
        told["allowed"] = ", ".join(f"{words.choice(vocab, v)} ({v})" for v in VOCAB[vocab].values)
    if kind := told.get("kind"):
        told["kind"] = words.kind(kind)
    if layout := told.get("layout"):
        told["field"] = heading(LAYOUTS[layout], told["field"], words)
        if told.get("column") == values["field"]:
            told["column"] = told["field"]
    if told.get("nearest"):
        told["nearest"] = words("ingest.nearest", word=told["nearest"])
    return told
