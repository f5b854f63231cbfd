"""What a page shows, as it can be taken along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd


@dataclass(frozen=True)
class Seen:
    """A page as the user sees it: its key and title, the ids of the people and ties shown, in their order.

    `notes` say in the user's words what is filtered, how many of how many are shown, and as of which day; `table` is
    the list twin under headings in the user's words; `svg` makes the picture as a file's text in a theme ("light" or
    "dark"), None where there is no picture; `html` the page as one file that needs no server, with everybody called by
    their role when True; `tables` what else the page lists, by the key of its sheet (`take.sheet.<key>`).
    """

    page: str
    title: str
    people: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    svg: Callable[[str], str] | None = None
    html: Callable[[bool], str] | None = None
    tables: Callable[[], dict[str, pd.DataFrame]] | None = None
