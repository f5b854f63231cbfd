"""Whom people report to: the line that a chart hangs them by, the others, and everybody above."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from graph.views.screen import Screen

REPORTS = "REPORTS_TO"


def bosses(screen: Screen, people: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The superiors that each of these has on the screen's day; who has none is left out.

    What is known stands before what is only supposed, the newest line before older ones, undated ones last, then by id.
    """
    table = screen.network[REPORTS]
    table = table[table["from_id"].isin(list(people)) & ~(table["until"] <= pd.Timestamp(screen.today))]
    table = table[table["to_id"].isin(screen.facts.people.index)]
    table = table.assign(guess=table["confidence"] == "inferred").sort_values(
        ["from_id", "guess", "since", "to_id"], ascending=[True, True, False, True], na_position="last"
    )
    out: dict[str, tuple[str, ...]] = {}
    for who, boss in zip(table["from_id"].astype(str), table["to_id"].astype(str), strict=True):
        out[who] = (*out.get(who, ()), boss)
    return out


def superiors(screen: Screen, who: str) -> list[str]:
    """Everybody above somebody by any line, the nearest first; a ring ends where it began."""
    found: list[str] = []
    level = [who]
    while level:
        above = bosses(screen, level)
        level = [one for below in level for one in above.get(below, ()) if one not in found]
        level = list(dict.fromkeys(level))
        found += level
    return found
