"""What one import has taken in so far: pieces by kind, rejections, and who has become known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from graph.model.network import Network
from ingest.clean import Bad
from ingest.mapping import Table
from ingest.rejection import Rejection, rejection
from ingest.typed import ORIGIN
from ingest.who import Directory


@dataclass
class Batch:
    """Everything one import brings, kind by kind, with the row each piece comes from."""

    known: Network
    tables: list[Table] = field(default_factory=list)
    pieces: dict[str, pd.DataFrame] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)
    refused: set[tuple[int, int]] = field(default_factory=set)
    created: list[tuple[int, str, str]] = field(default_factory=list)
    later: list[Table] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.who = Directory(self.known)
        self.basis = _with_basis(self.known)

    def refuse(self, place: int, row: int, column: str, bad: Bad, value: str | None = None) -> None:
        """Note a rejection of a row of the table at that place."""
        self.rejections.append(rejection(self.tables[place], row, column, bad, value))
        self.refused.add((place, row))

    def add(self, kind: str, piece: pd.DataFrame) -> None:
        """Keep what rows say of one kind."""
        mine = self.pieces.get(kind)
        self.pieces[kind] = piece if mine is None else pd.concat([mine, piece], ignore_index=True)

    def drop(self, origins: Iterable[tuple[int, int]]) -> None:
        """Take back every piece of these rows."""
        gone = pd.MultiIndex.from_tuples(list(origins), names=ORIGIN)
        for kind, frame in self.pieces.items():
            self.pieces[kind] = frame[~pd.MultiIndex.from_frame(frame[list(ORIGIN)]).isin(gone)]


def _with_basis(known: Network) -> set[str]:
    people = known["Person"]
    return set(people["id"][people["lawful_basis"] != "unknown"])
