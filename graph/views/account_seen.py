"""The power map as it can be taken along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.views.account_draw import Drawn
from graph.views.account_facts import Case
from graph.views.account_gaps import Empty
from graph.views.account_list import legend, table
from graph.views.account_strip import ORDER, signed
from graph.views.figures import day
from graph.views.seen import Seen
from graph.views.take.panels import with_legend
from graph.views.take.svg import of_parts

if TYPE_CHECKING:
    from graph.views.screen import Screen


def seen(screen: Screen, case: Case, map_: Drawn, empty: Sequence[Empty] = ()) -> Seen:
    """Who is shown, in the list's order, with the opportunity, its index, how many of how many and as of when."""
    words = screen.words
    notes = [words("account.shown", n=len(case.people), all=case.total)]
    if case.deal:
        notes.append(case.deal.name)
        if case.deal.support is not None:
            notes.append(f"{words('account.index')} {signed(case.deal.support)}")
    counts = Counter(m.attitude for m in case.people.values())
    told = words("text.comma").join(f"{words(f'account.att.{one}')} {counts[one]}" for one in ORDER if counts[one])
    if told:
        notes.append(words("account.counts", told=told))
    notes.append(words("account.asof", day=day(words, screen.today)))
    drawn_ties = case.ties[case.ties["kind"] == "REPORTS_TO"]["id"] if len(case.ties) else ()
    ties = (*map(str, drawn_ties), *map_.ties)
    title = case.name

    def picture(theme: str) -> str:
        parts, high = with_legend(map_.parts, map_.width, map_.height, legend(case, map_, empty, words))
        return of_parts(parts, map_.width, high, theme, title=title, notes=notes)

    return Seen("account", title, tuple(case.people), ties, tuple(notes), table(case, words), picture)
