"""What a page shows as a workbook: the list, people with scores, ties, and what was shown when. Never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from graph.views.download import plain
from graph.views.facts import each
from graph.views.seen import Seen
from graph.views.take.svg import printable

if TYPE_CHECKING:
    from graph.views.screen import Screen

LONGEST = 32_767  # characters a cell holds
FACTS = ("name", "account", "title", "region", "attitude", "role", "rep", "stage", "days", "centre_state")
VOCABS = {"attitude": "attitude", "role": "buying_role", "stage": "relationship_stage", "centre_state": "centre_state"}
SCORES = ("score", "rank", "bridge", "voice", "across")


def people(screen: Screen, ids: Sequence[str]) -> pd.DataFrame:
    """Facts and scores of these people, by id, headings as in the data; whoever is gone is left out."""
    here = [id_ for id_ in ids if id_ in screen.facts.people.index]
    table = screen.facts.people.loc[here, list(FACTS)].join(screen.scores[list(SCORES)].reindex(here).round(2))
    return table.rename_axis("id").reset_index()


def ties(screen: Screen, ids: Sequence[str], shown: Sequence[str]) -> pd.DataFrame:
    """The ties of these ids that join two of the people shown, with both names."""
    table, names = screen.facts.ties, screen.facts.people["name"]
    mine = table[table["id"].isin(ids) & table["from_id"].isin(shown) & table["to_id"].isin(shown)]
    return mine.assign(**{"from": mine["from_id"].map(names), "to": mine["to_id"].map(names)})[
        ["id", "kind", "from_id", "from", "to_id", "to", "strength", "sort", "proposed"]
    ]


def workbook(screen: Screen, seen: Seen) -> bytes:
    """The sheets as an XLSX file; text is text, letters that a cell cannot hold are left out, unknown is blank."""
    from openpyxl import Workbook

    words, book = screen.words, Workbook(write_only=True)
    told = people(screen, seen.people)
    for name, vocab in VOCABS.items():
        told[name] = [words.choice(vocab, one) if isinstance(one, str) and one else one for one in told[name]]
    lines = ties(screen, seen.ties, seen.people)
    lines = lines.assign(kind=[words.kind(one) for one in lines["kind"]])
    notes = pd.DataFrame({"": [seen.title, *seen.notes]})
    others = seen.tables() if seen.tables else {}
    for name, table in (("list", seen.table), *others.items(), ("people", told), ("ties", lines), ("notes", notes)):
        sheet = book.create_sheet(words(f"take.sheet.{name}"))
        sheet.freeze_panes = "A2" if name != "notes" else None
        if name != "notes":
            sheet.append(_row(sheet, (_heading(screen, str(one)) for one in table.columns)))
        for row in each(table):
            sheet.append(_row(sheet, row[1:]))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heading(screen: Screen, name: str) -> str:
    return screen.words(f"take.col.{name}") if screen.words.has(f"take.col.{name}") else name


def _row(sheet: Any, values: Iterable[Any]) -> list[Any]:
    from openpyxl.cell import WriteOnlyCell

    out: list[Any] = []
    for value in values:
        value = plain(", ".join(map(str, value)) if isinstance(value, list | tuple) else value)
        if isinstance(value, str) and value:
            box = WriteOnlyCell(sheet, printable(value)[:LONGEST])
            box.data_type = "s"
            out.append(box)
        else:
            out.append(value.item() if hasattr(value, "item") else value if value != "" else None)
    return out
