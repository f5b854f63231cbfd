"""Who is tied to whom, each pair once: how strongly, and which ties carry it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.analysis import strength

Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Who is tied to whom, as places in `ids`, each pair once: how strongly 0…1, and which ties carry it.

    The ties of pair `i` are `carriers[first[i]:first[i + 1]]`; pairs are in order of `a`, then `b`.
    """

    ids: Any
    a: Places
    b: Places
    strength: strength.Floats
    carriers: pd.Series
    first: Places

    @property
    def distance(self) -> Places:
        """How far apart each pair is: whole, smaller is closer."""
        return strength.distance(self.strength)

    def ties(self, pair: int) -> tuple[str, ...]:
        """Ids of the ties that carry a pair, in order."""
        return evidenced(self.carriers.iloc[self.first[pair] : self.first[pair + 1]])

    def table(self) -> pd.DataFrame:
        """One row a pair: from_id, to_id, strength, distance, ties."""
        carriers = self.carriers.to_numpy(dtype=object)
        spans = zip(self.first[:-1].tolist(), self.first[1:].tolist(), strict=True)
        evidence = [evidenced(carriers[i:j]) for i, j in spans]
        return pd.DataFrame(
            {
                "from_id": self.ids.take(self.a), "to_id": self.ids.take(self.b), "strength": self.strength,
                "distance": self.distance, "ties": pd.Series(evidence, dtype=object),
            }
        )  # fmt: skip


def collapsed(nodes: pd.Index, a: Any, b: Any, ties: pd.DataFrame) -> Pairs:
    """Several ties of a pair made one: the strongest counts, all are kept as evidence."""
    order = np.argsort(a * np.int64(len(nodes)) + b, kind="stable")
    a, b, power = a[order], b[order], ties["strength"].to_numpy(dtype=float)[order]
    starts = np.flatnonzero(np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])]) if len(a) else np.zeros(0, dtype=int)
    best = np.maximum.reduceat(power, starts) if len(a) else np.zeros(0)
    return Pairs(nodes, a[starts], b[starts], best, ties["id"].iloc[order], np.r_[starts, len(a)])


def evidenced(carriers: Iterable[Any]) -> tuple[str, ...]:
    """Tie ids of one pair, in order; a referral brings two."""
    return tuple(sorted(one for c in carriers for one in (c if isinstance(c, tuple) else (c,))))
