"""What every query runs in: a transaction that knows the catalogue, and where the store stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

InTransaction = Callable[[Callable[["Run"], Any]], Any]  # does some work in a transaction of its own
LATEST = 2**62  # a revision that no store reaches


class Run(Protocol):
    """Runs one query of the catalogue in a transaction; gives its rows, columns in the order of its header."""

    def __call__(self, name: str, **params: Any) -> list[list[Any]]: ...


@dataclass(frozen=True)
class Standing:
    """The revision, and the imports that nobody reads yet."""

    revision: int
    open: list[int]


def standing(run: Run) -> Standing:
    """Where the store stands now."""
    revision, still_open, _ = run("read/store")[0]
    return Standing(revision, list(still_open or ()))
