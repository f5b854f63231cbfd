"""What changed between two days, on the picture: each person and tie that is new, lost or changed says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from graph.analysis.changes import LOST
from graph.views.time_bar import compared as changes_since

if TYPE_CHECKING:
    from graph.views.draw import Picture
    from graph.views.screen import Screen


def compared(screen: Screen, before: str) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """The ties of the screen's day with those lost since that day, and what changed (new, lost, changed) by id.

    Without a day to compare with: the ties as they are, and nothing.
    """
    ties = screen.facts.ties
    if not before:
        return ties, {}
    rows = changes_since(screen, before).rows
    changed = dict(zip(rows["id"], rows["change"], strict=True))
    gone = rows["id"][(rows["change"] == LOST) & (rows["kind"] != "Person")]
    if len(gone):
        old = then(screen, before).facts.ties
        ties = pd.concat([ties, old[old["id"].isin(gone) & ~old["id"].isin(ties["id"])]], ignore_index=True)
    return ties, changed


def then(screen: Screen, before: str) -> Screen:
    """The screen as of the earlier of the two days."""
    return screen.at(min(date.fromisoformat(before), screen.today))


def mark(picture: Picture, changed: Mapping[str, str]) -> None:
    """Give each person and tie drawn its `change`, and count people and ties of each in the picture's counts."""
    drawn: list[tuple[str, dict[str, object]]] = [
        *(("people", node) for node in picture.net.nodes), *(("ties", edge) for edge in picture.net.edges)
    ]  # fmt: skip
    for what, one in drawn:
        change = changed.get(str(one["id"]))
        if change:
            one["change"] = change
            if change == LOST and what == "ties":
                one["dash"] = True
            key = f"change.{change}.{what}"
            picture.counts[key] = picture.counts.get(key, 0) + 1
